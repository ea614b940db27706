"""The worked cases G1 to G6 of the engine paper: every number, through the library."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from headwater.graph.engines.unions import at_most
from headwater.graph.risk.indicators import UpstreamRisk, get_indicator
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.values.params import LinkedOptions, UpstreamOptions
from headwater.graph.risk.values.result import Method
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.whatif import whatif
from tests import worlds as made
from tests.graph.risk.rows import PACK
from tests.graph.risk.whatif.people import named

RAW = UpstreamOptions(unmapped="none")
DEEP = LinkedOptions(hops=None)

# case -> (linked_harm exact, local noisy-OR, raw x, worst path with its route), by party in order A, B, …
BASE = {
    "g1": (
        [0.224, 0.28, 0.4],
        [0.224, 0.28, 0.4],
        [0.1292, 0.304, 0.4],
        [(0.16, "ABC"), (0.2, "BC"), (0.4, "C")],
    ),
    "g2": (
        [0.3607253024, 0.262, 0.183, 0.3, 0.2],
        [0.3607253024, 0.262, 0.183, 0.3, 0.2],
        [0.157615, 0.202, 0.203, 0.3, 0.2],
        [(0.162, "ABD"), (0.18, "BD"), (0.14, "CE"), (0.3, "D"), (0.2, "E")],
    ),
    "g3": (
        [0.4608, 0.4, 0.4, 0.5],
        [0.5904, 0.4, 0.4, 0.5],
        [0.180625, 0.2125, 0.2125, 0.5],
        [(0.36, "ABD"), (0.4, "BD"), (0.4, "CD"), (0.5, "D")],
    ),
    "g4": (
        [0.2601, 0.289, 0.342],
        [0.35368506935, 0.392983410389, 0.465053032363],
        [4641 / 34220, 455 / 1711, 668 / 1711],
        [(0.189, "ABC"), (0.21, "BC"), (0.3, "C")],
    ),
    "g5": (
        [0.3666248, 0.37642, 0.37702, 0.4],
        [0.636228432972, 0.562893007499, 0.563698075779, 0.4],
        [3770107 / 19133000, 28018 / 95665, 5468 / 19133, 0.4],
        [(0.192, "ABD"), (0.24, "BD"), (0.2, "CD"), (0.4, "D")],
    ),
    "g6": (
        [1.0, 1.0, 1.0, 0.2],
        [1.0, 1.0, 1.0, 0.2],
        [0.51, 1.0, 1.0, 0.2],
        [(1.0, "AB"), (1.0, "B"), (1.0, "C"), (0.2, "D")],
    ),
}


# case -> what-if words -> A's (linked_harm, raw x, worst path); None: not in the paper
EDITS = {
    ("g1", "remediate", "C"): (0.08, 0.0425, 0.08),
    ("g1", "drop", "C"): (0.08, 0.0425, 0.08),
    ("g1", "respread", "C"): (None, 0.0425, None),
    ("g2", "remediate", "D"): (0.23875952, 0.114265, 0.112),
    ("g2", "drop", "B"): (0.163472, 0.071765, 0.112),
    ("g2", "respread", "B"): (None, 0.15804, None),
    ("g3", "remediate", "D"): (0.0, 0.0, 0.0),
    ("g3", "drop", "B"): (0.36, 0.0903125, 0.36),
    ("g3", "respread", "B"): (None, 0.180625, None),
    ("g4", "remediate", "C"): (0.09, 102 / 1711, 0.09),
    ("g4", "drop", "C"): (0.09, 0.051, 0.09),
    ("g4", "respread", "C"): (None, 0.051, None),
    ("g5", "remediate", "D"): (0.12266, 24463 / 382660, 0.06),
    ("g5", "drop", "B"): (0.168, 0.07021, 0.12),
    ("g5", "respread", "B"): (None, 646 / 3125, None),
    ("g6", "remediate", "B"): (1.0, 0.2975, 1.0),
    ("g6", "drop", "B"): (1.0, 0.2975, 1.0),
    ("g6", "respread", "B"): (None, 119 / 300, None),
}


@pytest.mark.parametrize("case", BASE)
def test_base_values_are_those_of_the_paper(case: str) -> None:
    snap, own = made.world(made.WORLDS[case])
    linked, local, raw, worst = BASE[case]
    upstream = get_indicator("upstream_risk").score(snap, own, RAW)
    assert upstream.values[:, 0] == pytest.approx(raw, abs=1e-9)
    assert (upstream.evidence + upstream.context + upstream.unmapped)[:, 0] == pytest.approx(raw, abs=1e-12)
    harm = get_indicator("linked_harm").score(snap, own, DEEP)
    assert harm.values[:, 0] == pytest.approx(linked, abs=1e-12)
    assert {row.method for row in harm.rows(snap)} == {"exact"}
    net = network(snap)
    assert at_most(net.layout, net.q, own.p)[:, 0] == pytest.approx(local, abs=1e-9)
    paths = get_indicator("worst_path").score(snap, own)
    assert paths.values[:, 0] == pytest.approx([v for v, _ in worst], abs=1e-9)
    names = [p.name for p in snap.parties]
    routes = ["".join(names[i] for i in paths.routes.route(v, 0)) for v in range(len(names))]
    assert routes == [r for _, r in worst]


@pytest.mark.parametrize("case", BASE)
def test_bound_is_labelled_at_most_and_holds(case: str) -> None:
    snap, own = made.world(made.WORLDS[case])
    bound = get_indicator("linked_harm").score(snap, own, LinkedOptions(hops=None, method="bound"))
    assert (bound.values[:, 0] >= np.array(BASE[case][0]) - 1e-15).all()
    assert all(row.method is Method.BOUND for row in bound.rows(snap))


@pytest.mark.parametrize("case", BASE)
def test_sampled_worlds_agree_within_four_standard_errors(case: str) -> None:
    snap, own = made.world(made.WORLDS[case])
    worlds = 64 * 200
    got = get_indicator("linked_harm").score(snap, own, LinkedOptions(hops=None, method="montecarlo", worlds=worlds))
    for v, exact in enumerate(BASE[case][0]):
        error = 4 * np.sqrt(exact * (1 - exact) / worlds)
        assert abs(got.values[v, 0] - exact) <= error, (case, v)
        assert got.low[v, 0] <= got.values[v, 0] <= got.high[v, 0]


@pytest.mark.parametrize("case", made.TAKEN_APART)
def test_explanation_names_origins_suppliers_and_paths(case: str) -> None:
    snap, own = made.world(made.WORLDS[case])
    origins, suppliers, paths, rest = made.TAKEN_APART[case]
    e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, RAW, top=len(paths) if case in ("g4", "g5") else 10)
    assert {p.names[0]: p.amount for p in e.by_origin.parts} == pytest.approx(origins, abs=1e-9)
    assert {p.names[0]: p.amount for p in e.by_supplier.parts} == pytest.approx(suppliers, abs=1e-9)
    got = [("".join(p.names), p.amount) for p in e.by_path.parts]
    assert [v for _, v in got] == pytest.approx([v for _, v in paths], abs=1e-9)
    assert sorted(n for n, _ in got) == sorted(n for n, _ in paths)
    assert e.by_path.rest == pytest.approx(rest, abs=1e-9)


@pytest.mark.parametrize(("case", "verb", "who"), EDITS)
def test_what_if_gives_the_papers_numbers(case: str, verb: str, who: str) -> None:
    snap, own = made.world(made.WORLDS[case])
    drop = [who] if verb != "remediate" else []
    fix = [who] if verb == "remediate" else []
    edits = parse_edits(own.issues, drop=drop, remediate=fix, respread=verb == "respread", named=named(snap))
    params = {"upstream_risk": RAW, "linked_harm": DEEP}
    got = {c.indicator: c.after for c in whatif(snap, own, PACK, "name:A", edits, params=params).indicators}
    for name, wanted in zip(("linked_harm", "upstream_risk", "worst_path"), EDITS[case, verb, who], strict=True):
        if wanted is not None:
            assert got[name] == pytest.approx(wanted, abs=1e-9), name


def test_u4_remedies_are_additive_in_upstream_risk_alone() -> None:
    snap, own = made.world(made.G6)
    params = {"upstream_risk": RAW, "linked_harm": DEEP}

    def after(*fix: str) -> dict[str, float | None]:
        edits = parse_edits(own.issues, remediate=fix, named=named(snap))
        return {c.indicator: c.after for c in whatif(snap, own, PACK, "name:A", edits, params=params).indicators}

    assert [after(*x)["linked_harm"] for x in (("B",), ("C",), ("B", "C"))] == pytest.approx([1, 1, 0.1], abs=1e-12)
    gain = 0.51 - np.array([after(*x)["upstream_risk"] for x in (("B",), ("C",), ("B", "C"))], dtype=float)
    assert gain == pytest.approx([0.2125, 0.2125, 0.425], abs=1e-12)


def test_the_files_a_user_would_bring_are_those_of_the_cases(tmp_path: Path) -> None:
    here = Path(made.__file__).parent / "worlds"
    for name, text in made.WORLDS.items():
        made.write_csv(tmp_path, name, text)
        for part in ("edges", "risks"):
            file = f"{name}_{part}.csv"
            assert (here / file).read_bytes() == (tmp_path / file).read_bytes()
