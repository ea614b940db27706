"""Facilities in several companies' supplies that may be one: for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph.documents import Document
from headwater.graph.names import normalise
from headwater.graph.risk.network.named import Named, named
from headwater.graph.snapshot import Snapshot


class MaybeSame(Document):
    """Two facilities that may be one: for a person to decide, not counted as shared."""

    a: Named
    b: Named
    country_a: str | None
    country_b: str | None
    reason: str


def maybe_same(
    snapshot: Snapshot, supply: Sequence[set[int]], both: set[int], review: Sequence[tuple[str, str, str]]
) -> tuple[MaybeSame, ...]:
    """Pairs across two companies' supplies that may be one facility."""
    reasons: dict[tuple[int, int], str] = {}
    for a, b, reason in review:
        i, j = snapshot.find(a), snapshot.find(b)
        if i is not None and j is not None and i != j and _across(i, j, supply):
            reasons.setdefault((min(i, j), max(i, j)), reason)
    by_name: dict[str, list[int]] = {}
    for i in sorted(set().union(*supply) - both):
        if text := normalise(snapshot.parties[i].name):
            by_name.setdefault(text, []).append(i)
    for same in by_name.values():
        for x, i in enumerate(same):
            for j in same[x + 1 :]:
                ci, cj = (snapshot.parties[k].country for k in (i, j))
                if (ci is None or cj is None or ci == cj) and _across(i, j, supply):
                    why = (
                        f"same name, more than one of it in {ci}"
                        if ci == cj and ci
                        else "same name, a country is unknown"
                    )
                    reasons.setdefault((i, j), why)
    pairs = [
        MaybeSame(
            a=named(snapshot, i),
            b=named(snapshot, j),
            country_a=snapshot.parties[i].country,
            country_b=snapshot.parties[j].country,
            reason=reason,
        )
        for (i, j), reason in reasons.items()
    ]
    return tuple(sorted(pairs, key=lambda m: (m.a.name, m.b.name, m.a.id, m.b.id)))


def _across(i: int, j: int, supply: Sequence[set[int]]) -> bool:
    """Whether together they stand in supplies in which neither stands alone."""
    with_i = {k for k, s in enumerate(supply) if i in s}
    with_j = {k for k, s in enumerate(supply) if j in s}
    return bool(with_i - with_j) and bool(with_j - with_i)
