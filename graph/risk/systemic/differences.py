"""Differences in treatment: where findings say how many of the people affected are women, or migrants.

Each is a row of its own beside the verdicts. It is a reason to ask how people are treated, never a risk
of those people: no share of women or migrants enters any score. Source: method 4 and 8.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

from headwater.graph import numbers
from headwater.graph.countries import country_words
from headwater.graph.documents import Document, SourceRow, source_rows
from headwater.graph.risk.own_risk.events import Event
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import PartyDoc
from headwater.graph.vocabulary import Pack

Group = Literal["women", "migrants"]


class DifferenceRow(Document):
    """How a group is affected by the open findings of one country and point. None: too few, or unknown."""

    country: str
    issue: str
    point: str
    point_title: str
    group: Group
    factories: int | None
    """Factories whose findings say how many are affected and how many of them are of the group."""
    affected: int | None
    """People affected there, together; None also where the others of them are too few."""
    of_group: int | None
    workforce: float | None
    """Share of the group among the workers of the same factories, 0 to 1; None: not known of enough of them."""
    words: str
    refs: tuple[SourceRow, ...]


def differences(
    snapshot: Snapshot,
    pack: Pack,
    events: Mapping[int, list[Event]],
    *,
    issue: str | None = None,
    country: str | None = None,
) -> tuple[DifferenceRow, ...]:
    """Give the rows in the order of country, point and group. Several findings at a factory: the largest.

    Args:
        snapshot: The graph.
        pack: Has k, `small_cell`: fewer factories or people aren't shown.
        events: Open events by index of the party.
        issue: Only this issue.
        country: Only this country, ISO 3166-1 alpha-2.
    """
    held: dict[tuple[str, str, str, Group], dict[int, tuple[int, int, Event]]] = defaultdict(dict)
    for i, at_party in events.items():
        where = snapshot.parties[i].country
        if not where or country not in (None, where):
            continue
        for e in at_party:
            for f in e.findings if issue in (None, e.issue) else ():
                for group, part in (("women", f.women), ("migrants", f.migrants)):
                    if part is not None and f.affected is not None and part <= f.affected:
                        at = held[where, e.issue, e.point, group]  # type: ignore[index]
                        at[i] = max(at.get(i, (0, 0, e)), (f.affected, part, e), key=lambda x: x[:2])
    return tuple(
        _row(snapshot, pack, at, of) for at, of in sorted(held.items(), key=lambda x: (country_words(x[0][0]), x[0]))
    )


def _row(
    snapshot: Snapshot, pack: Pack, at: tuple[str, str, str, Group], of: Mapping[int, tuple[int, int, Event]]
) -> DifferenceRow:
    country, issue, point, group = at
    k = int(pack.setting("small_cell"))
    affected, part = sum(a for a, _, _ in of.values()), sum(p for _, p, _ in of.values())
    many = len(of) >= k and part >= k
    whole = many and affected - part >= k
    share = _workforce(snapshot, of, group, k) if many else None
    title = pack.point_by_id[point].title if point in pack.point_by_id else point
    return DifferenceRow(
        country=country,
        issue=issue,
        point=point,
        point_title=title,
        group=group,
        factories=len(of) if many else None,
        affected=affected if whole else None,
        of_group=part if many else None,
        workforce=share,
        words=_words(group, len(of), affected, part, share, many, whole, k),
        refs=source_rows(r for _, _, e in of.values() for r in e.finding_refs) if many else (),
    )


def _share_of(party: PartyDoc, group: Group) -> float | None:
    """The group's share of a party's workers."""
    return party.women_share if group == "women" else party.migrant_share


def _workforce(snapshot: Snapshot, parties: Mapping[int, object], group: Group, k: int) -> float | None:
    """Share of the group among the workers, where both are known of k factories and more; else None."""
    known = [
        (workers, share)
        for i in parties
        if (workers := snapshot.parties[i].workers) and (share := _share_of(snapshot.parties[i], group)) is not None
    ]
    total = sum(w for w, _ in known)
    return sum(w * s for w, s in known) / total if len(known) >= k and total else None


def _words(
    group: str, factories: int, affected: int, part: int, share: float | None, many: bool, whole: bool, k: int
) -> str:
    """The row in one sentence."""
    if not many:
        return f"Findings here tell how many {group} are affected; they are too few for numbers (fewer than {k})."
    others = f"of {numbers.count(affected, 'person affected')}" if whole else f"are affected, and fewer than {k} others"
    work = (
        "their share of the workers isn't known"
        if share is None
        else f"they are {numbers.percent(share)} of the workers there"
    )
    return (
        f"{part:,} {group} {others} at {numbers.count(factories, 'factory')}; {work}. "
        "Ask how people are treated differently."
    )
