"""Coded causes outside the facility that findings name, and who must act on them beyond the buyer.

The codes and who must act are the pack's (`causes.csv`); a cause that isn't there is shown in the finding's
words, and nobody is named to act on it. Source: method 8.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from headwater.graph.documents import Document, SourceRow, source_rows
from headwater.graph.risk.own_risk.events import Event
from headwater.graph.statements import Ref
from headwater.graph.vocabulary import Pack


class CauseRow(Document):
    """A cause outside the facility that open findings at a location name."""

    code: str | None
    """The pack's; None: the pack has no such cause."""
    title: str
    who: tuple[str, ...]
    """Who beyond the buyer must act on it."""
    factories: int | None
    """Factories at which a finding names it; None: fewer than `small_cell`, or it could be worked out."""
    refs: tuple[SourceRow, ...]
    """The findings that name it; none where the number isn't shown."""


def find_causes(events: Iterable[Event], pack: Pack, *, exact: bool = True) -> tuple[CauseRow, ...]:
    """Give the causes that the findings among the events name, in the pack's order, then others by name.

    `exact`: whether numbers may be shown at all.
    """
    k = int(pack.setting("small_cell"))
    at: dict[str, set[int]] = defaultdict(set)
    refs: dict[str, set[Ref]] = defaultdict(set)
    for e in events:
        for f in e.findings:
            if f.cause:
                known = pack.cause_of(f.cause)
                name = known.id if known else f.cause
                at[name].add(e.party)
                refs[name].update(e.finding_refs)
    held = {c.id: c for c in pack.causes}
    order = {name: n for n, name in enumerate(held)}
    out = []
    for name in sorted(at, key=lambda c: (order.get(c, len(order)), c)):
        cause, shown = held.get(name), exact and len(at[name]) >= k
        out.append(
            CauseRow(
                code=cause.id if cause else None,
                title=cause.title if cause else name,
                who=cause.who if cause else (),
                factories=len(at[name]) if shown else None,
                refs=source_rows(refs[name]) if shown else (),
            )
        )
    return tuple(out)


def who_acts(causes: Sequence[CauseRow], pack: Pack, *, systemic: bool) -> tuple[str, ...]:
    """Who beyond the buyer must act: those of the causes, then who has to be at every such table.

    Nobody, where no cause is named and the matter isn't systemic.
    """
    if not (systemic or causes):
        return ()
    return tuple(dict.fromkeys([*(w for c in causes for w in c.who), *pack.always_act]))
