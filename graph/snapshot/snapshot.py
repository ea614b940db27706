"""The Snapshot: a viewer's graph at one revision on one day, as columns that the engine reads.

It holds facts with their source rows; no probability, no score. Parties are sorted by id, links by
(buyer, supplier, kind, product), so equal statements give equal arrays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.graph.records import Source
from headwater.graph.snapshot.columns import columns
from headwater.graph.snapshot.rows import Evidence, Links, PriorRow
from headwater.graph.statements import PartyDoc, RelationDoc, Statement
from headwater.graph.vocabulary import load_pack
from headwater.graph.vocabulary.pack import Assumed


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Immutable columns of the graph as one viewer sees it.

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
        """Build it from a viewer's open statements that hold on `as_of`. O(n log n) in the statements."""
        return Snapshot(revision=revision, as_of=as_of, **columns(statements, canon, ranks))
