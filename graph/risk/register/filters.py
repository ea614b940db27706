"""Which rows of a register are shown."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field

from headwater.graph.dates import last_day
from headwater.graph.documents import Document
from headwater.graph.errors import UnknownName
from headwater.graph.risk.network.named import index_of
from headwater.graph.risk.own_risk.events import KINDS
from headwater.graph.risk.register.ranking import RegisterRow
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack


class Filters(Document):
    """Which rows of a register are shown; what isn't set keeps every row. Several filters must all hold."""

    points: tuple[str, ...] = ()
    """Compliance points, of the leading finding."""
    kinds: tuple[str, ...] = ()
    """Kinds of finding; a row stays where any of its open findings is of one."""
    severity: int | None = Field(default=None, ge=1, le=5)
    """At least this."""
    country: str | None = None
    """As stated; a proposed country is none."""
    facility: str | None = None
    """Id of one company or facility."""
    since: str | None = None
    """ISO day; a row with an undated leading finding stays, for it may be newer."""
    actions: Literal["any", "overdue", "none"] | None = None
    """Rows about which something is done, is overdue, or about which nothing is known to be done."""
    text: str | None = None
    """In the name, the reason or a finding's text; case doesn't matter."""

    def keep(self, row: RegisterRow) -> bool:
        """Whether a row passes."""
        words = f"{row.name}\n{row.reason}\n{row.text or ''}".casefold()
        return (
            (not self.points or row.point in self.points)
            and (not self.kinds or any(k in row.known for k in self.kinds))
            and (self.severity is None or row.severity >= self.severity)
            and self.country in (None, row.country)
            and self.facility in (None, row.id)
            # The last day that a date of a month or year can mean.
            and (self.since is None or row.date is None or last_day(row.date) >= self.since)
            and (self.actions is None or self._acted(row))
            and (self.text is None or self.text.casefold() in words)
        )

    def _acted(self, row: RegisterRow) -> bool:
        if self.actions == "overdue":
            return any(a.overdue for a in row.actions)
        return bool(row.actions) == (self.actions == "any")

    def settled(self, snapshot: Snapshot, pack: Pack) -> Self:
        """The same in the words of pack and graph.

        Raises:
            NotFound: The facility isn't in the graph.
            UnknownName: A point or kind that nobody knows.
        """
        points = tuple(pack.point_of(p) or p for p in self.points)
        for p in points:
            if p not in pack.point_by_id and pack.issue_named(p) is None:
                raise UnknownName("compliance point", p, list(pack.point_by_id))
        for k in self.kinds:
            if k not in [x.value for x in KINDS]:
                raise UnknownName("kind of finding", k, [x.value for x in KINDS])
        facility = self.facility
        if facility is not None:
            facility = snapshot.ids[index_of(snapshot, facility)]
        return self.model_copy(update={"points": points, "facility": facility})
