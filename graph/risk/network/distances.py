"""Who is upstream or downstream of whom, and how many steps away.

A link with declared tier L counts L steps, for there are unknown middlemen between (contract).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from headwater.graph.risk.network.named import index_of
from headwater.graph.snapshot import Snapshot

Side = Literal["suppliers", "buyers"]


class _Rows:
    """The links of each party on one side: indexes of links by party."""

    def __init__(self, at: NDArray[np.int32], n: int) -> None:
        self.order = np.argsort(at, kind="stable")
        self.start = np.zeros(n + 1, dtype=np.int64)
        np.cumsum(np.bincount(at, minlength=n), out=self.start[1:])

    def of(self, v: int) -> list[int]:
        return [int(e) for e in self.order[self.start[v] : self.start[v + 1]]]


_ROWS: WeakKeyDictionary[Snapshot, dict[Side, _Rows]] = WeakKeyDictionary()


def links_at(snapshot: Snapshot, party: int, side: Side) -> list[int]:
    """Indexes of the links to a party's suppliers, or to its buyers."""
    held = _ROWS.setdefault(snapshot, {})
    if side not in held:
        held[side] = _Rows(snapshot.buyer if side == "suppliers" else snapshot.supplier, len(snapshot.ids))
    return held[side].of(party)


def steps(snapshot: Snapshot, link: int) -> int:
    """How many steps a link counts."""
    return max(int(snapshot.tier[link]), 1)


def with_members(snapshot: Snapshot, keys: Iterable[str]) -> tuple[int, ...]:
    """Indexes of the companies named and of the members of groups among them, sorted.

    Raises:
        NotFound: A key is in nobody's name.
    """
    todo = list(keys)
    out: set[int] = set()
    while todo:
        key = todo.pop()
        at = index_of(snapshot, key)
        if at not in out:
            out.add(at)
            todo.extend(snapshot.members.get(snapshot.ids[at], ()))
    return tuple(sorted(out))


def distances(
    snapshot: Snapshot, roots: Sequence[int], *, side: Side = "suppliers", depth: int | None = None
) -> dict[int, int]:
    """Steps from the nearest root to every party that links lead to; roots have 0.

    Args:
        snapshot: The graph.
        roots: Indexes of the parties to start from.
        side: Towards suppliers (upstream) or buyers.
        depth: Most steps; None: as far as links lead.

    Returns:
        Index → steps, by (steps, index). O(links reached).
    """
    far = snapshot.supplier if side == "suppliers" else snapshot.buyer
    out: dict[int, int] = {}
    waiting: dict[int, set[int]] = {0: set(roots)}
    now = 0
    while waiting:
        for v in sorted(waiting.pop(now, ())):
            if v in out:
                continue
            out[v] = now
            for e in links_at(snapshot, v, side):
                then = now + steps(snapshot, e)
                u = int(far[e])
                if u not in out and (depth is None or then <= depth):
                    waiting.setdefault(then, set()).add(u)
        now += 1
    return out


def upstream(snapshot: Snapshot, roots: Sequence[int], *, depth: int | None = None) -> Iterator[int]:
    """Indexes of all parties that supply the roots, directly or not; without the roots."""
    return (v for v, d in distances(snapshot, roots, depth=depth).items() if d > 0)
