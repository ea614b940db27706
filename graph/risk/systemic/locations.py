"""The factories of one location at one compliance point, country by country or region by region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from headwater.graph.risk.own_risk.events import Event
from headwater.graph.risk.systemic.counts import Counts, withheld
from headwater.graph.risk.systemic.outcomes import FactoryOutcome, count
from headwater.graph.risk.systemic.scopes import Scope
from headwater.graph.snapshot import Snapshot

LOCATIONS = ("country", "region")
"""Which locations `by` may name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The factories of one location at one point; `hidden`: none of its counts may be shown."""

    country: str
    region: str | None
    location: str
    issue: str
    point: str
    factories: Mapping[int, FactoryOutcome]
    linked: bool = False
    hidden: bool = False

    @property
    def counts(self) -> Counts:
        """How many are assessed, and non-compliant."""
        return count(self.factories.values())


def cells_of(
    snapshot: Snapshot,
    outcomes: Mapping[tuple[str, str], Mapping[int, FactoryOutcome]],
    location: str,
    *,
    issue: str | None,
    country: str | None,
    scope: Scope | None,
    k: int,
) -> Iterator[Cell]:
    """Give the cells at which factories are assessed.

    Args:
        snapshot: The graph.
        outcomes: (issue, point) → index of the factory → what stands for it.
        location: One of `LOCATIONS`.
        issue: Only this issue.
        country: Only this country, ISO 3166-1 alpha-2.
        scope: Only what supplies a buyer; None: all.
        k: Counts under it aren't shown.
    """
    for (held, point), said in outcomes.items():
        if issue in (None, held):
            for where, here in _by_country(snapshot, said).items():
                if country in (None, where):
                    yield from _of_country(snapshot, (where, held, point), here, location, scope, k)


def _of_country(
    snapshot: Snapshot,
    at: tuple[str, str, str],
    said: Mapping[int, FactoryOutcome],
    location: str,
    scope: Scope | None,
    k: int,
) -> list[Cell]:
    """The cells of one country and point: the whole, its regions, or the part that a buyer buys from.

    Parts add up to the whole, which another question answers: too small a part withholds all of them.
    """
    country, issue, point = at
    if scope is not None:
        part = scope.part(said)
        hidden = scope.hidden(said, k)
        return [Cell(country, None, country, issue, point, part, linked=True, hidden=hidden)] if part else []
    if location == "country":
        return [Cell(country, None, country, issue, point, said)]
    regions: dict[str | None, dict[int, FactoryOutcome]] = defaultdict(dict)
    for i, x in said.items():
        regions[snapshot.parties[i].region][i] = x
    if withheld([count(p.values()) for p in regions.values()], k):
        return [Cell(country, None, f"{country}, regions not shown", issue, point, said, linked=True, hidden=True)]
    return [
        Cell(country, r, f"{country}, {r or 'region unknown'}", issue, point, part, linked=True)
        for r, part in regions.items()
    ]


def _by_country(snapshot: Snapshot, said: Mapping[int, FactoryOutcome]) -> dict[str, dict[int, FactoryOutcome]]:
    """The factories by country; those without one are in none."""
    out: dict[str, dict[int, FactoryOutcome]] = defaultdict(dict)
    for i, x in said.items():
        if code := snapshot.parties[i].country:
            out[code][i] = x
    return out


def events_by_country(snapshot: Snapshot, events: Mapping[int, list[Event]]) -> dict[tuple[str, str, str], list[Event]]:
    """The open events by country, issue and point."""
    out: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for i, held in events.items():
        if country := snapshot.parties[i].country:
            for e in held:
                out[country, e.issue, e.point].append(e)
    return out


def events_here(snapshot: Snapshot, cell: Cell, events: Iterable[Event], scope: Scope | None) -> list[Event]:
    """Those of a country's open events that are of the cell's location, at assessed factories and at others."""
    if scope is not None:
        return [e for e in events if e.party in scope.supply]
    if cell.linked:
        return [e for e in events if snapshot.parties[e.party].region == cell.region]
    return list(events)
