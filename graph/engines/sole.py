"""In how many worlds one party alone links a harm to a row: what the chance would lose without that party.

P(linked) − P(linked, had i no harm) = P(i is harmed and reaches the row, and no other harmed party does). One
pass over the sampled worlds gives it for every party at once: the row is reached backwards, and of the harms that
it meets the first and the second are remembered as bits. The worlds are those of `unions.sample`, bit by bit.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines.kernel import kernel
from headwater.graph.engines.small import Ancestry
from headwater.graph.engines.sums import Floats
from headwater.graph.engines.unions import WORLDS_PER_WORD, _bits, _mix, _popcount, mix

uint64: Any = np.uint64


class Sole(NamedTuple):
    """Of `worlds` sampled: in how many a harm reaches the target, and in how many that of one row alone, (rows,)."""

    linked: int
    alone: NDArray[np.int64]
    worlds: int


@kernel()
def sole_batch(
    ip: Any, ix: Any, t: Any, link_id: Any, p: Any, cell_id: Any, seed: Any, hops: int,
    opened: Any, reach: Any, other: Any, harm: Any, dirty: Any, alone: Any,
) -> int:  # fmt: skip
    """64 worlds of row 0, the target: adds to `alone`, gives in how many a harm reaches it. `hops` < 0: no limit."""
    n = ip.size - 1
    cells = _mix(seed ^ uint64(0xA5A5A5A5A5A5A5A5))
    for e in range(ix.size):
        opened[e] = _bits(t[e], _mix(seed ^ _mix(link_id[e])))
    reach[:] = uint64(0)
    reach[0] = uint64(0xFFFFFFFFFFFFFFFF)
    if hops >= 0:
        for _ in range(hops):
            other[:] = reach
            for v in range(n):
                if reach[v]:
                    for e in range(ip[v], ip[v + 1]):
                        other[ix[e]] |= reach[v] & opened[e]
            reach[:] = other
    else:
        dirty[:] = False
        dirty[0] = True
        left = True
        while left:
            left = False
            for v in range(n):
                if dirty[v]:
                    dirty[v] = False
                    for e in range(ip[v], ip[v + 1]):
                        new = reach[v] & opened[e] & ~reach[ix[e]]
                        if new:
                            reach[ix[e]] |= new
                            dirty[ix[e]] = True
                            left = left or ix[e] <= v
    once, twice = uint64(0), uint64(0)
    for v in range(n):
        harm[v] = reach[v] & _bits(p[v], _mix(cells ^ _mix(cell_id[v])))
        twice |= once & harm[v]
        once |= harm[v]
    for v in range(n):
        alone[v] += _popcount(harm[v] & ~twice)
    return int(_popcount(once))


def sole(part: Ancestry, t: Floats, p: Floats, column: int, worlds: int, seed: int, hops: int | None) -> Sole:
    """Sample the part of a graph behind one row.

    Args:
        part: What reaches the target, which is its row 0.
        t: Probability of each link of the whole graph, (m,).
        p: Probability of harm of each row of the whole graph, (n,), of the one issue.
        column: The issue's place among all, which draws its bits.
        worlds: How many, rounded up to 64s.
        seed: Of the sample.
        hops: Longest route in links; None: no limit.

    Cost: O(links of the part) for 64 worlds, a few times where there are cycles.
    """
    n, m = len(part.rows), len(part.links)
    by = np.argsort(part.buyer, kind="stable")
    ip = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(part.buyer, minlength=n), out=ip[1:])
    ix, links = part.supplier[by], part.links[by].astype(np.uint64)
    cells = part.rows.astype(np.uint64) * np.uint64(1 << 20) + np.uint64(column)
    opened, reach, other, harm = (np.zeros(k, np.uint64) for k in (m, n, n, n))
    dirty, alone = np.zeros(n, np.bool_), np.zeros(n, np.int64)
    strength, own = np.ascontiguousarray(t[part.links[by]]), np.ascontiguousarray(p[part.rows])
    batches = -(-worlds // WORLDS_PER_WORD)
    linked = 0
    for batch in range(batches):
        word = np.uint64(mix(mix(seed) ^ batch))
        linked += sole_batch(
            ip, ix, strength, links, own, cells, word, -1 if hops is None else hops,
            opened, reach, other, harm, dirty, alone,
        )  # fmt: skip
    return Sole(linked, alone, batches * WORLDS_PER_WORD)
