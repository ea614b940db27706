"""The snapshot for researchers: a networkx graph, and Arrow tables with their terms inside.

Both hold public facts of one revision and day. Unknown is an absent attribute or null, never 0. Natural persons are
left out. Numbers come along only where the caller hands them over, under the indicator's own name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args

import networkx as nx
import numpy as np
from pydantic import BaseModel

from headwater.graph.errors import UsageError
from headwater.graph.records import LINK_KINDS, Action, Assessment, Finding, PartyKind, Prior, Source
from headwater.graph.risk.own_risk.own import STATES, Own
from headwater.graph.risk.values.result import Result, ScoreRow
from headwater.graph.risk.version import METHOD
from headwater.graph.snapshot import Evidence, Snapshot
from headwater.graph.statements import PartyDoc, Ref

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA = 1
"""Version of the tables' form."""
PARTY_COLUMNS: tuple[str, ...] = (
    "country", "country_proposed", "country_reason", "region", "city", "good", "product", "workers", "chain_end",
)  # fmt: skip
"""Folded properties of a party that the tables and the graph carry."""
_ASIDE = {"provenance", "visibility"}


def to_networkx(snapshot: Snapshot) -> nx.MultiDiGraph:
    """Give the links as a directed multigraph, supplier → buyer.

    Nodes are party ids with `name`, `kind`, `keys` and the known of `PARTY_COLUMNS`. An edge has as key (kind, product)
    and `kind`, `product`, `share`, `confidence`, `tier`, `refs` (file, row and source in words). `graph.graph` holds
    revision, as_of and the sources with licence and attribution. Persons and their links are left out.
    O(parties + links).
    """
    graph = nx.MultiDiGraph(**_head(snapshot))
    persons = _persons(snapshot)
    keys: dict[str, list[str]] = {}
    for key, party_id in sorted(snapshot.keys.items()):
        keys.setdefault(party_id, []).append(key)
    for i, p in enumerate(snapshot.parties):
        if i not in persons:
            graph.add_node(p.id, **_known({"name": p.name, "kind": p.kind, "keys": keys.get(p.id), **_facts(p)}))
    for e in range(len(snapshot.links)):
        u, v = int(snapshot.supplier[e]), int(snapshot.buyer[e])
        if u not in persons and v not in persons:
            row = _known(_link(snapshot, e))
            graph.add_edge(snapshot.ids[u], snapshot.ids[v], key=(row["kind"], snapshot.product[e]), **row)
    return graph


def to_arrow(snapshot: Snapshot, own: Own | None = None, results: Sequence[Result] = ()) -> dict[str, pa.Table]:
    """Give the tables parties, links, findings, assessments, actions, priors, sources.

    With `own` there is own_risk too, with results scores.
    Every schema carries, as JSON under the key `headwater`, schema number, revision, as_of, the sources with licence
    and attribution, and for numbers the day, pack and method. Columns have the same types in every store; shares and
    probabilities are 0 to 1. Rows are in the snapshot's order.

    Raises:
        UsageError: pyarrow isn't installed.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise UsageError("Arrow tables need pyarrow: pip install 'headwater[research]'") from error
    head = _head(snapshot)
    if own is not None:
        head |= {"today": own.today, "pack": own.pack, "method": METHOD}
    said = {"headwater": json.dumps(head, sort_keys=True, ensure_ascii=False)}
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), list: pa.list_(pa.string())}
    return {
        name: pa.Table.from_pylist(
            list(rows), schema=pa.schema([(k, types[kind]) for k, kind in columns.items()], metadata=said)
        )
        for name, (columns, rows) in _tables(snapshot, own, results).items()
    }


_Table = tuple[Mapping[str, type], Iterable[dict[str, Any]]]
"""The plain type of each column, and the rows."""
_REF: Mapping[str, type] = {"source": str, "file": str, "sha256": str, "row": int, "dated": str}
_LINK: Mapping[str, type] = {
    "supplier": str, "buyer": str, "kind": str, "product": str, "share": float, "confidence": float, "tier": int,
    "refs": list,
}  # fmt: skip


def _tables(snapshot: Snapshot, own: Own | None, results: Sequence[Result]) -> dict[str, _Table]:
    """Each table's columns and rows."""
    persons = _persons(snapshot)
    kept = [i for i in range(len(snapshot.ids)) if i not in persons]
    words = dict.fromkeys(("id", "name", "kind", *PARTY_COLUMNS), str) | {"workers": int, "chain_end": bool}
    parties = ({"id": p.id, "name": p.name, "kind": p.kind, **_facts(p)} for p in (snapshot.parties[i] for i in kept))
    tables: dict[str, _Table] = {"parties": (words, parties), "links": (_LINK, _links(snapshot, persons))}
    for name, model, rows in (
        ("findings", Finding, snapshot.findings),
        ("assessments", Assessment, snapshot.assessments),
        ("actions", Action, snapshot.actions),
    ):
        tables[name] = ({**_columns(model), **_REF}, _evidence(snapshot, rows, persons))
    tables["priors"] = ({**_columns(Prior), **_REF}, (_record(p.record) | _row(p.ref) for p in snapshot.priors))
    tables["sources"] = (_columns(Source), (_record(s) for s in snapshot.sources.values()))
    if own is not None:
        numbers = dict.fromkeys(("p", "severity", "s", "s_evidence", "s_context", "low", "high"), float)
        columns: dict[str, type] = {"party": str, "issue": str, **numbers, "state": str, "given": bool}
        tables["own_risk"] = (columns, _own(snapshot, own, kept))
    if results:
        scores = (
            {"indicator": r.indicator, **x.model_dump(mode="json"), "method_version": METHOD}
            for r in results
            for x in r.rows(snapshot)
            if snapshot.index[x.party] not in persons
        )
        tables["scores"] = ({"indicator": str, **_columns(ScoreRow), "method_version": str}, scores)
    return tables


