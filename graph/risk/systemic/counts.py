"""Counts of factories: the interval of a rate, and which counts are too small to be shown.

A count of assessed or of non-compliant factories under k (the pack's `small_cell`) isn't shown, 0 included:
who knows the location could tell which factory is meant. Cells that add up to a total which another question
answers are withheld together as soon as one of them is small, so that none can be worked out from the others.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Factories of one cell: `assessed` say compliant or not, `bad` of them non-compliant. 0 ≤ bad ≤ assessed."""

    assessed: int
    bad: int

    @property
    def rate(self) -> float:
        """Part of the assessed that is non-compliant, 0 to 1; 0 for an empty cell."""
        return self.bad / self.assessed if self.assessed else 0.0

    def less(self, other: Counts) -> Counts:
        """What is left without a part of it."""
        return Counts(self.assessed - other.assessed, self.bad - other.bad)


def jeffreys(counts: Counts, mass: float) -> tuple[float, float]:
    """The equal-tailed Jeffreys interval of a rate: quantiles of Beta(bad + 1/2, assessed − bad + 1/2).

    The lower end is 0 where none is non-compliant, the upper end 1 where all are. Source: Brown, Cai and
    DasGupta 2001, Statistical Science 16, section 4.3 (from memory); prior by Jeffreys.

    Args:
        counts: At least one assessed factory.
        mass: Of the interval, 0 to 1: with 0.9, five in a hundred lie below its lower end.

    >>> [round(x, 4) for x in jeffreys(Counts(10, 5), 0.9)]
    [0.2657, 0.7343]
    """
    from scipy.special import betaincinv

    a, b = counts.bad + 0.5, counts.assessed - counts.bad + 0.5
    tail = (1.0 - mass) / 2.0
    low = 0.0 if counts.bad == 0 else float(betaincinv(a, b, tail))
    high = 1.0 if counts.bad == counts.assessed else float(betaincinv(a, b, 1.0 - tail))
    return low, high


def withheld(parts: Collection[Counts], k: int) -> bool:
    """Whether the parts of a total that another question answers are withheld, all of them.

    If one of several parts has a count under k, none is shown, nor how many there are: whoever knows the
    total, and this rule, then learns nothing of a part that the total doesn't say. To withhold the small one
    and one more isn't enough: which one was added tells how small the other is. One part is the total itself,
    and of a total under k not even the number of parts is told.
    """
    few = sum(c.assessed for c in parts) < k
    return few or (len(parts) > 1 and any(small(c, k) for c in parts))


def small(counts: Counts, k: int) -> bool:
    """Whether a count of the cell is under k."""
    return min(counts.bad, counts.assessed) < k
