"""Enterprise or systemic: per place and compliance point, what the assessed factories say together.

One row per country (or region) × compliance point: of N assessed factories so many non-compliant, with a
Jeffreys interval, a verdict with its reasons, and who must act beyond the buyer. It is never the share
of all factories, for those assessed weren't chosen by lot. An issue shows its worst point; no rate is made
over points. Rows stand in the order of names. Source: method 8; counts that are too small:
`headwater.graph.risk.systemic.cells`; verdicts: `headwater.graph.risk.systemic.verdicts`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from headwater.graph import numbers
from headwater.graph.countries import country_words
from headwater.graph.documents import Answer, Document, SourceRow, source_rows
from headwater.graph.errors import UnknownName, UsageError
from headwater.graph.risk.header import header_at
from headwater.graph.risk.network.data_dates import newest
from headwater.graph.risk.network.named import Named, named
from headwater.graph.risk.network.owners import Owners
from headwater.graph.risk.own_risk.events import Event
from headwater.graph.risk.own_risk.states import open_events
from headwater.graph.risk.systemic.causes import CauseRow, find_causes, who_acts
from headwater.graph.risk.systemic.cells import Counts, jeffreys, withheld
from headwater.graph.risk.systemic.differences import DifferenceRow, differences
from headwater.graph.risk.systemic.outcomes import FactoryOutcome, count, outcomes
from headwater.graph.risk.systemic.scopes import Scope, scope_of
from headwater.graph.risk.systemic.verdicts import VERDICTS, Judged, Verdict, judge
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

LOCATIONS, SUBJECTS = ("country", "region"), ("point", "issue")
"""What `by` may name: one of each."""

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
    """One place and compliance point, or a place and issue by its worst point.

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
    against: str
    """core, law or ours: what the point is held against."""
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


class Systemic(Answer):
    """What the assessed factories of each place say together, in the order of names."""

    by: tuple[str, str]
    buyer: Named | None
    """Only factories that supply it; None: all."""
    issue: str | None
    country: str | None
    rows: tuple[SystemicRow, ...]
    differences: tuple[DifferenceRow, ...]
    interval: float
    """Mass of the intervals; the lower bound of a verdict is the lower end of this interval."""
    small_cell: int
    """k: counts under it aren't shown."""
    thresholds: Mapping[str, float]
    """The pack's settings behind the verdicts, by name."""
    data_date: str | None
    """The newest date of a source; None: none is dated."""
    notes: tuple[str, ...]


NOTES = (
    "Of the assessed factories only: nobody chose them by lot, so this isn't the share of all factories.",
    "A factory counts once a point: the latest of each programme says; between programmes the worse stands.",
    "Not applicable, not checked, and findings without an assessment count on neither side.",
    "Rows stand in the order of names, not of gravity.",
    "Questions for several buyers, or on several days, may still tell more together than each alone.",
)


@dataclass(frozen=True, slots=True)
class _Cell:
    """The factories of one place at one point; `hidden`: none of its counts may be shown."""

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
        return count(self.factories.values())


