"""The fewest buyers who together take a target share of what a facility makes.

Known shares are exact: the largest first is the fewest. Buyers whose share nobody knows, and buyers whom
nobody named, may hold what is left in any way; so there is a set that suffices surely, by known shares
alone, and a set that might, if one unknown buyer takes all that is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SLACK = 1e-9
"""By which a sum of shares may miss the target, for rounding."""


@dataclass(frozen=True, slots=True)
class Coalition:
    """Buyers, in the order they were taken, and the bounds of what they take together, 0 to 1."""

    buyers: tuple[str, ...]
    low: float
    high: float


def surely(shares: Mapping[str, float | None], target: float) -> Coalition | None:
    """The fewest buyers that take the target by their known shares; None: known shares don't suffice.

    Args:
        shares: Buyer → its share of the output, 0 to 1; None: unknown. The known ones sum to 1 at most.
        target: 0 to 1. Of equal shares the first name is taken.
    """
    taken, sum_of = [], 0.0
    for name, share in _largest(shares):
        taken.append(name)
        sum_of += share
        if sum_of >= target - SLACK:
            return Coalition(tuple(taken), sum_of, sum_of)
    return None


def maybe(shares: Mapping[str, float | None], target: float) -> Coalition | None:
    """The fewest buyers that might take the target: as `surely`, or with one unknown buyer who takes all that is left.

    None: not even all of them could, for no buyer's share is unknown and the known ones don't suffice.
    """
    sure = surely(shares, target)
    unknown = sorted(name for name, share in shares.items() if share is None)
    if not unknown:
        return sure
    known = _largest(shares)
    free = max(0.0, 1.0 - sum(share for _, share in known))
    taken, low = [unknown[0]], 0.0
    for name, share in known:
        if low + free >= target - SLACK:
            break
        taken.append(name)
        low += share
    # All known shares and all that is left are the whole output, so the loop ends with the target reached.
    return sure if sure and len(sure.buyers) <= len(taken) else Coalition(tuple(taken), low, low + free)


def _largest(shares: Mapping[str, float | None]) -> list[tuple[str, float]]:
    return sorted(((n, s) for n, s in shares.items() if s is not None), key=lambda x: (-x[1], x[0]))
