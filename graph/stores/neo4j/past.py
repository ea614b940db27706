"""What held once: relations of which no source says any more that they hold, and parties that only these name.

A list's newer version that lacks a row ends what the row said, on the version's date; a row's own `until` ends it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import PartyDoc, RelationDoc, Statement, fold, party

Subject = tuple[str, str, str, str]
"""Of a relation: kind, start, end, key."""


@dataclass(frozen=True, slots=True)
class Past:
    """What the picture draws of the time before its day.

    Attributes:
        relations: Relations that held once and hold no more, by subject.
        parties: Ends of these that nothing names on the day, as what was said of them last.
        since: Relation → the first day on which a source said it; of those that hold, where that was said before.
    """

    relations: tuple[RelationDoc, ...] = ()
    parties: tuple[PartyDoc, ...] = ()
    since: Mapping[Subject, str] = field(default_factory=dict)

    @staticmethod
    def of(
        ended: Iterable[Statement],
        named: Iterable[Statement],
        snapshot: Snapshot,
        canon: Mapping[str, str],
        ranks: Mapping[str, int] | None = None,
    ) -> Past:
        """Make it from the statements of relations that ended, and from those that ever named their ends. Pure.

        Args:
            ended: Statements of relations whose `valid_to` is past.
            named: Statements of parties, of any day; those of parties in the snapshot are left aside.
            snapshot: The day's graph.
            canon: Source key → canonical id.
            ranks: Source → rank in the fold.
        """
        held: dict[Subject, list[Statement]] = defaultdict(list)
        for s in ended:
            start, end = (canon.get(x, x) for x in (s.a or "", s.b or ""))
            if start != end:
                held[s.kind, start, end, s.key].append(s)
        days = {k: [s.valid_from for s in said if s.valid_from] for k, said in held.items()}
        now = {(r.kind, r.start, r.end, r.key) for r in (*snapshot.links, *snapshot.relations)} if held else set()
        gone = [k for k in sorted(held) if k not in now]
        ends = {x for _, start, end, _ in gone for x in (start, end)} - snapshot.index.keys()
        said_of: dict[str, list[Statement]] = defaultdict(list)
        for s in named:
            if (at := canon.get(s.key, s.key)) in ends:
                said_of[at].append(s)
        return Past(
            tuple(RelationDoc(*k, fold(held[k], ranks)) for k in gone),
            tuple(party(i, said_of[i], ranks) for i in sorted(ends)),
            {k: min(found) for k, found in days.items() if found},
        )
