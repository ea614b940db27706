"""From links to one row per (buyer, supplier): shares, what is assumed of unknown ones, confidence.

Rules (`docs/method.md`, Data; their numbers are *Assumed*):

- Several relations of one pair: shares add over products, confidence is the largest.
- A link without a share gets an equal part of mu = completeness · (1 - known); completeness is what
  the source declares, else what the pack assumes (`Assumed`): one for a list complete for tier 1 or a
  network the user brings, one where a buyer has subcontracting alone, one otherwise.
- What is left is unmapped (`rest`); a declared chain end has none, and keeps it as a share of its own.
- RECRUITS_FOR carries no share.
- Shares over 1 across sources: those of the preceding source stand, the others count as unknown.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from headwater.graph.engines.order import Layout, layout, rows_of, transpose
from headwater.graph.records import LINK_KINDS, RelationKind
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import order

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Indexes = NDArray[np.int32]

SLACK = 1e-6
"""By which a row of shares may exceed 1 before it counts as a conflict."""


@dataclass(frozen=True, eq=False)
class Network:
    """Who buys which part from whom: a CSR over buyers, one pair per (buyer, supplier).

    Attributes:
        ip, ix: Suppliers of buyer v: `ix[ip[v]:ip[v+1]]`, rising; int64 (n+1,), int32 (m,).
        known: Stated share of the buyer's purchases, 0 where none is stated, (m,).
        assumed: Share assumed of links without one, (m,).
        loose: Whether a link of the pair states no share, (m,).
        flow: Whether goods flow (False: recruitment alone), (m,).
        q: Confidence that the link is real, (m,).
        lp, li: Indexes of the pair's links in the snapshot: `li[lp[j]:lp[j+1]]`.
        completeness: Of each buyer's links together, NaN where every share is stated, (n,).
        rest: Share bought from suppliers nobody named, (n,).
        kept: Share a declared chain end keeps as its own, (n,).
        released: Share set free by a what-if, part of neither known, assumed nor rest, (n,).
        fill: Released share times the risk it is given, per issue, (n, K); None: none is released.
        notes: What was set aside, in words.
    """

    ip: Ints
    ix: Indexes
    known: Floats
    assumed: Floats
    loose: NDArray[np.bool_]
    flow: NDArray[np.bool_]
    q: Floats
    lp: Ints
    li: Ints
    completeness: Floats
    rest: Floats
    kept: Floats
    released: Floats
    fill: Floats | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def n(self) -> int:
        """Parties."""
        return len(self.ip) - 1

    @cached_property
    def buyer(self) -> Ints:
        """The buyer of each pair, (m,)."""
        return rows_of(self.ip)

    @cached_property
    def share(self) -> Floats:
        """Known and assumed share of each pair, (m,)."""
        return self.known + self.assumed

    @cached_property
    def mass(self) -> Floats:
        """Assumed share of each buyer together, mu, (n,)."""
        return np.bincount(self.buyer, weights=self.assumed, minlength=self.n).astype(np.float64)

    @cached_property
    def mapped(self) -> Floats:
        """Share of purchases traced to a named party at tier 1, (n,); NaN where nothing is bought."""
        named = np.bincount(self.buyer, weights=self.share, minlength=self.n)
        return np.where((self.kept >= 1.0) & (named == 0.0), np.nan, np.minimum(named, 1.0))

    @cached_property
    def layout(self) -> Layout:
        """The engine's order of the rows."""
        return layout(self.ip, self.ix)

    @cached_property
    def sold(self) -> tuple[Ints, Indexes, Ints]:
        """The CSR over suppliers: start of each, buyers, index of the pair."""
        tp, ti, te = transpose(self.ip, self.ix)
        return tp, ti, te

    def row(self, v: int) -> range:
        """Indexes of the buyer's pairs."""
        return range(int(self.ip[v]), int(self.ip[v + 1]))

    def pair(self, supplier: int, buyer: int) -> int | None:
        """Index of a pair; None where there is no such link."""
        a, b = int(self.ip[buyer]), int(self.ip[buyer + 1])
        j = a + int(np.searchsorted(self.ix[a:b], supplier))
        return j if j < b and self.ix[j] == supplier else None

    def links_of(self, j: int) -> tuple[int, ...]:
        """Indexes of the pair's links in the snapshot; empty for a pair that a what-if made."""
        return tuple(int(e) for e in self.li[self.lp[j] : self.lp[j + 1]])


_CACHE: WeakKeyDictionary[Snapshot, Network] = WeakKeyDictionary()


def network(snapshot: Snapshot) -> Network:
    """Give the network of a snapshot; kept as long as the snapshot lives. O(links)."""
    held = _CACHE.get(snapshot)
    if held is None:
        held = _CACHE[snapshot] = _build(snapshot)
    return held


