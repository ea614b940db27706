"""The review list: pairs of keys that may be one party, for people to decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.linker import Doubt, Linked

PAIRS = 20
"""Most pairs listed of one name; the rest is counted in the reason. Assumed."""


@dataclass(frozen=True, slots=True, order=True)
class ReviewItem:
    """Two keys that may be one party, and why that isn't sure.

    `name` is the normalised name (or strong id) they share, `country` the one they share, None where
    one isn't known.
    """

    name: str
    a: str
    b: str
    country: str | None
    reason: str


def review(linked: Linked, decisions: list[PartyDecision]) -> list[ReviewItem]:
    """List the pairs in doubt, sorted; pairs that were decided are left out."""
    decided = {(d.a, d.b) if d.a < d.b else (d.b, d.a) for d in decisions}
    out: dict[tuple[str, str], ReviewItem] = {}
    for doubt in linked.doubts:
        total = _total(doubt)
        said = doubt.reason if total <= PAIRS else f"{doubt.reason} ({PAIRS} of {total} such pairs are listed)"
        taken = 0
        for x, y in _pairs(doubt):
            if taken == PAIRS:
                break
            a, b = (x, y) if x < y else (y, x)
            if (a, b) not in decided:
                taken += 1
                out.setdefault((a, b), ReviewItem(doubt.name, a, b, doubt.country, said))
    return sorted(out.values(), key=lambda i: (i.name, i.country or "", i.a, i.b))


def _pairs(doubt: Doubt) -> Iterator[tuple[str, str]]:
    """Pairs of keys; where some lack a country, only pairs with one of those."""
    first = doubt.loose or len(doubt.keys)
    for i, a in enumerate(doubt.keys[:first]):
        for b in doubt.keys[i + 1 :]:
            yield a, b


def _total(doubt: Doubt) -> int:
    n = len(doubt.keys)
    first = doubt.loose or n
    return first * (n - first) + first * (first - 1) // 2
