"""Which keys a run may have linked or parted: those it changed a statement of, and all that hang together with them.

Keys hang together where they share a name or a strong id (before the run or after it), are decided to be the same,
or were one party. What doesn't hang together with anything touched keeps its links: the linker looks at nothing else
(`resolution.linker.blocks`), so linking the touched keys alone is linking everything anew (decision 0019).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from headwater.graph.resolution.linker import KEY_HEADS, blocks
from headwater.graph.stores.model.adapter import Adapter
from headwater.graph.stores.model.rows import TOP, Run

MANY = 20_000
"""Touched keys from which on reading everything is quicker than looking up what hangs together. Assumed."""


def touched(store: Adapter, run: Run) -> list[str] | None:
    """The touched keys, sorted; None: so many that everything is to be linked anew."""
    r = run.revision
    decisions = store._decisions(r)
    same: dict[str, set[str]] = defaultdict(set)
    for d in decisions:
        same[d.a].add(d.b)
        same[d.b].add(d.a)
    new = store._named(r, MANY)
    if len(new) > MANY:
        return None
    if same:
        new |= store._mentioned(sorted(same), r)
    if run.kind == "decide":
        new |= {k for d in {*decisions} ^ {*store._decisions(r - 1)} for k in (d.a, d.b)}
    found: set[str] = set()
    while new:
        found |= new
        if len(found) > MANY:
            return None
        new = _together(store, r, sorted(new), same) - found
    return sorted(found)


def _together(store: Adapter, revision: int, keys: Sequence[str], same: Mapping[str, Iterable[str]]) -> set[str]:
    """The keys that hang together with some keys directly."""
    norms: set[str] = set()
    ids: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    for at in (revision - 1, revision):
        for s in store._said(at, keys):
            norm, own = blocks(s)
            if norm is not None:
                norms.add(norm)
            for values, value in zip(ids, own, strict=True):
                if value is not None:
                    values.add(value)
    out = {k for key in keys for k in same.get(key, ())}
    out |= {f"{head}:{value}" for head, values in zip(KEY_HEADS, ids, strict=True) for value in values}
    out |= store._sharing(sorted(norms), [sorted(x) for x in ids], revision)
    parties = sorted({*keys, *(x.canon for x in store._links(revision - 1, TOP, keys=keys))})
    return out | {*parties, *(x.key for x in store._links(revision - 1, TOP, canons=parties))}