def _build(snapshot: Snapshot) -> Network:
    n, m = len(snapshot.ids), len(snapshot.links)
    buyer = snapshot.buyer.astype(np.int64)
    flow = snapshot.kind != LINK_KINDS.index(RelationKind.RECRUITS_FOR)
    share = np.where(flow, snapshot.share, np.nan)
    notes = _settle(snapshot, share)
    stated = flow & ~np.isnan(share)
    known_row = np.bincount(buyer, weights=np.where(stated, share, 0.0), minlength=n)
    over = known_row > 1.0
    share = np.where(stated & over[buyer], share / np.maximum(known_row[buyer], 1.0), share)
    known_row = np.minimum(known_row, 1.0)
    loose = flow & ~stated
    count = np.bincount(buyer, weights=loose, minlength=n)
    completeness = _completeness(snapshot, loose, n)
    mass = np.where(count > 0, np.nan_to_num(completeness) * (1.0 - known_row), 0.0)
    each = mass / np.maximum(count, 1.0)
    assumed = np.where(loose, each[buyer], 0.0)
    ends = np.array([bool(p.chain_end) for p in snapshot.parties], dtype=np.bool_)
    left = np.maximum(1.0 - known_row - mass, 0.0)

    first = np.ones(m, np.bool_)
    first[1:] = (buyer[1:] != buyer[:-1]) | (snapshot.supplier[1:] != snapshot.supplier[:-1])
    start = np.flatnonzero(first)
    lp = np.append(start, m).astype(np.int64)
    ip = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(buyer[start], minlength=n), out=ip[1:])
    q = np.where(np.isnan(snapshot.confidence), snapshot.assumed.confidence, snapshot.confidence)

    def add(x: Floats) -> Floats:
        return np.add.reduceat(x, start) if m else np.zeros(0)

    return Network(
        ip=ip,
        ix=snapshot.supplier[start].astype(np.int32),
        known=add(np.where(stated, share, 0.0)),
        assumed=add(assumed),
        loose=add(loose.astype(np.float64)) > 0,
        flow=add(flow.astype(np.float64)) > 0,
        q=np.maximum.reduceat(q, start) if m else np.zeros(0),
        lp=lp,
        li=np.arange(m, dtype=np.int64),
        completeness=completeness,
        rest=np.where(ends, 0.0, left),
        kept=np.where(ends, left, 0.0),
        released=np.zeros(n),
        notes=tuple(notes),
    )


def _settle(snapshot: Snapshot, share: Floats) -> list[str]:
    """Set shares of following sources to unknown where a buyer's known shares exceed 1; say so."""
    total = np.bincount(snapshot.buyer, weights=np.nan_to_num(share), minlength=len(snapshot.ids))
    notes = []
    for v in np.flatnonzero(total > 1.0 + SLACK):
        mine = np.flatnonzero((snapshot.buyer == v) & ~np.isnan(share))
        by_source: dict[str, list[int]] = defaultdict(list)
        rank: dict[str, tuple[object, ...]] = {}
        for e in mine.tolist():
            folded = snapshot.links[e].folded
            st = folded.statements[folded.by["share"][0]]
            by_source[st.source].append(e)
            precedence = order(st, {})[:3]
            rank[st.source] = min(rank.get(st.source, precedence), precedence)
        first, *others = sorted(by_source, key=lambda s: rank[s])
        name = snapshot.parties[v].name
        if float(share[by_source[first]].sum()) > 1.0 + SLACK:
            others = [first, *others]
            first = "none"
        for source in others:
            share[by_source[source]] = np.nan
        notes.append(
            f"{name}: the shares of its suppliers sum to {float(total[v]):.6g}, over 1; "
            f"those of source {first} stand, those of {', '.join(others)} count as unknown."
        )
    return notes


def _completeness(snapshot: Snapshot, loose: NDArray[np.bool_], n: int) -> Floats:
    """Completeness of each buyer that has links without a share, by the sources of all its links."""
    assumed = snapshot.assumed
    said: dict[str, tuple[bool, float]] = {}
    for name, source in snapshot.sources.items():
        if source.completeness is not None:
            said[name] = (True, source.completeness)
        elif source.whole:
            said[name] = (False, assumed.completeness_tier_1)
    needed = np.zeros(n, np.bool_)
    needed[snapshot.buyer[loose]] = True
    out, declared, supplied = [math.nan] * n, [False] * n, [False] * n
    asked = np.flatnonzero(needed[snapshot.buyer] & (snapshot.kind != LINK_KINDS.index(RelationKind.RECRUITS_FOR)))
    for e, v, kind in zip(asked.tolist(), snapshot.buyer[asked].tolist(), snapshot.kind[asked].tolist(), strict=True):
        supplied[v] = supplied[v] or kind == 0
        for st in snapshot.links.said(e):
            own, value = said.get(st.source, (False, assumed.completeness))
            # What a source declares outranks what we assume; among equals the fullest list counts.
            if math.isnan(out[v]) or (own and not declared[v]) or (own == declared[v] and value > out[v]):
                out[v] = value
            declared[v] = declared[v] or own
    told = needed & ~np.array(supplied, np.bool_) & ~np.array(declared, np.bool_)
    return np.where(told, assumed.completeness_subcontracts, np.array(out))
