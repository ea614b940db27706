"""The documents of a value taken apart: lists that add up."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from headwater.graph.documents import Document, SourceRow

Floats = NDArray[np.float64]
ROUNDING = 1e-12
"""A rest smaller than this is rounding of the sums."""


class Part(Document):
    """One line of a list: `amount` of the value, 0 to 1.

    `kind`: own, supplier, origin, path, route, finding, context or unmapped. `parties` are ids, for a
    path from the buyer on. `share` is the supplier's share, None elsewhere. `refs` are the rows it
    rests on. `cyclic` marks a path that meets a party twice: a genuine part, whose `route` is what it
    is without its rounds. `by_rounds` is how much of a folded route comes by going round a cycle.
    """

    kind: str
    parties: tuple[str, ...]
    names: tuple[str, ...]
    amount: float
    evidence: float
    context: float
    unmapped: float
    share: float | None = None
    assumed: bool = False
    cyclic: bool = False
    route: tuple[str, ...] | None = None
    by_rounds: float | None = None
    what: str
    refs: tuple[SourceRow, ...] = ()


class Parts(Document):
    """A list that is closed under addition: its amounts and `rest` sum to `total`, and so do its three parts.

    No single part left out exceeds `bound` (None: not worked out).
    """

    parts: tuple[Part, ...]
    rest: float
    rest_evidence: float
    rest_context: float
    rest_unmapped: float
    total: float
    bound: float | None = None
    left_out: int | None = None
    """How many parts the rest holds; None where they have no number (paths) or weren't counted."""

    @staticmethod
    def of(parts: list[Part], total: Floats, *, bound: float | None = None, left_out: int | None = None) -> Parts:
        """Close a list; `total` (3,): evidence, context, unmapped."""
        told = np.array([(p.evidence, p.context, p.unmapped) for p in parts]).reshape(-1, 3).sum(axis=0)
        rest = total - told
        return Parts(
            parts=tuple(parts),
            rest=float(rest.sum()),
            rest_evidence=float(rest[0]),
            rest_context=float(rest[1]),
            rest_unmapped=float(rest[2]),
            total=float(total.sum()),
            bound=bound,
            left_out=left_out,
        )


def largest(amounts: Floats, count: int) -> tuple[list[int], int]:
    """Places of the largest amounts, ties by place, and how many others aren't 0. O(n)."""
    held = np.flatnonzero(amounts)
    left = max(len(held) - count, 0)
    if left:
        cut = np.partition(amounts[held], left)[left]
        held = held[amounts[held] >= cut]
    by = np.lexsort((held, -amounts[held]))
    return held[by][:count].tolist(), left


def listed(amounts: Floats, make: Callable[[int, Floats], Part], total: Floats, top: int) -> Parts:
    """The `top` largest of many possible parts, (N, 3); documents are made for these only."""
    places, left = largest(amounts.sum(axis=1), top)
    return Parts.of([make(i, amounts[i]) for i in places], total, left_out=left)
