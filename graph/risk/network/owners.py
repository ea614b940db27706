"""Who owns whom, to the top, and which buyers stand at the end of a chain.

An owner is a party that OWNS more than half, or the only one that a source names without a share; where
no owner is named, the operator; where there is none either, the group of MEMBER_OF. Several owners
without a majority are one owner only if they lead to the same top. What isn't known stays None: two
unknown owners are never counted as two owners, nor as one (docs/decisions/0010).
"""

from __future__ import annotations

from collections import defaultdict

from headwater.graph.risk.network.distances import distances, links_at
from headwater.graph.snapshot import Snapshot

_MAJORITY = 0.5
"""A share above it decides. Assumed: control follows the majority."""


class Owners:
    """Owners and buyers' chains of a snapshot; what was asked once is kept."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._parents: dict[str, dict[int, dict[int, float | None]]] = defaultdict(lambda: defaultdict(dict))
        for r in snapshot.relations:
            a, b = snapshot.find(r.start), snapshot.find(r.end)
            if a is not None and b is not None and a != b:
                low, high = (a, b) if r.kind == "MEMBER_OF" else (b, a)
                self._parents[r.kind][low][high] = r.share
        self._chains: dict[int, frozenset[int]] = {}

    def owner(self, party: int) -> int | None:
        """Index of the topmost known owner, or operator, or group; None: unknown, or several without a majority."""
        parent = self._parent(party, ())
        return None if parent is None else self._top(parent, (party,))

    def owned(self, owner: int) -> tuple[int, ...]:
        """Indexes of the facilities whose topmost known owner it is, sorted."""
        below = {i for held in self._parents.values() for i in held}
        kinds = self._snapshot.parties
        return tuple(i for i in sorted(below) if kinds[i].kind == "facility" and self.owner(i) == owner)

    def chains(self, party: int) -> frozenset[int]:
        """Indexes of the buyers at the ends of its chains, brands of one group once; empty: none is known.

        A brand is an end, and so is whoever buys and is not known to sell; a facility never is.
        """
        if party not in self._chains:
            s = self._snapshot
            ends = (
                i
                for i, far in distances(s, [party], side="buyers").items()
                if far > 0
                and s.parties[i].kind != "facility"
                and (s.parties[i].kind == "brand" or not links_at(s, i, "buyers"))
            )
            self._chains[party] = frozenset(self._top(i, ()) for i in ends)
        return self._chains[party]

    def _top(self, party: int, below: tuple[int, ...]) -> int:
        """The last known owner above; of parties that own each other in a ring the first by id."""
        if party in below:
            return min(below[below.index(party) :])
        parent = self._parent(party, below)
        return party if parent is None else self._top(parent, (*below, party))

    def _parent(self, party: int, below: tuple[int, ...]) -> int | None:
        """Who stands directly above: by majority, alone, or first of several that lead to one top."""
        above = next(
            (held for kind in ("OWNS", "OPERATES", "MEMBER_OF") if (held := self._parents[kind].get(party))), None
        )
        if above is None:
            return None
        if majority := [i for i, share in above.items() if share is not None and share > _MAJORITY]:
            return majority[0] if len(majority) == 1 else None
        if len(above) == 1:
            ((parent, share),) = above.items()
            return parent if share is None else None
        tops = {self._top(i, (*below, party)) for i in above}
        return min(above) if len(tops) == 1 else None
