"""A network with edits laid over it, so that an edit costs what it touches."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Matrix

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

KNOWN, ASSUMED, LOOSE, FLOW, Q, HELD = range(6)
"""Columns of what is known of a pair; HELD is 0 for a pair that was left."""


@dataclass(frozen=True, eq=False)
class Patch:
    """New values at a few places of an array: `value[i]` stands at place `at[i]`, places rising."""

    at: Ints
    value: Matrix

    @staticmethod
    def empty(width: int) -> Patch:
        """A patch of nothing."""
        return Patch(np.empty(0, np.int64), np.empty((0, width)))

    def read(self, places: Ints, base: Matrix) -> Matrix:
        """The values at places, (p, width), where `base` holds what stood there before."""
        out = base.copy()
        if len(self.at):
            i = np.minimum(np.searchsorted(self.at, places), len(self.at) - 1)
            hit = self.at[i] == places
            out[hit] = self.value[i[hit]]
        return out

    def write(self, places: Ints, values: Matrix) -> Patch:
        """The patch with more values, each place once; a place written again takes the new one."""
        at, last = np.unique(np.concatenate([places, self.at]), return_index=True)
        return Patch(at, np.concatenate([values, self.value])[last])


def spans(start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """The places of several ranges one after the other, and the range of each."""
    size = stop - start
    of = np.repeat(np.arange(len(size), dtype=np.int64), size)
    return np.arange(int(size.sum()), dtype=np.int64) + (start - (np.cumsum(size) - size))[of], of


@dataclass(frozen=True, eq=False)
class Draft:
    """A network with edits laid over it; only what they touch is held.

    Places from `len(net.ix)` on are pairs that the edits made: `buyer`, `supplier`.
    `pairs` patches the columns of pairs, `freed` (released share, fill per issue) of buyers.
    """

    net: Network
    pairs: Patch
    freed: Patch
    buyer: Ints
    supplier: Ints

    @staticmethod
    def of(net: Network, issues: int) -> Draft:
        """No edit yet."""
        none = np.empty(0, np.int64)
        return Draft(net, Patch.empty(6), Patch.empty(1 + issues), none, none)

    def read(self, places: Ints) -> Matrix:
        """The columns of pairs as they stand, (p, 6)."""
        net, m = self.net, len(self.net.ix)
        old = places < m
        at, base = places[old], np.zeros((len(places), 6))
        for column, x in ((KNOWN, net.known), (ASSUMED, net.assumed), (LOOSE, net.loose), (FLOW, net.flow), (Q, net.q)):
            base[old, column] = x[at]
        base[old, HELD] = 1.0
        return self.pairs.read(places, base)

    def ends(self, places: Ints) -> tuple[Ints, Ints]:
        """Buyer and supplier of pairs."""
        m = len(self.net.ix)
        old = places < m
        buyer, supplier = np.empty(len(places), np.int64), np.empty(len(places), np.int64)
        buyer[old] = np.searchsorted(self.net.ip, places[old], side="right") - 1
        supplier[old] = self.net.ix[places[old]]
        buyer[~old], supplier[~old] = self.buyer[places[~old] - m], self.supplier[places[~old] - m]
        return buyer, supplier

    def sales(self, suppliers: Ints, only: int | None) -> Ints:
        """Places of the pairs that still hold one of the suppliers, rising; `only`: in this buyer's row."""
        tp, _, te = self.net.sold
        places, _ = spans(tp[suppliers], tp[suppliers + 1])
        made = len(self.net.ix) + np.flatnonzero(np.isin(self.supplier, suppliers))
        out = np.sort(np.concatenate([te[places], made]))
        if only is not None:
            out = out[self.ends(out)[0] == only]
        return out[self.read(out)[:, HELD] > 0]

    def row_places(self, buyers: Ints) -> tuple[Ints, Ints]:
        """Places of the pairs in some buyers' rows, and whose each is."""
        places, of = spans(self.net.ip[buyers], self.net.ip[buyers + 1])
        made = np.flatnonzero(np.isin(self.buyer, buyers))
        whose = np.concatenate([of, np.searchsorted(buyers, self.buyer[made])])
        return np.concatenate([places, len(self.net.ix) + made]), whose

    def release(self, buyers: Ints, shares: Floats, at: Matrix) -> Draft:
        """Set shares free; each is counted at a value per issue, (p, K)."""
        each, of = np.unique(buyers, return_inverse=True)
        held = self.freed.read(each, np.zeros((len(each), 1 + at.shape[1])))
        np.add.at(held, of, np.hstack([shares[:, None], shares[:, None] * at]))
        return replace(self, freed=self.freed.write(each, held))

    def shift(self) -> tuple[Ints, Ints, Floats]:
        """Buyer, supplier and change of share of every pair that was touched."""
        places = self.pairs.at
        buyer, supplier = self.ends(places)
        old = places < len(self.net.ix)
        was = np.where(old, self.net.share[np.where(old, places, 0)] if len(self.net.ix) else 0.0, 0.0)
        return buyer, supplier, self.pairs.value[:, KNOWN] + self.pairs.value[:, ASSUMED] - was

    def network(self) -> Network:
        """The edited network in full. O(links)."""
        net, m = self.net, len(self.net.ix)
        columns = self.read(np.arange(m + len(self.buyer), dtype=np.int64))
        buyer, supplier = np.concatenate([net.buyer, self.buyer]), np.concatenate([net.ix, self.supplier])
        order = np.flatnonzero(columns[:, HELD] > 0)
        if len(self.buyer):
            order = order[np.lexsort((supplier[order], buyer[order]))]
        columns, old = columns[order], order[order < m]
        ip = np.zeros(net.n + 1, np.int64)
        np.cumsum(np.bincount(buyer[order], minlength=net.n), out=ip[1:])
        links = np.where(order < m, np.diff(net.lp)[np.minimum(order, m - 1)], 0) if m else np.zeros(len(order))
        each, _ = spans(net.lp[old], net.lp[old + 1])
        released, fill = net.released.copy(), np.zeros((net.n, self.freed.value.shape[1] - 1))
        released[self.freed.at] = self.freed.value[:, 0]
        fill[self.freed.at] = self.freed.value[:, 1:]
        return replace(
            net,
            ip=ip,
            ix=supplier[order].astype(np.int32),
            known=columns[:, KNOWN],
            assumed=columns[:, ASSUMED],
            loose=columns[:, LOOSE] > 0,
            flow=columns[:, FLOW] > 0,
            q=columns[:, Q],
            lp=np.concatenate([[0], np.cumsum(links)]).astype(np.int64),
            li=net.li[each],
            released=released,
            fill=fill,
        )
