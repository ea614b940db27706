"""What-if in two ledgers, and nothing is saved."""

from __future__ import annotations

from headwater.graph.risk.indicators import UpstreamRisk
from tests.graph.risk.whatif.people import K, ask, moved, people
from tests.running import said


def test_leaving_changes_the_first_ledger_never_the_second() -> None:
    got = ask(people(), drop=["B"])
    change = moved(got, issue=K)
    assert change.after is not None
    assert change.before is not None
    assert change.after < change.before
    before, after = got.people_before, got.people_after
    assert (before.workers, before.women, before.migrants) == (400, 300, 40)
    assert (after.workers, after.women, after.migrants) == (400, 300, 40)
    # two reports of one event are one; the failed check is open, the closed finding isn't
    assert (before.open_harms, after.open_harms, after.left_without_remedy) == (2, 2, 2)
    assert got.facilities[0].affected == 30
    assert "workers' representatives" in got.steps[0]
    assert "severance" in got.steps[0]
    words = said(got)
    assert "B (leave): 400 workers, 300 women, 40 migrants; 2 open harms; 2 left without remedy." in words
    assert "alpha 0.85, data as of 2026-06-30, revision 1" in words


def test_nothing_is_saved() -> None:
    snapshot, now = people()
    before = UpstreamRisk().score(snapshot, now, None).values.copy()
    ask((snapshot, now), drop=["B"], replace=["C=D"], remediate=["D"], close=["IN"], respread=True)
    assert (UpstreamRisk().score(snapshot, now, None).values == before).all()
