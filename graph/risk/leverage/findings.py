"""The open findings at a facility, as they may be spoken of: without their text."""

from __future__ import annotations

from headwater.graph.documents import Document, SourceRow, source_rows
from headwater.graph.records import FindingKind
from headwater.graph.risk.own_risk.events import Event
from headwater.graph.risk.own_risk.states import open_events
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack


class OpenFinding(Document):
    """An open finding at the facility, without its text."""

    issue: str
    point: str
    point_title: str
    kind: FindingKind
    date: str | None
    refs: tuple[SourceRow, ...]


def open_findings(snapshot: Snapshot, pack: Pack, at: int, today: str, subject: str | None) -> tuple[OpenFinding, ...]:
    """The open findings at the facility, in the order of points and dates.

    `subject`: only of this issue, compliance point, or finding key; None: all.
    """

    def wanted(e: Event) -> bool:
        return subject is None or subject in (e.issue, e.point, *(f.key for f in e.findings))

    return tuple(
        OpenFinding(
            issue=e.issue,
            point=e.point,
            point_title=pack.point_by_id[e.point].title if e.point in pack.point_by_id else e.point,
            kind=e.kind,
            date=e.date,
            refs=source_rows(e.refs),
        )
        for e in open_events(snapshot, pack, today).get(at, ())
        if wanted(e)
    )
