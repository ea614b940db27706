"""A value taken apart: lists add up, say their rest, and lead to source rows."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from headwater.graph.errors import NotFound, UsageError
from headwater.graph.risk.explain import origins as explain_module
from headwater.graph.risk.explain.parts import largest
from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.own_risk.own import Contribution
from headwater.graph.risk.values.params import Params
from headwater.graph.statements import Ref
from tests import worlds as made
from tests.running import lines, said

WORLD = "A .1\nB .4\nC .2 end\nB->A .9 ?\nC->A .8 .3\nC->B .9 .5"


def test_every_amount_but_the_gap_leads_to_a_source_row() -> None:
    snap, own = made.world(WORLD, context=["B"])
    e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, None)
    lists = (e.by_supplier, e.by_origin, e.by_path, e.by_finding, e.by_unmapped)
    for block in lists:
        for part in block.parts:
            assert part.refs or part.kind == "unmapped"
            assert all(r.file == "world.csv" and r.row > 0 and len(r.sha256) == 64 for r in part.refs)
    supplier = next(p for p in e.by_supplier.parts if p.names == ("C",))
    assert [(r.file, r.row) for r in supplier.refs] == [("world.csv", 6)]
    assert supplier.share == pytest.approx(0.3)
    assert not supplier.assumed
    assert next(p for p in e.by_supplier.parts if p.names == ("B",)).assumed
    path = next(p for p in e.by_path.parts if p.names == ("A", "B", "C"))
    assert [r.row for r in path.refs] == [5, 7, 4]


def test_short_lists_say_their_rest_and_a_bound_on_each_path_left_out() -> None:
    snap, own = made.world(made.G5)
    short = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, Params(unmapped="none"), top=2)
    assert [len(b.parts) for b in (short.by_supplier, short.by_origin, short.by_path, short.by_finding)] == [2] * 4
    assert short.by_origin.rest == pytest.approx(0.0226349762191, abs=1e-9)
    assert short.by_origin.left_out == 1
    assert short.by_path.bound == pytest.approx(0.02975, abs=1e-9)
    words = said(short)
    assert "no path left out adds more than 0.02975" in words
    assert "0.0226 is the rest: 1 smaller part." in words


def test_cyclic_paths_are_marked_and_count() -> None:
    snap, own = made.world(made.G4)
    paths = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, Params(unmapped="none"), top=3).by_path.parts
    assert [p.cyclic for p in paths] == [False, False, True]
    assert "A ← B ← C ← B ← C (cyclic)" in paths[2].what


def test_rounds_fold_into_their_route_and_sums_stay() -> None:
    snap, own = made.world(made.G4)
    e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, Params(unmapped="none"), top=4)
    direct, further = e.by_route.parts[1], e.by_route.parts[0]
    assert (further.names, direct.names) == (("A", "B", "C"), ("A", "B"))
    # A-B-C, and A-B-C-B-C round once
    assert further.amount == pytest.approx(0.065025 + 0.0093961125, abs=1e-12)
    assert further.by_rounds == pytest.approx(0.0093961125, abs=1e-12)
    assert further.cyclic
    assert direct.by_rounds == pytest.approx(0.0073695, abs=1e-12)
    assert e.by_route.rest == pytest.approx(e.by_path.rest, abs=1e-15)
    assert {p.route for p in e.by_path.parts} == {p.parties for p in e.by_route.parts}
    assert "A ← B ← C, of it 0.0094 by going round a cycle." in said(e)


def test_every_list_is_closed_in_each_of_its_three_parts() -> None:
    for top in (1, 3, 50):
        snap, own = made.world(WORLD, context=["B"])
        e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, None, top=top)
        whole = {"evidence": e.evidence, "context": e.context, "unmapped": e.unmapped}
        for block in (e.by_supplier, e.by_origin, e.by_path, e.by_route, e.by_finding):
            for name, total in whole.items():
                told = sum(getattr(p, name) for p in block.parts) + getattr(block, f"rest_{name}")
                assert told == pytest.approx(total, abs=1e-12)
            assert sum(p.amount for p in block.parts) + block.rest == pytest.approx(e.value, abs=1e-12)
        assert e.by_unmapped.total == pytest.approx(e.unmapped, abs=1e-12)


def test_findings_of_small_origins_wait_and_the_bound_says_so() -> None:
    text = "A 0\n" + "".join(f"S{i:02} .{i + 10} end\n" for i in range(30))
    snap, own = made.world(text + "".join(f"S{i:02}->A 1 .03\n" for i in range(30)))
    e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, None, top=2)
    assert [p.names[0] for p in e.by_finding.parts] == ["S29", "S28"]
    assert e.by_finding.left_out is None
    assert e.by_finding.bound == pytest.approx(0.03 * 0.37, abs=1e-12)
    assert "no part left out adds more than 0.011100" in said(e)


def test_equal_origins_are_not_all_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A 0\n" + "".join(f"S{i:04} .3 end\nS{i:04}->A 1 ?\n" for i in range(1500))
    snap, own = made.world(text)
    looked = []
    lines_of = explain_module._lines_of
    monkeypatch.setattr(explain_module, "_lines_of", lambda case, i: looked.append(i) or lines_of(case, i))
    e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, None, top=5)
    assert len(looked) <= explain_module.LOOKED
    assert len(e.by_finding.parts) == 5
    assert e.by_finding.bound is not None and e.by_finding.bound >= 0.8 * 0.3 / 1500


@pytest.mark.parametrize("seed", range(20))
def test_the_largest_are_those_of_a_full_sort(seed: int) -> None:
    rng = np.random.default_rng(seed)
    amounts = rng.integers(-2, 5, 40) / 8
    by = sorted(np.flatnonzero(amounts).tolist(), key=lambda i: (-amounts[i], i))
    for count in (1, 7, 100):
        assert largest(amounts, count) == (by[:count], max(len(by) - count, 0))


def test_findings_and_context_come_from_the_log_weighed_by_origin() -> None:
    snap, own = made.world("A 0\nB .4 end\nB->A 1 .5")
    ref = Ref("audit", "audit.csv", made.SHA, 7, "2025-02-03")
    b = snap.index["name:B"]
    evidence, context = own.s.copy(), own.s.copy()
    evidence[b, 0], context[b, 0] = 0.3, 0.1
    log = {
        (b, made.ISSUE): (
            Contribution(b, made.ISSUE, "point", "evidence", 0.3, "an audit finding of 2025", (ref,)),
            Contribution(b, made.ISSUE, None, "context", 0.1, "country context", (ref,)),
        )
    }
    own = dataclasses.replace(
        own, s_evidence=evidence, s_context=np.where(own.s > 0, context, 0), given=np.zeros_like(own.given), log=log
    )
    e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, Params())
    got = {p.kind: p.amount for p in e.by_finding.parts}
    assert got == pytest.approx({"finding": 0.15, "context": 0.05, "unmapped": 0.05}, abs=1e-12)
    first = e.by_finding.parts[0]
    assert first.what == "B: an audit finding of 2025"
    assert [(r.file, r.row, r.dated) for r in first.refs] == [("audit.csv", 7, "2025-02-03")]
    assert "0.1500 B: an audit finding of 2025 [audit.csv row 7 (audit)]" in said(e)


def test_without_an_issue_the_worst_one_is_explained() -> None:
    snap, own = made.world(WORLD)
    two = dataclasses.replace(
        own,
        issues=("mild", "grave"),
        **{
            f: np.hstack([getattr(own, f) / 10, getattr(own, f)])
            for f in ("p", "s", "s_evidence", "s_context", "low", "high", "unmapped", "unmapped_low", "unmapped_high")
        },
        severity=np.hstack([own.severity] * 2),
        given=np.hstack([own.given] * 2),
        state=np.hstack([own.state] * 2),
    )
    e = UpstreamRisk().explain(snap, two, "name:A")
    assert (e.issue, e.worst_issue) == ("grave", "grave")
    each = {v.issue: v.value for v in e.by_issue}
    scored = UpstreamRisk().score(snap, two)
    assert each == pytest.approx(dict(zip(two.issues, scored.values[snap.index["name:A"]], strict=True)), abs=1e-12)
    assert "The worst is grave." in said(e)


def test_unknown_names_and_values_are_refused_in_words() -> None:
    snap, own = made.world(WORLD)
    with pytest.raises(NotFound, match="Nobody"):
        UpstreamRisk().explain(snap, own, "Nobody")
    with pytest.raises(UsageError, match=f"known: {made.ISSUE}"):
        UpstreamRisk().explain(snap, own, "name:A", "other")
    nan = np.full_like(own.unmapped, np.nan)
    dark = dataclasses.replace(own, unmapped=nan, unmapped_low=nan, unmapped_high=nan)
    with pytest.raises(UsageError, match="unmapped=none"):
        UpstreamRisk().explain(snap, dark, "name:A", made.ISSUE)


def test_the_error_is_proven_and_holds_and_tiny_numbers_never_read_as_none() -> None:
    snap, own = made.world(made.G4)
    e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, Params(unmapped="none"))
    assert 0.0 < abs(e.value - 4641 / 34220) + 1e-17 <= e.error < 1e-11
    # Without a cycle nothing is iterated, but sums still round.
    chain = UpstreamRisk().explain(*made.world(made.G1), "name:A", made.ISSUE, Params(unmapped="none"))
    assert 0.0 < chain.error < 1e-13
    assert "exact, error at most 0.000001" in lines(chain)[1]
    tiny = UpstreamRisk().explain(*made.world("A 0\nB .00002 end\nB->A 1 1"), "name:A", made.ISSUE)
    assert "is 0.000020: evidence 0.000020, context 0.0000" in lines(tiny)[0]
    assert not any("0.0000 from B" in line for line in lines(tiny))
    nothing = UpstreamRisk().explain(*made.world("A 0\nB 0 end\nB->A 1 1"), "name:A", made.ISSUE)
    assert (nothing.error, nothing.value) == (0.0, 0.0)
    assert "solved exactly" in lines(nothing)[1]
