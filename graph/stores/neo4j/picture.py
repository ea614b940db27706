"""The graph as people read it in Cypher: labels and relations made of the public statements of one day.

::

    (:Brand)<-[:SUPPLIES]-(:Supplier)<-[:SUBCONTRACTS_FOR]-(:Subcontractor)-[:HAS_FINDING]->(:Finding)-[:FROM]->(:Source)
    (:Group)-[:OWNS]->(:Supplier)-[:OPERATES]->(:Facility)-[:IN]->(:Country)   (:Recruiter)-[:RECRUITS_FOR]->(:Facility)

A pure function of the snapshot. A party's labels are its kind (`Facility`, `Organisation`, `Brand`,
`Group`; none for a stub) and its roles, which follow from relations: `Supplier` (supplies, has a
subcontractor, or operates a facility that does), `Buyer`, `Subcontractor`, `Recruiter`. All are `Party`;
every node drawn here is `Headwater`, has a `view_id`, and a `stamp` of its content. Only a stated
country makes IN; a proposed one stays a property of that name. Natural persons are never drawn.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from headwater.graph.records import Finding
from headwater.graph.snapshot import Evidence, Snapshot
from headwater.graph.statements import PartyDoc, RelationDoc, dumps

KIND_LABELS: Mapping[str, str] = {
    "organisation": "Organisation",
    "facility": "Facility",
    "brand": "Brand",
    "group": "Group",
}
ROLE_LABELS: tuple[str, ...] = ("Supplier", "Buyer", "Subcontractor", "Recruiter")
LABELS: tuple[str, ...] = ("Party", *KIND_LABELS.values(), *ROLE_LABELS, "Finding", "Source", "Country")
"""Every label that a drawn node can have, beside `Headwater`."""
TYPES: tuple[str, ...] = (
    "SUPPLIES", "SUBCONTRACTS_FOR", "RECRUITS_FOR", "OWNS", "MEMBER_OF", "OPERATES", "HAS_FINDING", "FROM", "IN",
)  # fmt: skip
"""Every type that a drawn relation can have."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: `view_id` is unique, `labels` sorted, `props` holds scalars and lists of text."""

    view_id: str
    labels: tuple[str, ...]
    props: Mapping[str, Any]

    @property
    def stamp(self) -> str:
        """Of the content."""
        return _digest(dumps([self.labels, dict(self.props)]))


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes by their `view_id`; `key` tells several of one pair and type apart."""

    type: str
    start: str
    end: str
    key: str
    props: Mapping[str, Any]

    @property
    def view_id(self) -> str:
        """Of the relation."""
        return _digest(dumps([self.type, self.start, self.end, self.key]))

    @property
    def stamp(self) -> str:
        """Of the content."""
        return _digest(dumps(dict(self.props)))


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be drawn, and of which revision and day."""

    revision: int
    as_of: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @staticmethod
    def of(snapshot: Snapshot) -> Picture:
        """Make it from a snapshot. O(parties + links + findings)."""
        roles = _roles((*snapshot.links, *snapshot.relations))
        shown = {p.id for p in snapshot.parties if p.kind != "person"}
        nodes: dict[str, Node] = {}
        edges: dict[tuple[str, str, str, str], Edge] = {}

        def node(view_id: str, labels: Iterable[str], props: Mapping[str, Any]) -> None:
            nodes.setdefault(view_id, Node(view_id, tuple(sorted(labels)), props))

        def edge(kind: str, start: str, end: str, key: str = "", props: Mapping[str, Any] | None = None) -> None:
            edges.setdefault((kind, start, end, key), Edge(kind, start, end, key, props or {}))

        for name, source in snapshot.sources.items():
            said = source.model_dump(mode="json", exclude_none=True, exclude={"provenance", "visibility", "key"})
            node(f"source {name}", ["Source"], {"name": name, **_flat(said)})
        for p in snapshot.parties:
            if p.id not in shown:
                continue
            kind = [KIND_LABELS[p.kind]] if p.kind in KIND_LABELS else []
            node(f"party {p.id}", ["Party", *kind, *roles.get(p.id, ())], _party(p))
            country = p.country
            if country is not None:
                node(f"country {country}", ["Country"], {"code": country, "name": country})
                edge("IN", f"party {p.id}", f"country {country}")
        for r in (*snapshot.links, *snapshot.relations):
            if r.start in shown and r.end in shown and r.start != r.end:
                edge(r.kind, f"party {r.start}", f"party {r.end}", r.key, _relation(r))
        for e in snapshot.findings:
            party = snapshot.ids[e.party]
            if isinstance(e.record, Finding) and party in shown:
                view_id = f"finding {_digest(dumps([party, e.ref.source, e.record.key]))}"
                node(view_id, ["Finding"], _finding(e, e.record))
                node(f"source {e.ref.source}", ["Source"], {"name": e.ref.source})
                edge("HAS_FINDING", f"party {party}", view_id)
                edge("FROM", view_id, f"source {e.ref.source}")
        return Picture(
            snapshot.revision,
            snapshot.as_of,
            tuple(nodes[k] for k in sorted(nodes)),
            tuple(edges[k] for k in sorted(edges)),
        )


def _roles(relations: Iterable[RelationDoc]) -> dict[str, set[str]]:
    """Roles of each party that has any."""
    out: dict[str, set[str]] = defaultdict(set)
    operates: list[RelationDoc] = []
    for r in relations:
        if r.kind == "SUPPLIES":
            out[r.start].add("Supplier")
            out[r.end].add("Buyer")
        elif r.kind == "SUBCONTRACTS_FOR":
            out[r.start].add("Subcontractor")
            out[r.end].add("Supplier")
        elif r.kind == "RECRUITS_FOR":
            out[r.start].add("Recruiter")
        elif r.kind == "OPERATES":
            operates.append(r)
    suppliers = {k for k, v in out.items() if "Supplier" in v}
    for r in operates:
        if r.end in suppliers:
            out[r.start].add("Supplier")
    return out


def _party(p: PartyDoc) -> dict[str, Any]:
    """Properties of a party; `name` is what the Browser writes on it."""
    sources = sorted({s.source for s in p.folded.statements})
    return _flat(p.props) | {"id": p.id, "name": p.name, "kind": p.kind, "keys": list(p.keys), "sources": sources}


def _relation(r: RelationDoc) -> dict[str, Any]:
    """Properties of a relation: share, product, since, until, confidence, tier, where known."""
    return _flat(r.props) | {"sources": sorted({s.source for s in r.folded.statements})}


def _finding(e: Evidence, record: Finding) -> dict[str, Any]:
    """Properties of a finding, with its source row."""
    said = record.model_dump(mode="json", exclude_none=True, exclude={"provenance", "visibility", "party"})
    name = f"{record.point}: {record.kind.value}"
    return _flat(said) | {"name": name, "file": e.ref.file, "row": e.ref.row}


def _flat(props: Mapping[str, Any]) -> dict[str, Any]:
    """What Neo4j takes as a property: scalars, lists of text; nothing that is unknown, no maps."""
    out: dict[str, Any] = {}
    for k, v in props.items():
        if isinstance(v, bool | int | float | str):
            out[k] = v
        elif isinstance(v, list | tuple) and v:
            out[k] = [x if isinstance(x, str) else dumps(x) for x in v]
    return out


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
