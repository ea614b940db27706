"""A row: one location and compliance point with what is counted, the verdict, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from headwater.graph import numbers
from headwater.graph.documents import Document, SourceRow, source_rows
from headwater.graph.risk.network.owners import Owners
from headwater.graph.risk.own_risk.events import Event
from headwater.graph.risk.systemic.causes import CauseRow, find_causes, who_acts
from headwater.graph.risk.systemic.counts import Counts, jeffreys, withheld
from headwater.graph.risk.systemic.locations import Cell, events_here
from headwater.graph.risk.systemic.outcomes import FactoryOutcome, count
from headwater.graph.risk.systemic.scopes import Scope
from headwater.graph.risk.systemic.verdicts import VERDICTS, Judged, Verdict, judge
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

AGAINST = {
    "core": "core labour standards",
    "law": "national law",
    "ours": "a standard above the law: what is found can be lawful",
}
"""Kind of an issue → what its points are held against; law and standard never share a row."""


class OwnerCell(Document):
    """The owner of an owner group; its counts are None where the others' could be worked out from them."""

    id: str
    name: str
    assessed: int | None
    non_compliant: int | None


class SystemicRow(Document):
    """One location and compliance point, or a location and issue by its worst point.

    Counts, rate and interval are None where they are too small to be shown, never 0 for that.
    """

    country: str
    region: str | None
    location: str
    """Country or region in words; says where the regions of a country aren't shown."""
    issue: str
    issue_title: str
    point: str
    point_title: str
    against: Literal["core", "law", "ours"]
    """What the point is held against."""
    difference: str | None
    """The difference in treatment that the point is about."""
    verdict: Verdict
    assessed: int | None
    non_compliant: int | None
    rate: float | None
    """non_compliant / assessed, 0 to 1; of the assessed factories, not of all."""
    low: float | None
    high: float | None
    """Jeffreys interval of the rate, of the mass that the document names."""
    owners: int | None
    """Distinct known owners of the assessed factories."""
    buyers: int | None
    """Distinct known buyers at the ends of their chains."""
    owner: OwnerCell | None
    reasons: tuple[str, ...]
    causes: tuple[CauseRow, ...]
    who: tuple[str, ...]
    """Who beyond the buyer must act; empty: no cause outside the factory is known, nor is it systemic."""
    refs: tuple[SourceRow, ...]
    """The assessments counted; none where the number of assessed factories isn't shown."""


def row_of(
    snapshot: Snapshot,
    pack: Pack,
    cell: Cell,
    owners: Owners,
    events: Sequence[Event],
    scope: Scope | None,
) -> SystemicRow:
    """The row of a cell: counts that may be shown, the verdict and why. `events`: the open ones of its country."""
    k = int(pack.setting("small_cell"))
    counts = cell.counts
    by_owner = _by_owner(cell, owners)
    chains = {c for i in cell.factories for c in owners.chains(i)}
    judged = _hidden(k) if cell.hidden else judge(by_owner, len(chains), pack, exact=not cell.linked)
    shown = not cell.hidden and counts.assessed >= k
    exact = shown and counts.bad >= k
    low, high = jeffreys(counts, pack.setting("systemic_interval")) if exact else (None, None)
    here = events_here(snapshot, cell, events, scope)
    causes = () if cell.hidden else find_causes(here, pack, exact=not cell.linked)
    owner = None if judged.owner is None else _owner(snapshot, judged.owner, by_owner, cell, k)
    issue, point = pack.issue_by_id[cell.issue], pack.point_by_id[cell.point]
    difference = pack.difference_of(point.id)
    return SystemicRow(
        country=cell.country,
        region=cell.region,
        location=cell.location,
        issue=issue.id,
        issue_title=issue.title,
        point=point.id,
        point_title=point.title,
        against=issue.kind,
        difference=difference.title if difference else None,
        verdict=judged.verdict,
        assessed=counts.assessed if shown else None,
        non_compliant=counts.bad if exact else None,
        rate=counts.rate if exact else None,
        low=low,
        high=high,
        owners=len(by_owner.keys() - {None}) if shown else None,
        buyers=len(chains) if shown else None,
        owner=owner,
        reasons=(*_first(counts, cell, low, high, k), *judged.reasons, *_last(judged, owner, causes, issue.kind, cell)),
        causes=causes,
        who=who_acts(causes, pack, systemic=judged.verdict is Verdict.SYSTEMIC),
        refs=source_rows(r for x in cell.factories.values() for r in x.refs) if shown else (),
    )


def _hidden(k: int) -> Judged:
    said = f"Counts aren't shown: a count under {k} could be worked out by subtracting them from the whole country's."
    return Judged(Verdict.UNSURE, (said,))


def _by_owner(cell: Cell, owners: Owners) -> dict[int | None, Counts]:
    held: dict[int | None, list[FactoryOutcome]] = defaultdict(list)
    for i, x in cell.factories.items():
        held[owners.owner(i)].append(x)
    return {o: count(said) for o, said in held.items()}


def _owner(
    snapshot: Snapshot, owner: int, by_owner: Mapping[int | None, Counts], cell: Cell, k: int
) -> OwnerCell | None:
    """The owner by name, where its own counts are large enough; with them, where the others' are too.

    Who is named holds k of the non-compliant or more; of no more than k it would hold all, and the others none.
    """
    counts = by_owner[owner]
    if counts.bad < k or cell.counts.bad <= k:
        return None
    others = cell.counts.less(counts)
    shown = not cell.linked and not withheld((counts, others), k)
    return OwnerCell(
        id=snapshot.ids[owner],
        name=snapshot.parties[owner].name,
        assessed=counts.assessed if shown else None,
        non_compliant=counts.bad if shown else None,
    )


def _first(counts: Counts, cell: Cell, low: float | None, high: float | None, k: int) -> tuple[str, ...]:
    """What was counted, in one sentence."""
    if cell.hidden or counts.assessed < k:
        return ()
    of = f"of {numbers.count(counts.assessed, 'assessed factory')}"
    if low is None or high is None:
        return (f"Fewer than {k} {of} are non-compliant.",)
    rate, ends = numbers.percent(counts.rate), f"{numbers.percent(low)} to {numbers.percent(high)}"
    return (f"{counts.bad} {of} are non-compliant ({rate}; interval {ends}).",)


def _last(
    judged: Judged, owner: OwnerCell | None, causes: Sequence[CauseRow], kind: str, cell: Cell
) -> tuple[str, ...]:
    """What else is to be said: the owner, law and standard, and whether a cause is known."""
    out = []
    if judged.verdict is Verdict.OWNER_GROUP:
        who = owner.name if owner else "That owner (not named here: too few factories)"
        out.append(f"{who} has to act for all of its factories.")
    if kind == "ours":
        out.append("Held against a standard, not the law: what is found here can be lawful.")
    if not causes and not cell.hidden:
        out.append("No open finding here names a cause outside the factory; who beyond the buyer must act is unknown.")
    return tuple(out)


def worst_points(rows: Iterable[SystemicRow]) -> list[SystemicRow]:
    """One row per location and issue: that of the worst point, by what is shown; never a rate over points."""
    best: dict[tuple[str, str, str], SystemicRow] = {}
    for row in sorted(rows, key=lambda r: (VERDICTS.index(r.verdict), -(r.low or 0.0), r.point)):
        best.setdefault((row.country, row.location, row.issue), row)
    return list(best.values())
