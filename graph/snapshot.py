"""The Snapshot: the public graph at one revision on one day, as columns that the engine reads.

It holds facts with their source rows; no probability, no score. Parties are sorted by id, links by
(buyer, supplier, kind, product), so equal statements give equal arrays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from headwater.graph.records import LINK_KINDS, Assessment, Finding, Prior, Risk, Source
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

LINK_INDEX = {k.value: i for i, k in enumerate(LINK_KINDS)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding, assessment or given risk, at the party with index `party`, with its row."""

    party: int
    record: Finding | Assessment | Risk
    ref: Ref


@dataclass(frozen=True, slots=True)
class PriorRow:
    """One row of context, with its row in the source."""

    record: Prior
    ref: Ref


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
        findings, assessments, risks: Evidence rows, sorted by (party, key).
        priors: Context rows, sorted by key.
        sources: Source name → (folded properties).
        source_refs: Source name → row.
        keys: Source key → canonical id, for keys that are not their own id.
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
    links: tuple[RelationDoc, ...]
    relations: tuple[RelationDoc, ...]
    findings: tuple[Evidence, ...]
    assessments: tuple[Evidence, ...]
    risks: tuple[Evidence, ...]
    priors: tuple[PriorRow, ...]
    sources: Mapping[str, Source]
    keys: Mapping[str, str]

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

    @staticmethod
    def of(
        statements: Iterable[Statement],
        *,
        revision: int,
        as_of: str,
        canon: Mapping[str, str],
        ranks: Mapping[str, int] | None = None,
    ) -> Snapshot:
        """Build it from public open statements that hold on `as_of`. O(statements)."""
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
            elif s.kind in ("finding", "assessment", "risk"):
                about.append(s)
        for b, a, _, _ in rel:
            named.setdefault(a, [])
            named.setdefault(b, [])
        for s in about:
            named.setdefault(get(s.a or "", s.a or ""), [])
        ids = tuple(sorted(named))
        index = {k: i for i, k in enumerate(ids)}
        parties = tuple(party(i, named[i], ranks, about=entries.get(i, ())) for i in ids)

        link_keys = sorted(
            (k for k in rel if k[2] in LINK_INDEX and k[0] != k[1]),
            key=lambda k: (index[k[0]], index[k[1]], LINK_INDEX[k[2]], k[3]),
        )
        docs = tuple(RelationDoc(k, a, b, p, fold(rel[b, a, k, p], ranks)) for b, a, k, p in link_keys)
        others = tuple(
            RelationDoc(k, a, b, p, fold(rel[b, a, k, p], ranks)) for b, a, k, p in sorted(rel) if k not in LINK_INDEX
        )

        def column(name: str, unknown: float) -> NDArray[np.float64]:
            return np.array([d.folded.props.get(name, unknown) for d in docs], dtype=np.float64)

        def rows(kind: str) -> tuple[Evidence, ...]:
            mine = [Evidence(index[get(s.a or "", s.a or "")], record(s), s.ref) for s in about if s.kind == kind]
            return tuple(sorted(mine, key=lambda e: (e.party, e.record.key, e.ref)))

        return Snapshot(
            revision=revision,
            as_of=as_of,
            ids=ids,
            parties=parties,
            supplier=np.array([index[d.start] for d in docs], dtype=np.int32),
            buyer=np.array([index[d.end] for d in docs], dtype=np.int32),
            kind=np.array([LINK_INDEX[d.kind] for d in docs], dtype=np.uint8),
            share=column("share", np.nan),
            confidence=column("confidence", np.nan),
            tier=column("tier", 0).astype(np.int16),
            product=tuple(d.key for d in docs),
            links=docs,
            relations=others,
            findings=rows("finding"),
            assessments=rows("assessment"),
            risks=rows("risk"),
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
