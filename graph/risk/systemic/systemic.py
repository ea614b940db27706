"""Enterprise or systemic: per location and compliance point, what the assessed factories say together.

One row per country (or region) × compliance point: of N assessed factories so many non-compliant, with a
Jeffreys interval, a verdict with its reasons, and who must act beyond the buyer. It is never the share
of all factories, for those assessed weren't chosen by lot. An issue shows its worst point; no rate is made
over points. Rows stand in the order of names. Source: method 8; counts that are too small:
`headwater.graph.risk.systemic.counts`; verdicts: `headwater.graph.risk.systemic.verdicts`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.graph.countries import country_words
from headwater.graph.documents import Answer
from headwater.graph.errors import UnknownName, UsageError
from headwater.graph.risk.header import header_at
from headwater.graph.risk.network.data_dates import newest
from headwater.graph.risk.network.named import Named, index_of, named
from headwater.graph.risk.network.owners import Owners
from headwater.graph.risk.own_risk.states import open_events
from headwater.graph.risk.systemic.differences import DifferenceRow, differences
from headwater.graph.risk.systemic.locations import LOCATIONS, cells_of, events_by_country
from headwater.graph.risk.systemic.outcomes import outcomes
from headwater.graph.risk.systemic.rows import SystemicRow, row_of, worst_points
from headwater.graph.risk.systemic.scopes import scope_of
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

SUBJECTS = ("point", "issue")
"""What `by` may name beside a location."""
NOTES = (
    "Of the assessed factories only: nobody chose them by lot, so this isn't the share of all factories.",
    "A factory counts once a point: the latest of each programme says; between programmes the worse stands.",
    "Not applicable, not checked, and findings without an assessment count on neither side.",
    "Rows stand in the order of names, not of gravity.",
    "Questions for several buyers, or on several days, may still tell more together than each alone.",
)


class Systemic(Answer):
    """What the assessed factories of each location say together, in the order of names."""

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
    """Judge every location and compliance point at which factories are assessed.

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
    by_country = events_by_country(snapshot, events)
    rows = [
        row_of(snapshot, pack, cell, owners, by_country.get((cell.country, cell.issue, cell.point), ()), scope)
        for cell in cells_of(snapshot, all_said, location, issue=chosen, country=country, scope=scope, k=k)
    ]
    if subject == "issue":
        rows = worst_points(rows)
    unplaced = {i for said in all_said.values() for i in said if not snapshot.parties[i].country}
    return Systemic(
        header=header_at(snapshot, today=today, pack=pack.version),
        by=(location, subject),
        buyer=None if buyer is None else named(snapshot, index_of(snapshot, buyer)),
        issue=chosen,
        country=country,
        rows=tuple(sorted(rows, key=_order)),
        differences=differences(snapshot, pack, events, issue=chosen, country=country) if scope is None else (),
        interval=pack.setting("systemic_interval"),
        small_cell=k,
        thresholds={s.id: s.value for s in pack.settings if s.id.startswith(("systemic_", "owner_group_"))},
        data_date=newest(s.dated for s in snapshot.sources.values()),
        notes=(*NOTES, *_unplaced(len(unplaced), k), *_narrow(k if scope else None)),
    )


def _order(r: SystemicRow) -> tuple[object, ...]:
    """The order of names: country, region (unknown last), point."""
    return country_words(r.country), r.country, r.region is None, r.region or "", r.point_title, r.point


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
