"""Actions under way beside the findings they answer: what, who owns it, until when, with what effect.

An action moves no rank and no score. A remedy counts only where a finding states its verified effect
(`remedied_effect`, method 4); an action's own `verified_effect` is shown as its row states it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from headwater.graph.dates import is_future, last_day
from headwater.graph.documents import Document, SourceRow, source_rows
from headwater.graph.numbers import percent
from headwater.graph.records import Action
from headwater.graph.risk.own_risk.events import Event, place
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

    def words(self, most: int | None = None) -> str:
        """Say it in one line; of what is done at most so many characters, None: all."""
        late = {True: ", overdue", False: "", None: ", whether overdue unknown"}[self.overdue]
        effect = "not verified" if self.verified_effect is None else f"{percent(self.verified_effect)}, as stated"
        what = self.what if most is None or len(self.what) <= most else f"{self.what[: most - 1].rstrip()}…"
        return (
            f"{what} (owner: {self.owner or 'not stated'}; due: {self.due or 'not stated'}{late}; "
            f"status: {self.status or 'not stated'}; effect: {effect})"
        )


def actions_of(snapshot: Snapshot, pack: Pack, today: str) -> dict[tuple[int, str], list[Evidence]]:
    """The actions known on a day, by (party, issue), in the snapshot's order."""
    out: dict[tuple[int, str], list[Evidence]] = defaultdict(list)
    for e in snapshot.actions:
        r = e.record
        assert isinstance(r, Action)
        at = place(r.issue or "", r.point or "", pack)
        if at is not None and not is_future(r.date, today):
            out[e.party, at[0]].append(e)
    return out


def answering(actions: Iterable[Evidence], events: Sequence[Event], today: str) -> tuple[ActionLine, ...]:
    """The actions that answer open events of their party and issue, by due date; undated ones last.

    One that names a finding or an event belongs to that one only.
    """
    keys = {e.key for e in events}
    findings = {f.key for e in events for f in e.findings}
    lines = []
    for e in actions:
        r = e.record
        assert isinstance(r, Action)
        if (r.event and f"event:{r.event}" not in keys) or (r.finding and r.finding not in findings):
            continue
        lines.append(
            ActionLine(
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
        )
    return tuple(sorted(lines, key=lambda a: (a.due is None, a.due or "", a.what, a.refs[0].words())))


def _overdue(action: Action, today: str) -> bool | None:
    """Whether an action is late: never once it has ended; unknown (None) while nobody states a due date."""
    if action.status in _ENDED:
        return False
    return None if action.due is None else last_day(action.due) < today
