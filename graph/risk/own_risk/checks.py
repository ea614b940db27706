"""Clean checks: somebody looked and found nothing; how much that says, after time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headwater.graph.dates import check_age, is_future
from headwater.graph.records import Assessment, Outcome
from headwater.graph.risk.own_risk.independence import Report, joint
from headwater.graph.risk.own_risk.probability import halved
from headwater.graph.risk.own_risk.reports import issue_and_point, programme_of, sharpness
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import Ref
from headwater.graph.vocabulary import Pack


@dataclass(frozen=True, slots=True)
class Check:
    """A clean check: somebody looked at a compliance point and found nothing."""

    party: int
    issue: str
    point: str
    programme: str
    power: float
    """d · v · 2^(−t/h), 0 to 1."""
    method: str
    """How they looked, in the words of the pack (`methods.csv`)."""
    date: str | None
    ref: Ref

    @property
    def marks(self) -> frozenset[str]:
        """What it shares with checks that aren't independent of it: the programme, and the row's content.

        Where the programme is just the source's name, the whole file's content.
        """
        copied = f"{self.ref.sha256}|" + ("" if self.programme == self.ref.source else str(self.ref.row))
        return frozenset({f"programme:{self.programme}", copied})


def find_checks(snapshot: Snapshot, pack: Pack, today: str) -> tuple[Check, ...]:
    """The clean checks known on `today`, in the snapshot's order. A check of a whole issue has the issue as point."""
    out = []
    for e in snapshot.assessments:
        r = e.record
        assert isinstance(r, Assessment)
        where = issue_and_point(r.issue, r.point, pack)
        if r.outcome is not Outcome.COMPLIANT or where is None or is_future(r.date, today):
            continue
        method = pack.method_of(r.method)
        power = halved(sharpness(e, where[0], pack), check_age(r.date, today), pack.half_life_of(where[0]))
        out.append(Check(e.party, *where, programme_of(e), power, method, r.date, e.ref))
    return tuple(out)


def joint_power(checks: Iterable[Check], cap: float) -> float:
    """D: checks of one programme count once, by the strongest, copies of one row too; never above `cap`."""
    return min(joint(Report(c.power, c.marks) for c in checks), cap)
