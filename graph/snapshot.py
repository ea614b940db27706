"""The Snapshot: the public graph at one revision on one day, as columns that the engine reads.

It holds facts with their source rows; no probability, no score. Parties are sorted by id, links by
(buyer, supplier, kind, product), so equal statements give equal arrays.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, cast, overload

import numpy as np
from numpy.typing import NDArray

from headwater.graph.records import LINK_KINDS, Action, Assessment, Finding, Prior, Risk, Source
from headwater.graph.resolution.samename import propose_countries
from headwater.graph.statements import (
    ENTRY,
    PARTY_KINDS,
    PRIOR,
    RELATION_KINDS,
    SOURCE,
    Folded,
    PartyDoc,
    Ref,
    RelationDoc,
    Statement,
    fold,
    party,
    record,
)  # fmt: skip
from headwater.graph.vocabulary import load_pack
from headwater.graph.vocabulary.pack import Assumed

if TYPE_CHECKING:
    import networkx as nx
    import pyarrow as pa

    from headwater.graph.risk.own_risk.own import Own
    from headwater.graph.risk.values.result import Result

LINK_INDEX = {k.value: i for i, k in enumerate(LINK_KINDS)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding, assessment, given risk or action, at the party with index `party`, with its row."""

    party: int
    record: Finding | Assessment | Risk | Action
    ref: Ref


@dataclass(frozen=True, slots=True)
class PriorRow:
    """One row of context, with its row in the source."""

    record: Prior
    ref: Ref


class Links(Sequence[RelationDoc]):
    """The folded links, in the order of the columns; a document is made when it is asked for.

    Most links have one statement and need no fold, and whole-graph sums read the columns only.
    """

    __slots__ = ("_keys", "_ranks", "_said")

    def __init__(
        self,
        keys: list[tuple[str, str, str, str]],
        said: list[list[Statement]],
        ranks: Mapping[str, int] | None,
    ) -> None:
        self._keys, self._said, self._ranks = keys, said, ranks

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, place: int) -> RelationDoc: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[RelationDoc, ...]: ...
    def __getitem__(self, place: int | slice) -> RelationDoc | tuple[RelationDoc, ...]:
        if isinstance(place, slice):
            return tuple(self[i] for i in range(*place.indices(len(self))))
        end, start, kind, key = self._keys[place]
        return RelationDoc(kind, start, end, key, fold(self._said[place], self._ranks))

    def at(self, places: Iterable[int]) -> Links:
        """Some of them, in that order."""
        chosen = list(places)
        return Links([self._keys[i] for i in chosen], [self._said[i] for i in chosen], self._ranks)

    def said(self, place: int) -> Sequence[Statement]:
        """The statements of one link in no order, cheaper than `[place].folded.statements`."""
        return self._said[place]

    def props(self) -> Iterator[Mapping[str, Any]]:
        """The folded properties of each link, cheaper than `[i].props`."""
        for said in self._said:
            yield said[0].props if len(said) == 1 else fold(said, self._ranks).props


