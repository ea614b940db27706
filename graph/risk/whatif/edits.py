"""Edits of a network: leave a supplier, replace it, close a country, remedy. Nothing is saved.

A left supplier's share is lost to unmapped and takes the old row's mean prior, or what lies behind
the supplier if that is more: leaving never lowers an indicator by more than the facility's own part
(method 6). Spread again, it goes to the row's other suppliers in proportion. Edits are laid over the
network, so that one costs what it touches.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from headwater.graph.errors import Ambiguous, NotFound, UsageError
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Matrix, Own
from headwater.graph.risk.values.upstream_risk import System
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Edit(BaseModel):
    """One change that a what-if asks for; parties are ids or names that only one party has.

    - leave: `party`; `respread`: its share goes to the buyers' other suppliers.
    - replace: `party` by `by`.
    - remedy: the findings of `party`, of an `issue`, compliance `point` or `event` (None: all).
    - close: every supplier in `country` is left.
    - policy: the open events of an `issue` or `point`, in `country` or everywhere (None), by `effect`,
      0 to 1, verified by a type of source (`verified`; None: nobody, so nothing changes).

    `ours`: only the viewed buyer leaves or replaces; else every buyer does.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["leave", "replace", "remedy", "close", "policy"]
    party: str | None = None
    by: str | None = None
    issue: str | None = None
    point: str | None = None
    event: str | None = None
    country: str | None = None
    effect: float | None = None
    verified: str | None = None
    respread: bool = False
    ours: bool = False


def parse_edits(
    issues: Sequence[str],
    *,
    drop: Sequence[str] = (),
    replace: Sequence[str] = (),
    remediate: Sequence[str] = (),
    close: Sequence[str] = (),
    policy: Sequence[str] = (),
    respread: bool = False,
    ours: bool = False,
    pack: Pack | None = None,
    named: Callable[[str], str] = str,
) -> tuple[Edit, ...]:
    """Read the command line's words.

    Args:
        issues: Issues with an own risk.
        drop: X.
        replace: OLD=NEW.
        remediate: X, X:ISSUE, X:POINT or X:EVENT.
        close: Country codes.
        policy: ISSUE=EFFECT, with @CC for one country and ,SOURCE for who verified it.
        respread: Of `drop` and `close`.
        ours: Of all that leave or replace.
        pack: Knows compliance points and sources; needed for POINT and policies.
        named: Gives the id of a party by what people call it; raises NotFound.

    Raises:
        UsageError: Words that can't be read; says how to write them.
    """
    out = [Edit(kind="leave", party=named(x), respread=respread, ours=ours) for x in drop]
    for text in replace:
        old, equals, new = text.partition("=")
        if not (equals and old.strip() and new.strip()):
            raise UsageError(f"--replace {text!r}: write OLD=NEW")
        out.append(Edit(kind="replace", party=named(old.strip()), by=named(new.strip()), ours=ours))
    out += [_remedy(text, issues, pack, named) for text in remediate]
    for text in close:
        code = text.strip().upper()
        if not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise UsageError(f"--close-country {text!r}: write a country code of two letters, such as BD")
        out.append(Edit(kind="close", country=code, respread=respread, ours=ours))
    out += [_policy(text, pack) for text in policy]
    return tuple(out)


def _remedy(text: str, issues: Sequence[str], pack: Pack | None, named: Callable[[str], str]) -> Edit:
    name, colon, last = text.rpartition(":")
    if not (colon and name):
        return Edit(kind="remedy", party=named(text))
    if last in issues:
        return Edit(kind="remedy", party=named(name), issue=last)
    point = pack.point_of(last) if pack else None
    if point is not None:
        return Edit(kind="remedy", party=named(name), point=point)
    try:
        return Edit(kind="remedy", party=named(text))
    except NotFound:
        return Edit(kind="remedy", party=named(name), event=last)


def _policy(text: str, pack: Pack | None) -> Edit:
    words, _, source = text.partition(",")
    name, equals, rest = words.partition("=")
    effect, at, country = rest.partition("@")
    how = f"--policy {text!r}: write ISSUE=EFFECT[@CC][,SOURCE], such as forced_labour=0.5@BD,audit"
    try:
        size = float(effect)
    except ValueError:
        raise UsageError(how) from None
    if not (equals and name.strip() and 0.0 <= size <= 1.0 and bool(at) == bool(country.strip())):
        raise UsageError(f"{how}; the effect is a number from 0 to 1")
    if pack is None:
        raise UsageError("a policy needs a pack that knows its issue")
    issue, point = pack.issue_named(name), pack.point_of(name)
    if issue is None and point is None:
        raise UsageError(f"--policy {text!r}: no issue or compliance point named {name!r}")
    known = [c.id for c in pack.credibilities if c.of == "source_type"]
    if source.strip() and source.strip() not in known:
        raise UsageError(f"--policy {text!r}: no source type {source.strip()!r}; known: {', '.join(known)}")
    return Edit(
        kind="policy",
        issue=issue,
        point=None if issue else point,
        effect=size,
        country=country.strip().upper() or None,
        verified=source.strip() or None,
    )


def place(snapshot: Snapshot, text: str) -> int:
    """Place of a party by id, source key, or a name that only one party has.

    Raises:
        NotFound: None has it.
        Ambiguous: Several have it.
    """
    at = snapshot.find(text)
    if at is not None:
        return at
    wanted = text.casefold()
    named = [i for i, p in enumerate(snapshot.parties) if p.name.casefold() == wanted]
    if not named:
        raise NotFound(text)
    if len(named) > 1:
        raise Ambiguous(text, [(snapshot.ids[i], snapshot.parties[i].name) for i in named])
    return named[0]


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