def systemic(
    snapshot: Snapshot,
    pack: Pack,
    *,
    today: str,
    by: Sequence[str] = ("country", "point"),
    buyer: str | None = None,
    issue: str | None = None,
    country: str | None = None,
) -> Systemic:
    """Judge every place and compliance point at which factories are assessed.

    Args:
        snapshot: The graph.
        pack: The vocabulary, thresholds and causes.
        today: ISO date: what is dated later isn't counted.
        by: `country` or `region`, and `point` or `issue`; what isn't named is the first of each.
        buyer: Id or source key: only factories in its supply; a group stands for its members.
        issue: Only this issue.
        country: Only this country, ISO 3166-1 alpha-2.

    Raises:
        NotFound: The buyer isn't in the graph.
        UnknownName: The issue is none of the pack's, or `by` names something else.
        UsageError: Regions and a buyer at once: small counts could be worked out of the two.
    """
    location, subject = _by(by)
    if location == "region" and buyer is not None:
        raise UsageError("ask by region or for a buyer: from both together small counts could be worked out")
    chosen = None if issue is None else pack.issue_named(issue)
    if issue is not None and chosen is None:
        raise UnknownName("issue", issue, pack.issue_ids)
    k = int(pack.setting("small_cell"))
    scope = None if buyer is None else scope_of(snapshot, buyer)
    all_said = outcomes(snapshot, pack, today)
    events = open_events(snapshot, pack, today)
    owners = Owners(snapshot)
    cells = [
        cell
        for (i, p), said in all_said.items()
        if chosen in (None, i)
        for where, here in _countries(snapshot, said).items()
        if country in (None, where)
        for cell in _cells(snapshot, (where, i, p), here, location, scope, k)
    ]
    by_country = _by_country(snapshot, events)
    rows = [
        _row(snapshot, pack, cell, owners, by_country.get((cell.country, cell.issue, cell.point), ()), scope)
        for cell in cells
    ]
    if subject == "issue":
        rows = _worst(rows)
    rows.sort(
        key=lambda r: (country_words(r.country), r.country, r.region is None, r.region or "", r.point_title, r.point)
    )
    unplaced = {i for said in all_said.values() for i in said if not snapshot.parties[i].props.get("country")}
    return Systemic(
        header=header_at(snapshot, today=today, pack=pack.version),
        by=(location, subject),
        buyer=None if buyer is None or (i := snapshot.find(buyer)) is None else named(snapshot, i),
        issue=chosen,
        country=country,
        rows=tuple(rows),
        differences=differences(snapshot, pack, events, issue=chosen, country=country) if scope is None else (),
        interval=pack.setting("systemic_interval"),
        small_cell=k,
        thresholds={s.id: s.value for s in pack.settings if s.id.startswith(("systemic_", "owner_group_"))},
        data_date=newest(s.dated for s in snapshot.sources.values()),
        notes=(*NOTES, *_unplaced(len(unplaced), k), *_narrow(k if scope else None)),
    )


def _by(by: Sequence[str]) -> tuple[str, str]:
    """Location and subject of the rows."""
    held = {"location": LOCATIONS[0], "subject": SUBJECTS[0]}
    for word in by:
        if word not in (*LOCATIONS, *SUBJECTS):
            raise UnknownName("way to group", word, (*LOCATIONS, *SUBJECTS))
        held["location" if word in LOCATIONS else "subject"] = word
    if len(by) != len({w in LOCATIONS for w in by}):
        raise UsageError(f"group by one of {' or '.join(LOCATIONS)}, and one of {' or '.join(SUBJECTS)}")
    return held["location"], held["subject"]


def _unplaced(count: int, k: int) -> tuple[str, ...]:
    return (f"{_said(count, k)} assessed factories have no known country; they are in no row.",) if count else ()


def _narrow(k: int | None) -> tuple[str, ...]:
    if k is None:
        return ()
    said = f"A buyer's row is shown if what it and its group don't share with others is at least {k} or nothing."
    return (said, "Differences in treatment are listed without --buyer.")


def _said(count: int, k: int) -> str:
    return f"Fewer than {k}" if count < k else str(count)


def _countries(snapshot: Snapshot, said: Mapping[int, FactoryOutcome]) -> dict[str, dict[int, FactoryOutcome]]:
    """The factories by country; those without one are in none."""
    out: dict[str, dict[int, FactoryOutcome]] = defaultdict(dict)
    for i, x in said.items():
        if code := snapshot.parties[i].props.get("country"):
            out[code][i] = x
    return out


