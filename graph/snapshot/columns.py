"""The columns of a snapshot, made of statements: sorted by subject, folded, then laid out by index."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, cast

import numpy as np

from headwater.graph.records import (
    ENTRY,
    EVIDENCE_KINDS,
    LINK_INDEX,
    PARTY_KINDS,
    PRIOR,
    RELATION_KINDS,
    SOURCE,
    Action,
    Assessment,
    Finding,
    Prior,
    Risk,
    Source,
)
from headwater.graph.resolution.samename import propose_countries
from headwater.graph.snapshot.rows import Evidence, Links, PriorRow
from headwater.graph.statements import RelationDoc, Statement, fold, party, record

_End = tuple[str, str, str, str]
"""Of a relation: end, start, kind, key."""


@dataclass(slots=True)
class _Sorted:
    """The statements by what they are about, under canonical ids."""

    named: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[str, str] = field(default_factory=dict)
    relations: dict[_End, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    about: dict[str, list[tuple[str, Statement]]] = field(default_factory=lambda: defaultdict(list))
    entries: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    sources: dict[str, Statement] = field(default_factory=dict)
    priors: list[Statement] = field(default_factory=list)


def columns(
    statements: Iterable[Statement], canon: Mapping[str, str], ranks: Mapping[str, int] | None
) -> dict[str, Any]:
    """Give the fields of a snapshot but revision and day. O(n log n) in the statements."""
    with _no_collector():
        said = _sorted(statements, canon)
        ids = tuple(sorted(said.named))
        index = {k: i for i, k in enumerate(ids)}
        folded = [party(i, said.named[i], ranks, about=said.entries.get(i, ())) for i in ids]
        return {
            "ids": ids,
            "parties": propose_countries(folded),
            "keys": said.keys,
            **_links(said.relations, index, ranks),
            **{name: _evidence(said.about[kind], index) for kind, name in _SHOWN.items()},
            "priors": tuple(
                sorted(
                    (PriorRow(cast(Prior, record(s)), s.ref) for s in said.priors), key=lambda p: (p.record.key, p.ref)
                )
            ),
            "sources": {k: cast(Source, record(s)) for k, s in sorted(said.sources.items())},
        }


_SHOWN = {k: f"{k}s" for k in sorted(EVIDENCE_KINDS)}
"""Kind of evidence → the field that holds it."""


def _sorted(statements: Iterable[Statement], canon: Mapping[str, str]) -> _Sorted:
    out = _Sorted()
    named, rel, get = out.named, out.relations, canon.get
    for s in statements:
        if s.kind in RELATION_KINDS:
            a, b = s.a or "", s.b or ""
            rel[get(b, b), get(a, a), s.kind, s.key].append(s)
        elif s.kind in PARTY_KINDS:
            c = get(s.key, s.key)
            named[c].append(s)
            if c != s.key:
                out.keys[s.key] = c
        elif s.kind == SOURCE:
            held = out.sources.get(s.key)
            if held is None or (s.valid_from or "", s.sha256) > (held.valid_from or "", held.sha256):
                out.sources[s.key] = s
        elif s.kind == PRIOR:
            out.priors.append(s)
        elif s.kind == ENTRY:
            out.entries[get(s.a or "", s.a or "")].append(s)
        elif s.kind in EVIDENCE_KINDS:
            out.about[s.kind].append((get(s.a or "", s.a or ""), s))
    ends = (x for k in rel for x in k[:2])
    for end in chain(ends, (i for rows in out.about.values() for i, _ in rows)):
        if end not in named:
            named[end] = []
    return out


def _links(
    rel: Mapping[_End, list[Statement]], index: Mapping[str, int], ranks: Mapping[str, int] | None
) -> dict[str, Any]:
    """The links' columns and documents, and the other relations."""
    keys = sorted(
        (k for k in rel if k[2] in LINK_INDEX and k[0] != k[1]),
        key=lambda k: (index[k[0]], index[k[1]], LINK_INDEX[k[2]], k[3]),
    )
    links, m = Links(keys, [rel[k] for k in keys], ranks), len(keys)
    numbers = np.array(
        [(p.get("share", np.nan), p.get("confidence", np.nan), p.get("tier", 0)) for p in links.props()],
        dtype=np.float64,
    ).reshape(m, 3)
    return {
        "supplier": np.fromiter((index[k[1]] for k in keys), np.int32, m),
        "buyer": np.fromiter((index[k[0]] for k in keys), np.int32, m),
        "kind": np.fromiter((LINK_INDEX[k[2]] for k in keys), np.uint8, m),
        "share": numbers[:, 0].copy(),
        "confidence": numbers[:, 1].copy(),
        "tier": numbers[:, 2].astype(np.int16),
        "product": tuple(k[3] for k in keys),
        "links": links,
        "relations": tuple(
            RelationDoc(k, a, b, p, fold(rel[b, a, k, p], ranks)) for b, a, k, p in sorted(rel) if k not in LINK_INDEX
        ),
    }


def _evidence(rows: Iterable[tuple[str, Statement]], index: Mapping[str, int]) -> tuple[Evidence, ...]:
    made = (Evidence(index[i], cast(Finding | Assessment | Risk | Action, record(s)), s.ref) for i, s in rows)
    return tuple(sorted(made, key=lambda e: (e.party, e.record.key, e.ref)))


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
