"""What a sweep does once a row has risen: mark who must be looked at again."""

from __future__ import annotations

from typing import Any

from headwater.graph.engines.kernel import kernel


@kernel()
def mark(tp: Any, ti: Any, v: int, dirty: Any, first: bool) -> bool:
    """Make the buyers of row v dirty (tp, ti: the transposed graph); says whether this sweep has passed any of them.

    A first sweep looks at every row, so there only those already passed need to be marked.
    """
    left = False
    for j in range(tp[v], tp[v + 1]):
        b = ti[j]
        if not first or b <= v:
            dirty[b] = True
            left = left or b <= v
    return left