def _columns(model: type[BaseModel]) -> dict[str, type]:
    return {n: _plain(f.annotation) for n, f in model.model_fields.items() if n not in _ASIDE}


def _links(snapshot: Snapshot, persons: set[int]) -> Iterator[dict[str, Any]]:
    for e, (u, v) in enumerate(zip(snapshot.supplier.tolist(), snapshot.buyer.tolist(), strict=True)):
        if not {u, v} & persons:
            yield {"supplier": snapshot.ids[u], "buyer": snapshot.ids[v], **_link(snapshot, e)}


def _head(snapshot: Snapshot) -> dict[str, Any]:
    names = ("title", "publisher", "licence", "redistributable", "attribution", "dated", "fictional")
    sources = {
        key: {n: x for n in names if (x := getattr(s, n)) is not None} for key, s in sorted(snapshot.sources.items())
    }
    return {"schema": SCHEMA, "revision": snapshot.revision, "as_of": snapshot.as_of, "sources": sources}


def _persons(snapshot: Snapshot) -> set[int]:
    return {i for i, p in enumerate(snapshot.parties) if p.kind == PartyKind.PERSON.value}


def _facts(party: PartyDoc) -> dict[str, Any]:
    return {name: getattr(party, name) for name in PARTY_COLUMNS}


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in values.items() if v is not None}


def _link(snapshot: Snapshot, e: int) -> dict[str, Any]:
    share, confidence, tier = snapshot.share[e], snapshot.confidence[e], int(snapshot.tier[e])
    return {
        "kind": LINK_KINDS[snapshot.kind[e]].value,
        "product": snapshot.product[e] or None,
        "share": None if np.isnan(share) else float(share),
        "confidence": None if np.isnan(confidence) else float(confidence),
        "tier": tier or None,
        "refs": [r.words() for r in sorted(set(snapshot.links[e].folded.refs()))],
    }


def _evidence(snapshot: Snapshot, rows: Iterable[Evidence], persons: set[int]) -> Iterable[dict[str, Any]]:
    for e in rows:
        if e.party not in persons:
            yield _record(e.record) | {"party": snapshot.ids[e.party]} | _row(e.ref)


def _record(record: BaseModel) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude=_ASIDE)


def _row(ref: Ref) -> dict[str, Any]:
    return {"source": ref.source, "file": ref.file, "sha256": ref.sha256, "row": ref.row, "dated": ref.dated}


def _own(snapshot: Snapshot, own: Own, kept: Sequence[int]) -> Iterable[dict[str, Any]]:
    names = ("p", "severity", "s", "s_evidence", "s_context", "low", "high")
    for i in kept:
        for k, issue in enumerate(own.issues):
            values = {n: None if np.isnan(x := getattr(own, n)[i, k]) else float(x) for n in names}
            state = STATES[own.state[i, k]].value
            yield {"party": snapshot.ids[i], "issue": issue, **values, "state": state, "given": bool(own.given[i, k])}


def _plain(annotation: Any) -> type:
    """The plain type behind an annotation: of X | None, Annotated, and of Literal or Enum values."""
    if isinstance(annotation, type):
        return str if issubclass(annotation, Enum) else annotation
    first = next((a for a in get_args(annotation) if a is not NoneType), "")
    return str if isinstance(first, str) else _plain(first)


__all__ = ["PARTY_COLUMNS", "SCHEMA", "to_arrow", "to_networkx"]
