"""Random graphs, with cycles and probabilities of exactly 0 and 1, from CSV files through the command line.

One store holds many small worlds side by side; brute force says what each party's values are. The same rows in
another order, with other names, must give the same values.
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
    """The worlds as drawn, and shuffled under other names."""
    folder = tmp_path_factory.mktemp("fuzz")
    return {"plain": fill(folder / "plain", plain, None), "other": fill(folder / "other", other, 4)}


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


def test_the_sampled_value_is_the_same_in_any_order_and_its_interval_holds_the_truth(stores) -> None:
    words = ("score", "--indicator", "linked_harm", "--param", "hops=none", "--param", "method=montecarlo", *RAW)
    rows = {r["name"]: r for r in ask(*words, store=stores["plain"])["rows"]}
    again = {r["name"]: r for r in ask(*words, store=stores["plain"])["rows"]}
    assert rows == again
    held = inside = 0
    for g, case in CASES.items():
        wanted = exposure(case)
        for i in range(case.n):
            row = rows[plain(g, i)]
            inside += row["low"] - 1e-12 <= wanted[i] <= row["high"] + 1e-12
            held += 1
            if wanted[i] in (0.0, 1.0):
                assert row["value"] == wanted[i], (g, i)
    assert inside / held > 0.92, (inside, held)


@pytest.mark.parametrize("graph", [0, 7, 19, 33])
def test_every_list_of_an_explanation_adds_up(stores, graph: int) -> None:
    doc = ask("explain", plain(graph, 0), *RAW, "--top", "6", store=stores["plain"])
    assert doc["value"] == pytest.approx(CASES[graph].burden()[0], abs=1e-9)
    for block in ("by_supplier", "by_origin", "by_path", "by_route", "by_finding"):
        assert sum(p["amount"] for p in doc[block]["parts"]) + doc[block]["rest"] == pytest.approx(
            doc["value"], abs=1e-9
        ), block
