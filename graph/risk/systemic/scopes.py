"""The factories that a buyer's rows are about, and whose rows together would tell too much.

A buyer's rows can be compared with those of the whole country and with those of its kin (its group, the other
members of it, its own members): what is in one and not in the other is a cell too. So the rows are shown
only if no such cell is small. Buyers that have nothing to do with each other aren't compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from headwater.graph.risk.network.distances import distances, with_members
from headwater.graph.risk.systemic.counts import withheld
from headwater.graph.risk.systemic.outcomes import FactoryOutcome, count
from headwater.graph.snapshot import Snapshot

Outcomes = Mapping[int, FactoryOutcome]


@dataclass(frozen=True, slots=True)
class Scope:
    """Indexes of what supplies a buyer, and of what supplies each of its kin."""

    supply: frozenset[int]
    kin: tuple[frozenset[int], ...]

    def part(self, said: Outcomes) -> dict[int, FactoryOutcome]:
        """The factories of a country and point that supply the buyer."""
        return {i: x for i, x in said.items() if i in self.supply}

    def hidden(self, said: Outcomes, k: int) -> bool:
        """Whether the counts of its part stay hidden, given all factories of the country and point."""
        mine, everything = frozenset(self.part(said)), frozenset(said)
        return any(
            withheld([count(said[i] for i in p) for p in (mine & other, mine - other, other - mine) if p], k)
            for other in (everything, *(x & everything for x in self.kin))
        )


def scope_of(snapshot: Snapshot, buyer: str) -> Scope:
    """The scope of a buyer (id or source key); a group stands for its members. Raises NotFound."""
    own = with_members(snapshot, [buyer])
    above: set[str] = set()
    todo = [snapshot.ids[i] for i in own]
    while todo:
        member = todo.pop()
        groups = {g for g, members in snapshot.members.items() if member in members} - above
        above |= groups
        todo.extend(sorted(groups))
    family = sorted({*own, *with_members(snapshot, above)})

    def supply(key: str) -> frozenset[int]:
        return frozenset(distances(snapshot, with_members(snapshot, [key])))

    return Scope(supply(buyer), tuple(supply(snapshot.ids[i]) for i in family))
