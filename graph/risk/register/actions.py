"""Actions under way beside the findings they answer: what, who owns it, until when, with what effect.

An action moves no rank and no score. A remedy counts only where a finding states its verified effect
(`remedied_effect`, method 4); an action's own `verified_effect` is shown as its row states it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from headwater.graph.dates import is_future, last_day
from headwater.graph.documents import Document, SourceRow, source_rows
from headwater.graph.records import Action
from headwater.graph.risk.own_risk.events import Event
from headwater.graph.risk.own_risk.reports import issue_and_point
from headwater.graph.snapshot import Evidence, Snapshot
from headwater.graph.vocabulary import Pack

_ENDED = frozenset({"done", "verified", "stopped"})


class ActionLine(Document):
    """One action. None: not stated."""

    what: str
    point: str | None
    owner: str | None
    """A role or an organisation."""
    due: str | None
    status: str | None
    overdue: bool | None
    """The last day of `due` is past, and no row says that it is done, verified or stopped; None: no due date."""
    verified_effect: float | None
    """As the row states it, 0 to 1; it moves nothing by itself."""
    date: str | None
    refs: tuple[SourceRow, ...]


def actions_of(snapshot: Snapshot, pack: Pack, today: str) -> dict[tuple[int, str], list[Evidence]]:
    """The actions known on a day, by (party, issue), in the snapshot's order."""
    out: dict[tuple[int, str], list[Evidence]] = defaultdict(list)
    for e in snapshot.actions:
        r = e.record
        assert isinstance(r, Action)
        at = issue_and_point(r.issue or "", r.point or "", pack)
        if at is not None and not is_future(r.date, today):
            out[e.party, at[0]].append(e)
    return out


def answering(actions: Iterable[Evidence], events: Sequence[Event], today: str) -> tuple[ActionLine, ...]:
    """The actions that answer open events of their party and issue, by due date; undated ones last.

    One that names a finding or an event belongs to that one only.
    """
    keys = {e.key for e in events}
    findings = {f.key for e in events for f in e.findings}
    lines: list[tuple[str, ActionLine]] = []
    for e in actions:
        r = e.record
        assert isinstance(r, Action)
        if (r.event and f"event:{r.event}" not in keys) or (r.finding and r.finding not in findings):
            continue
        line = ActionLine(
            what=r.what,
            point=r.point,
            owner=r.owner,
            due=r.due,
            status=r.status,
            overdue=_overdue(r, today),
            verified_effect=r.verified_effect,
            date=r.date,
            refs=source_rows([e.ref]),
        )
        lines.append((e.ref.words(), line))
    lines.sort(key=lambda x: (x[1].due is None, x[1].due or "", x[1].what, x[0]))
    return tuple(line for _, line in lines)


def _overdue(action: Action, today: str) -> bool | None:
    """Whether an action is late: never once it has ended; unknown (None) while nobody states a due date."""
    if action.status in _ENDED:
        return False
    return None if action.due is None else last_day(action.due) < today
