"""Random graphs, with cycles and probabilities of exactly 0 and 1, from CSV files through the command line.

One store holds many small worlds side by side; brute force says what each party's values are. The same rows in
another order, with other names, must give the same values. Sampled values hang on the names (each link and party
draws its own bits): in another order of rows they stay the same to the last bit, under other names they move
within their intervals.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.brute import Case, draw, exposure, strongest
from tests.running import ask

GRAPHS = 40
RAW = ("--issue", "harm", "--param", "unmapped=none")
CASES = {g: draw(90_000 + g) for g in range(GRAPHS)}


def plain(graph: int, node: int) -> str:
    """A name that sorts as the node's number."""
    return f"World {graph:02d} party {node}"


def other(graph: int, node: int) -> str:
    """A name that sorts otherwise."""
    return f"Mill {(node * 5 + 3) % 7} of {(graph * 17 + 5) % 41:02d}"


def fill(folder: Path, names: object, seed: int | None) -> str:
    """A store of all worlds; `seed` shuffles the rows."""
    assert callable(names)
    edges, risks = [], []
    for g, case in CASES.items():
        edges += [f"{names(g, u)},{names(g, v)},{share!r},{q!r}" for u, v, q, share in case.edges]
        risks += [f"{names(g, i)},harm,{x!r}" for i, x in enumerate(case.p.tolist())]
    if seed is not None:
        rng = np.random.default_rng(seed)
        rng.shuffle(edges)
        rng.shuffle(risks)
    folder.mkdir()
    store = f"sqlite:{folder / 'worlds.db'}"
    for template, head, rows in (
        ("edges", "supplier,buyer,share,confidence", edges),
        ("risks", "party,issue,value", risks),
    ):
        path = folder / f"{template}.csv"
        path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        (done,) = ask("load", path, "--as", template, "--fictional", store=store)["loads"]
        assert done["quarantined"] == 0, done["codes"]
    return store


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The worlds as drawn, shuffled under the same names, and shuffled under others."""
    folder = tmp_path_factory.mktemp("fuzz")
    return {
        "plain": fill(folder / "plain", plain, None),
        "mixed": fill(folder / "mixed", plain, 8),
        "other": fill(folder / "other", other, 4),
    }


def values(store: str, *words: str) -> dict[str, float]:
    """Name to value, of every party."""
    return {r["name"]: r["value"] for r in ask("score", *words, *RAW, store=store)["rows"]}


@pytest.mark.parametrize(
    ("words", "truth", "slack"),
    [
        (("--indicator", "upstream_risk"), Case.burden, 1e-9),
        (("--indicator", "worst_path"), strongest, 1e-12),
        (("--indicator", "linked_harm", "--param", "hops=none", "--param", "method=exact"), exposure, 1e-12),
        (
            ("--indicator", "linked_harm", "--param", "hops=2", "--param", "method=exact"),
            lambda c: exposure(c, 2),
            1e-12,
        ),
    ],
    ids=["upstream_risk", "worst_path", "linked_harm", "linked_harm two hops"],
)
def test_scores_are_those_of_brute_force_in_any_order_and_under_any_names(stores, words, truth, slack) -> None:
    got, renamed = values(stores["plain"], *words), values(stores["other"], *words)
    for g, case in CASES.items():
        wanted = truth(case)
        for i in range(case.n):
            assert got[plain(g, i)] == pytest.approx(wanted[i], abs=slack), (g, i)
            assert renamed[other(g, i)] == pytest.approx(wanted[i], abs=slack), (g, i)


SAMPLED = ("--indicator", "linked_harm", "--param", "hops=none", "--param", "method=montecarlo")


def numbers(rows: list[dict[str, object]]) -> dict[object, tuple[object, ...]]:
    """Name to value, range and method."""
    return {r["name"]: (r["value"], r["low"], r["high"], r["method"]) for r in rows}


def test_sampled_values_stay_in_any_order_and_move_under_other_names_within_their_intervals(stores) -> None:
    plain_, mixed, other_ = (
        numbers(ask("score", *SAMPLED, *RAW, store=stores[s])["rows"]) for s in ("plain", "mixed", "other")
    )
    assert mixed == plain_
    held = inside = apart = touch = 0
    for g, case in CASES.items():
        wanted = exposure(case)
        for i in range(case.n):
            (value, low, high, method), (again, low2, high2, _) = plain_[plain(g, i)], other_[other(g, i)]
            assert method.startswith("montecarlo")
            held += 2
            for least, most in ((low, high), (low2, high2)):
                inside += least - 1e-12 <= wanted[i] <= most + 1e-12
            # Each is within 4.5 standard errors of the truth, or on it where it is certain.
            for x in (value, again):
                assert abs(x - wanted[i]) <= 4.5 * np.sqrt(wanted[i] * (1 - wanted[i]) / 10_048) + 1e-12, (g, i)
            apart += value != again
            touch += max(low, low2) <= min(high, high2) + 1e-12
    assert inside / held > 0.92, (inside, held)
    assert apart > 20
    assert touch / (held / 2) > 0.95, (touch, held)


@pytest.mark.parametrize("graph", [7, 19])
def test_a_sampled_value_is_the_same_for_the_one_who_is_viewed(stores, graph: int) -> None:
    whole = numbers(ask("score", *SAMPLED, *RAW, store=stores["plain"])["rows"])
    for node in range(CASES[graph].n):
        name = plain(graph, node)
        doc = ask("explain", name, *SAMPLED, *RAW, store=stores["mixed"])
        assert (doc["value"], doc["low"], doc["high"]) == whole[name][:3]


@pytest.mark.parametrize("graph", [0, 7, 19, 33])
def test_every_list_of_an_explanation_adds_up(stores, graph: int) -> None:
    doc = ask("explain", plain(graph, 0), *RAW, "--top", "50", store=stores["plain"])
    assert doc["value"] == pytest.approx(CASES[graph].burden()[0], abs=1e-9)
    for block in ("by_supplier", "by_origin", "by_finding"):
        # Nothing is left out, so nothing may be left over.
        assert doc[block]["left_out"] == 0, block
        assert abs(doc[block]["rest"]) <= 1e-9, block
        assert sum(p["amount"] for p in doc[block]["parts"]) == pytest.approx(doc["value"], abs=1e-9), block
    for block in ("by_path", "by_route"):
        told = sum(p["amount"] for p in doc[block]["parts"])
        assert told + doc[block]["rest"] == pytest.approx(doc["value"], abs=1e-9), block
        assert doc[block]["rest"] >= -1e-9, block
