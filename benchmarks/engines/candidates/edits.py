"""What-if and the largest paths, whose promise is milliseconds of each edit: one run makes many edits."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.engines.candidates.work import ALPHA, Work
from benchmarks.engines.network import Made
from headwater.graph.engines.order import layout, transpose
from headwater.graph.engines.push import Change, Moved, Upward, push
from headwater.graph.engines.sums import solve
from headwater.graph.engines.walks import completion, largest_walks

ERROR = 1e-4
"""Error wanted of an edit: a hundredth of what a person reads. Assumed."""
REMEDIED = 0.8
"""Part of the own risk that a remedy takes away. Assumed."""
NONE = np.empty(0, np.int64)


def _timed(edits: list[Callable[[], object]], told: dict[str, Any]) -> Callable[[], None]:
    """Make each edit once and keep the CPU milliseconds of each."""

    def run() -> None:
        took = []
        for edit in edits:
            start = time.process_time()
            edit()
            took.append(1e3 * (time.process_time() - start))
        told.update(edits=len(took), ms_median=float(np.median(took)), ms_most=max(took))
        told["ms_99_percent"] = float(np.percentile(took, 99))

    return run


def _work(edits: list[Callable[[], object]]) -> Work:
    told: dict[str, Any] = {}

    def kept() -> Mapping[str, Any]:
        return told

    return Work(_timed(edits, told), told=kept)


class Base:
    """The state before the edits, and who buys from whom."""

    def __init__(self, made: Made) -> None:
        """Solve what stands before."""
        lay, self.w = layout(made.ip, made.ix), ALPHA * made.share
        self.made = made
        self.x = solve(lay, self.w, made.p, tol=1e-10, single=False).x
        self.up = Upward.of(lay, self.w)
        self.tp, self.ti, self.te = transpose(made.ip, made.ix)
        buyers = np.diff(self.tp)
        self.hub = int(np.argmax(buyers))
        self.suppliers = np.flatnonzero(buyers)

    def some(self, count: int) -> NDArray[np.int64]:
        """Random suppliers, the same each time."""
        return np.random.default_rng(3).choice(self.suppliers, min(count, len(self.suppliers)), replace=False)

    def remedy(self, v: int) -> Callable[[], Moved]:
        """Take `REMEDIED` of a supplier's own risk away."""
        change = Change(np.array([v]), -REMEDIED * self.made.p[[v]], NONE, NONE, np.empty(0))
        return lambda: push(self.up, self.x, change, tol=ERROR)

    def leave(self, v: int) -> Callable[[], Moved]:
        """Leave a supplier everywhere; each buyer spreads its share over its others in proportion."""

        def edit() -> Moved:
            buyers = self.ti[self.tp[v] : self.tp[v + 1]].astype(np.int64)
            lost = self.w[self.te[self.tp[v] : self.tp[v + 1]]]
            start, count = self.made.ip[buyers], self.made.ip[buyers + 1] - self.made.ip[buyers]
            row = np.repeat(np.arange(len(buyers)), count)
            at = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count) + start[row]
            supplier, weight = self.made.ix[at].astype(np.int64), self.w[at]
            left = np.bincount(row, weights=weight, minlength=len(buyers)) - lost
            grown = np.divide(lost, left, out=np.zeros_like(lost), where=left > 0)
            moved = np.where(supplier == v, -weight, weight * grown[row])
            change = Change(NONE, np.empty((0, self.x.shape[1])), supplier, buyers[row], moved)
            return push(self.up, self.x, change, tol=ERROR)

        return edit


def remedies(made: Made) -> Work:
    """Remedy each of 3,000 random suppliers, for all parties and issues."""
    base = Base(made)
    return _work([base.remedy(int(v)) for v in base.some(3_000)])


def remedy_hub(made: Made) -> Work:
    """Remedy the supplier with most buyers."""
    base = Base(made)
    return _work([base.remedy(base.hub)])


def leaves(made: Made) -> Work:
    """Leave each of 60 random suppliers, their shares spread over the buyers' others."""
    base = Base(made)
    return _work([base.leave(int(v)) for v in base.some(60)])


def leave_hub(made: Made) -> Work:
    """Leave the supplier with most buyers."""
    base = Base(made)
    return _work([base.leave(base.hub)])


def paths(made: Made) -> Work:
    """The 100 largest paths of the brand with most suppliers, one issue, the completion bound kept."""
    lay, w = layout(made.ip, made.ix), ALPHA * made.share
    c = np.ascontiguousarray(made.p[:, 0])
    m = completion(lay, w, c)
    return _work([lambda: largest_walks(made.ip, made.ix, w, c, made.brand, 100, m=m)])


CANDIDATES = {
    "what-if remedies": remedies,
    "what-if remedy of the top hub": remedy_hub,
    "what-if leaves": leaves,
    "what-if leave of the top hub": leave_hub,
    "paths ours": paths,
}