@contextmanager
def _no_collector() -> Iterator[None]:
    """Without the cycle collector, which would walk millions of new objects again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Immutable columns of the public graph.

    Attributes:
        revision: The store's revision.
        as_of: The day, ISO.
        ids: Canonical party ids, sorted by code point, shape (n,).
        parties: The folded parties, same order (no `about`).
        supplier, buyer: Party indexes of each link, int32, shape (m,). Goods flow supplier → buyer.
        kind: Index into `LINK_KINDS`, uint8, shape (m,).
        share: Of the buyer's purchases, 0 to 1, NaN = unknown, float64, shape (m,).
        confidence: That the link is real, 0 to 1, NaN = not stated, float64, shape (m,).
        tier: Declared tier, int16, 0 = not stated (counts as 1), shape (m,).
        product: Product of each link or "", length m.
        links: The folded link documents, length m: refs and conflicts.
        relations: OWNS, MEMBER_OF, OPERATES.
        findings, assessments, risks, actions: Evidence rows, sorted by (party, key).
        priors: Context rows, sorted by key.
        sources: Source name → (folded properties).
        source_refs: Source name → row.
        keys: Source key → canonical id, for keys that are not their own id.
        assumed: What the pack assumes where links state nothing; the shipped pack's unless one is named.
    """

    revision: int
    as_of: str
    ids: tuple[str, ...]
    parties: tuple[PartyDoc, ...]
    supplier: NDArray[np.int32]
    buyer: NDArray[np.int32]
    kind: NDArray[np.uint8]
    share: NDArray[np.float64]
    confidence: NDArray[np.float64]
    tier: NDArray[np.int16]
    product: tuple[str, ...]
    links: Links
    relations: tuple[RelationDoc, ...]
    findings: tuple[Evidence, ...]
    assessments: tuple[Evidence, ...]
    risks: tuple[Evidence, ...]
    priors: tuple[PriorRow, ...]
    sources: Mapping[str, Source]
    keys: Mapping[str, str]
    assumed: Assumed = field(default_factory=lambda: load_pack().assumed)
    actions: tuple[Evidence, ...] = ()

    @cached_property
    def index(self) -> dict[str, int]:
        """Canonical id → place in `ids`."""
        return {k: i for i, k in enumerate(self.ids)}

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """Group id → ids of its direct members, sorted."""
        out: dict[str, set[str]] = defaultdict(set)
        for r in self.relations:
            if r.kind == "MEMBER_OF":
                out[r.end].add(r.start)
        return {k: tuple(sorted(v)) for k, v in out.items()}

    def find(self, key: str) -> int | None:
        """Place of a party by canonical id or source key; None where there is none."""
        return self.index.get(self.keys.get(key, key))

    def to_networkx(self) -> nx.MultiDiGraph:
        """Give the links as a directed multigraph; see `headwater.graph.researchers.to_networkx`."""
        from headwater.graph.researchers import to_networkx

        return to_networkx(self)

    def to_arrow(self, own: Own | None = None, results: Sequence[Result] = ()) -> dict[str, pa.Table]:
        """Give Arrow tables by name; see `headwater.graph.researchers.to_arrow`. Raises UsageError without pyarrow."""
        from headwater.graph.researchers import to_arrow

        return to_arrow(self, own, results)

    def part(self, places: Iterable[int]) -> Snapshot:
        """Some of the parties with what is said of them and the links among them; all context stays.

        Own risks come out as in the whole; sums over suppliers do for a buyer all of whose suppliers are kept.
        """
        kept = np.unique(np.fromiter(places, np.int64))
        new = np.full(len(self.ids), -1, dtype=np.int32)
        new[kept] = np.arange(len(kept), dtype=np.int32)
        among = np.flatnonzero((new[self.supplier] >= 0) & (new[self.buyer] >= 0))
        ids = tuple(self.ids[i] for i in kept)
        held = set(ids)

        said = {f.name: getattr(self, f.name) for f in fields(self)}
        about: dict[str, Any] = {
            name: tuple(replace(e, party=int(new[e.party])) for e in rows if new[e.party] >= 0)
            for name, rows in said.items()
            if isinstance(rows, tuple) and rows and isinstance(rows[0], Evidence)
        }
        return replace(
            self,
            ids=ids,
            parties=tuple(self.parties[i] for i in kept),
            supplier=new[self.supplier[among]],
            buyer=new[self.buyer[among]],
            kind=self.kind[among],
            share=self.share[among],
            confidence=self.confidence[among],
            tier=self.tier[among],
            product=tuple(self.product[e] for e in among),
            links=self.links.at(among.tolist()),
            relations=tuple(r for r in self.relations if r.start in held and r.end in held),
            keys={k: v for k, v in self.keys.items() if v in held},
            **about,
        )

    @staticmethod
    def of(
        statements: Iterable[Statement],
        *,
        revision: int,
        as_of: str,
        canon: Mapping[str, str],
        ranks: Mapping[str, int] | None = None,
    ) -> Snapshot:
        """Build it from public open statements that hold on `as_of`. O(n log n) in the statements."""
        with _no_collector():
            return Snapshot._of(statements, revision, as_of, canon, ranks)

    @staticmethod
    def _of(
        statements: Iterable[Statement],
        revision: int,
        as_of: str,
        canon: Mapping[str, str],
        ranks: Mapping[str, int] | None,
    ) -> Snapshot:
        named: dict[str, list[Statement]] = defaultdict(list)
        keys: dict[str, str] = {}
        rel: dict[tuple[str, str, str, str], list[Statement]] = defaultdict(list)
        about: list[Statement] = []
        entries: dict[str, list[Statement]] = defaultdict(list)
        sources: dict[str, Statement] = {}
        priors: list[Statement] = []
        get = canon.get
        for s in statements:
            if s.kind in RELATION_KINDS:
                a, b = s.a or "", s.b or ""
                rel[get(b, b), get(a, a), s.kind, s.key].append(s)
            elif s.kind in PARTY_KINDS:
                c = get(s.key, s.key)
                named[c].append(s)
                if c != s.key:
                    keys[s.key] = c
            elif s.kind == SOURCE:
                held = sources.get(s.key)
                if held is None or (s.valid_from or "", s.sha256) > (
                    held.valid_from or "",
                    held.sha256,
                ):
                    sources[s.key] = s
            elif s.kind == PRIOR:
                priors.append(s)
            elif s.kind == ENTRY:
                entries[get(s.a or "", s.a or "")].append(s)
            elif s.kind in ("finding", "assessment", "risk", "action"):
                about.append(s)
        known = (x for k in rel for x in k[:2]) if rel else ()
        for end in chain(known, (get(s.a or "", s.a or "") for s in about)):
            if end not in named:
                named[end] = []
        ids = tuple(sorted(named))
        index = {k: i for i, k in enumerate(ids)}
        parties = propose_countries([party(i, named[i], ranks, about=entries.get(i, ())) for i in ids])

        link_keys = sorted(
            (k for k in rel if k[2] in LINK_INDEX and k[0] != k[1]),
            key=lambda k: (index[k[0]], index[k[1]], LINK_INDEX[k[2]], k[3]),
        )
        links = Links(link_keys, [rel[k] for k in link_keys], ranks)
        others = tuple(
            RelationDoc(k, a, b, p, fold(rel[b, a, k, p], ranks)) for b, a, k, p in sorted(rel) if k not in LINK_INDEX
        )
        m = len(link_keys)
        columns = np.array(
            [(p.get("share", np.nan), p.get("confidence", np.nan), p.get("tier", 0)) for p in links.props()],
            dtype=np.float64,
        ).reshape(m, 3)

        def rows(kind: str) -> tuple[Evidence, ...]:
            mine = [
                Evidence(index[get(s.a or "", s.a or "")], cast(Finding | Assessment | Risk | Action, record(s)), s.ref)
                for s in about
                if s.kind == kind
            ]
            return tuple(sorted(mine, key=lambda e: (e.party, e.record.key, e.ref)))

        return Snapshot(
            revision=revision,
            as_of=as_of,
            ids=ids,
            parties=parties,
            supplier=np.fromiter((index[k[1]] for k in link_keys), np.int32, m),
            buyer=np.fromiter((index[k[0]] for k in link_keys), np.int32, m),
            kind=np.fromiter((LINK_INDEX[k[2]] for k in link_keys), np.uint8, m),
            share=columns[:, 0].copy(),
            confidence=columns[:, 1].copy(),
            tier=columns[:, 2].astype(np.int16),
            product=tuple(k[3] for k in link_keys),
            links=links,
            relations=others,
            findings=rows("finding"),
            assessments=rows("assessment"),
            risks=rows("risk"),
            actions=rows("action"),
            priors=tuple(
                sorted(
                    (PriorRow(cast(Prior, record(s)), s.ref) for s in priors),
                    key=lambda p: (p.record.key, p.ref),
                )
            ),
            sources={k: cast(Source, record(s)) for k, s in sorted(sources.items())},
            keys=keys,
        )


__all__ = ["LINK_INDEX", "Evidence", "Folded", "PriorRow", "Snapshot"]
