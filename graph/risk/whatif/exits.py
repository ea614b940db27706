"""Suppliers left or replaced, and what the share that this sets free is counted at.

A left supplier's share is lost to unmapped and takes the old row's mean prior, or what lies behind
the supplier if that is more: leaving never lowers an indicator by more than the facility's own part
(method 6). Spread again, it goes to the row's other suppliers in proportion.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from headwater.graph.risk.own_risk.own import Matrix, Own
from headwater.graph.risk.values.upstream_risk import System
from headwater.graph.risk.whatif.draft import ASSUMED, HELD, KNOWN, Draft, Ints, spans


@dataclass(frozen=True, eq=False)
class Fill:
    """What a released share is counted at: the old row's mean prior, or what lies behind the supplier if more.

    Both are read from the network before any edit; `x` (n, K) is its state, all parts together, under `sys`.
    """

    own: Own
    sys: System
    x: Matrix

    def mean(self, buyers: Ints) -> Matrix:
        """Mean prior of each buyer's row, (b, K), its unnamed suppliers included."""
        net, own = self.sys.net, self.own
        rest, unmapped = net.rest[buyers, None], np.nan_to_num(own.unmapped[buyers])
        places, of = spans(net.ip[buyers], net.ip[buyers + 1])
        u = net.ix[places]
        prior = np.nan_to_num(np.where(own.given[u], own.s[u], own.s_context[u]))
        # Where evidence has taken the prior's place, the row's other suppliers speak for it.
        counts = own.given[u] | (np.nan_to_num(own.s_evidence[u]) == 0.0)
        part = net.share[places, None] * counts
        total, weight = rest * unmapped, np.repeat(rest, unmapped.shape[1], 1)
        np.add.at(total, of, part * prior)
        np.add.at(weight, of, part)
        out: Matrix = np.where(weight > 0, total / np.where(weight > 0, weight, 1.0), unmapped)
        return out

    def value(self, buyers: Ints, suppliers: Ints) -> Matrix:
        """What a share of a supplier that a buyer sets free is counted at, (p, K)."""
        each, of = np.unique(buyers, return_inverse=True)
        behind = self.x[suppliers] - self.sys.evidence[suppliers] - self.sys.context[suppliers]
        out: Matrix = np.maximum(self.mean(each)[of], np.maximum(behind, 0.0))
        return out


def leave(draft: Draft, out: Ints, fill: Fill, *, respread: bool = False, only: int | None = None) -> Draft:
    """Take suppliers out of every row that holds them, or of one buyer's row (`only`)."""
    gone = draft.sales(out, only)
    columns = draft.read(gone)
    buyer, supplier = draft.ends(gone)
    share = columns[:, KNOWN] + columns[:, ASSUMED]
    columns[:] = 0.0
    draft = replace(draft, pairs=draft.pairs.write(gone, columns))
    lost = np.ones(len(gone), np.bool_)
    if respread and len(gone):
        rows, of = np.unique(buyer, return_inverse=True)
        places, whose = draft.row_places(rows)
        others = draft.read(places)
        stays = np.bincount(whose, weights=others[:, KNOWN] + others[:, ASSUMED], minlength=len(rows))
        freed = np.bincount(of, weights=share, minlength=len(rows))
        grows = (stays > 0)[whose] & (others[:, HELD] > 0)
        factor = (stays + freed) / np.where(stays > 0, stays, 1.0)
        others[:, [KNOWN, ASSUMED]] *= factor[whose, None]
        draft = replace(draft, pairs=draft.pairs.write(places[grows], others[grows]))
        lost = (stays == 0)[of]
    at = fill.value(buyer[lost], supplier[lost])
    return draft.release(buyer[lost], share[lost], at)


def swap(draft: Draft, out: int, new: int, fill: Fill, *, only: int | None = None) -> Draft:
    """Put another supplier in every row that holds one; a row of the new one itself loses the share."""
    gone = draft.sales(np.array([out]), only)
    columns = draft.read(gone)
    buyer, _ = draft.ends(gone)
    draft = replace(draft, pairs=draft.pairs.write(gone, np.zeros_like(columns)))
    itself = buyer == new
    share = columns[itself, KNOWN] + columns[itself, ASSUMED]
    draft = draft.release(buyer[itself], share, fill.value(buyer[itself], np.full(int(itself.sum()), out)))
    buyer, columns = buyer[~itself], columns[~itself]
    tp, ti, te = draft.net.sold
    sold = ti[tp[new] : tp[new + 1]].astype(np.int64), te[tp[new] : tp[new + 1]]
    made = np.flatnonzero(draft.supplier == new)
    known = np.concatenate([sold[0], draft.buyer[made]]), np.concatenate([sold[1], len(draft.net.ix) + made])
    by = np.argsort(known[0])
    buyers, places = known[0][by], known[1][by]
    i = np.minimum(np.searchsorted(buyers, buyer), max(len(buyers) - 1, 0))
    has = buyers[i] == buyer if len(buyers) else np.zeros(len(buyer), np.bool_)
    fresh = len(draft.net.ix) + len(draft.buyer) + np.arange(int((~has).sum()), dtype=np.int64)
    to = np.empty(len(buyer), np.int64)
    to[has], to[~has] = places[i[has]], fresh
    draft = replace(
        draft,
        buyer=np.concatenate([draft.buyer, buyer[~has]]),
        supplier=np.concatenate([draft.supplier, np.full(len(fresh), new)]),
    )
    held = draft.read(to)
    merged = np.maximum(held, columns)
    merged[:, [KNOWN, ASSUMED]] = held[:, [KNOWN, ASSUMED]] + columns[:, [KNOWN, ASSUMED]]
    return replace(draft, pairs=draft.pairs.write(to, merged))