def _cells(
    snapshot: Snapshot,
    at: tuple[str, str, str],
    said: Mapping[int, FactoryOutcome],
    location: str,
    scope: Scope | None,
    k: int,
) -> list[_Cell]:
    """The cells of one country and point: the whole, its regions, or the part that a buyer buys from.

    Parts add up to the whole, which another question answers: too small a part withholds all of them.
    """
    country, issue, point = at
    if scope is not None:
        part = scope.part(said)
        hidden = scope.hidden(said, k)
        return [_Cell(country, None, country, issue, point, part, linked=True, hidden=hidden)] if part else []
    if location == "country":
        return [_Cell(country, None, country, issue, point, said)]
    regions: dict[str | None, dict[int, FactoryOutcome]] = defaultdict(dict)
    for i, x in said.items():
        regions[snapshot.parties[i].props.get("region")][i] = x
    if withheld([count(p.values()) for p in regions.values()], k):
        return [_Cell(country, None, f"{country}, regions not shown", issue, point, said, linked=True, hidden=True)]
    return [
        _Cell(country, r, f"{country}, {r or 'region unknown'}", issue, point, part, linked=True)
        for r, part in regions.items()
    ]


def _row(
    snapshot: Snapshot,
    pack: Pack,
    cell: _Cell,
    owners: Owners,
    events: Sequence[Event],
    scope: Scope | None,
) -> SystemicRow:
    k = int(pack.setting("small_cell"))
    counts = cell.counts
    by_owner = _by_owner(cell, owners)
    chains = {c for i in cell.factories for c in owners.chains(i)}
    judged = _hidden(k) if cell.hidden else judge(by_owner, len(chains), pack, exact=not cell.linked)
    shown = not cell.hidden and counts.assessed >= k
    exact = shown and counts.bad >= k
    low, high = jeffreys(counts, pack.setting("systemic_interval")) if exact else (None, None)
    here = _here(snapshot, cell, events, scope)
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


def _by_owner(cell: _Cell, owners: Owners) -> dict[int | None, Counts]:
    held: dict[int | None, list[FactoryOutcome]] = defaultdict(list)
    for i, x in cell.factories.items():
        held[owners.owner(i)].append(x)
    return {o: count(said) for o, said in held.items()}


def _owner(
    snapshot: Snapshot, owner: int, by_owner: Mapping[int | None, Counts], cell: _Cell, k: int
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


def _by_country(snapshot: Snapshot, events: Mapping[int, list[Event]]) -> dict[tuple[str, str, str], list[Event]]:
    """The open events by country, issue and point."""
    out: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for i, held in events.items():
        if country := snapshot.parties[i].props.get("country"):
            for e in held:
                out[country, e.issue, e.point].append(e)
    return out


def _here(snapshot: Snapshot, cell: _Cell, events: Iterable[Event], scope: Scope | None) -> list[Event]:
    """Those of a country's open events that are of the cell's location, at assessed factories and at others."""
    if scope is not None:
        return [e for e in events if e.party in scope.supply]
    if cell.linked:
        return [e for e in events if snapshot.parties[e.party].props.get("region") == cell.region]
    return list(events)


def _first(counts: Counts, cell: _Cell, low: float | None, high: float | None, k: int) -> tuple[str, ...]:
    """What was counted, in one sentence."""
    if cell.hidden or counts.assessed < k:
        return ()
    of = f"of {numbers.count(counts.assessed, 'assessed factory')}"
    if low is None or high is None:
        return (f"Fewer than {k} {of} are non-compliant.",)
    rate, ends = numbers.percent(counts.rate), f"{numbers.percent(low)} to {numbers.percent(high)}"
    return (f"{counts.bad} {of} are non-compliant ({rate}; interval {ends}).",)


def _last(
    judged: Judged, owner: OwnerCell | None, causes: Sequence[CauseRow], kind: str, cell: _Cell
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


def _worst(rows: Iterable[SystemicRow]) -> list[SystemicRow]:
    """One row per place and issue: that of the worst point, by what is shown; never a rate over points."""
    best: dict[tuple[str, str, str], SystemicRow] = {}
    for row in sorted(rows, key=lambda r: (VERDICTS.index(r.verdict), -(r.low or 0.0), r.point)):
        best.setdefault((row.country, row.location, row.issue), row)
    return list(best.values())
