"""The graph as people read it in Cypher: labels and relations made of the public statements of one day.

::

    (:Brand)<-[:SUPPLIES]-(:Supplier)<-[:SUBCONTRACTS_FOR]-(:Subcontractor)-[:HAS_FINDING]->(:Finding)-[:FROM]->(:Source)
    (:Group)-[:OWNS]->(:Supplier)-[:OPERATES]->(:Facility)-[:IN]->(:Country)   (:Recruiter)-[:RECRUITS_FOR]->(:Facility)
    (:Facility)-[:HAS_ASSESSMENT]->(:Assessment)   (:Facility)-[:HAS_ACTION]->(:Action)-[:ANSWERS]->(:Finding)
    (:Former)-[:SUPPLIED]->(:Brand)

A pure function of the snapshot and of what held before (`past.py`). A party's labels are its kind (`Facility`,
`Organisation`, `Brand`, `Group`; none for a stub) and its roles, which follow from relations: `Supplier` (supplies, has
a subcontractor, or operates a facility that does), `Buyer`, `Subcontractor`, `Recruiter`. All are `Party`, but for
`Former` ones, which only relations that ended name. Every node drawn here is `Headwater`, has a `view_id`, and a
`stamp` of its content. Only a stated country makes IN; a proposed one stays a property of that name. Natural persons
and complaints are never drawn. What each says: `properties.py`; for readers docs/cypher.md.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from headwater.graph.records import Action, Assessment, Finding
from headwater.graph.snapshot import Evidence, Snapshot
from headwater.graph.statements import PartyDoc, RelationDoc, dumps
from headwater.graph.stores.neo4j import properties
from headwater.graph.stores.neo4j.past import Past

FORM = 2
"""Version of the picture's form: one drawn in another is drawn anew, with its indexes."""
KIND_LABELS: Mapping[str, str] = {
    "organisation": "Organisation",
    "facility": "Facility",
    "brand": "Brand",
    "group": "Group",
}
ROLE_LABELS: tuple[str, ...] = ("Supplier", "Buyer", "Subcontractor", "Recruiter")
RECORD_LABELS: tuple[str, ...] = ("Finding", "Assessment", "Action")
LABELS: tuple[str, ...] = (
    "Party", *KIND_LABELS.values(), *ROLE_LABELS, *RECORD_LABELS, "Source", "Country", "Former",
)  # fmt: skip
"""Every label that a drawn node can have, beside `Headwater`."""
ENDED: Mapping[str, str] = {
    "SUPPLIES": "SUPPLIED",
    "SUBCONTRACTS_FOR": "SUBCONTRACTED_FOR",
    "RECRUITS_FOR": "RECRUITED_FOR",
    "OWNS": "OWNED",
    "MEMBER_OF": "WAS_MEMBER_OF",
    "OPERATES": "OPERATED",
}
"""Kind of a relation → its type once it holds no more."""
TYPES: tuple[str, ...] = (
    *ENDED, *ENDED.values(), "HAS_FINDING", "HAS_ASSESSMENT", "HAS_ACTION", "ANSWERS", "FROM", "IN",
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
    def of(snapshot: Snapshot, past: Past | None = None) -> Picture:
        """Make it from a snapshot, and from what held before its day. O(parties + relations + evidence)."""
        drawing, former = _Drawing(), past or Past()
        for name, source in snapshot.sources.items():
            drawing.node(f"source {name}", ["Source"], properties.of_source(name, source))
        roles = _roles((*snapshot.links, *snapshot.relations))
        shown = {p.id for p in snapshot.parties if p.kind != "person"}
        for p in snapshot.parties:
            if p.id in shown:
                drawing.party(p, ["Party", *roles.get(p.id, ())])
        for p in former.parties:
            if p.kind != "person":
                drawing.party(p, ["Former"])
                shown.add(p.id)
        for r in (*snapshot.links, *snapshot.relations):
            if r.start in shown and r.end in shown and r.start != r.end:
                said = properties.of_relation(r, _first(r, former))
                drawing.edge(r.kind, f"party {r.start}", f"party {r.end}", r.key, said)
        for r in former.relations:
            if r.start in shown and r.end in shown:
                said = properties.of_ended(r, _first(r, former))
                drawing.edge(ENDED[r.kind], f"party {r.start}", f"party {r.end}", r.key, said)
        drawing.evidence(snapshot, shown)
        nodes, edges = drawing.nodes, drawing.edges
        return Picture(
            snapshot.revision,
            snapshot.as_of,
            tuple(nodes[k] for k in sorted(nodes)),
            tuple(edges[k] for k in sorted(edges)),
        )


class _Drawing:
    """Nodes and relations as they are put down; of several with one id the first stays."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, str, str, str], Edge] = {}

    def node(self, view_id: str, labels: Iterable[str], props: Mapping[str, Any]) -> None:
        self.nodes.setdefault(view_id, Node(view_id, tuple(sorted(labels)), props))

    def edge(self, kind: str, start: str, end: str, key: str = "", props: Mapping[str, Any] | None = None) -> None:
        self.edges.setdefault((kind, start, end, key), Edge(kind, start, end, key, props or {}))

    def party(self, p: PartyDoc, labels: Iterable[str]) -> None:
        """A party, with its stated country."""
        kind = [KIND_LABELS[p.kind]] if p.kind in KIND_LABELS and "Former" not in labels else []
        self.node(f"party {p.id}", [*labels, *kind], properties.of_party(p))
        if p.country is not None:
            self.node(f"country {p.country}", ["Country"], properties.of_country(p.country))
            self.edge("IN", f"party {p.id}", f"country {p.country}")

    def evidence(self, snapshot: Snapshot, shown: set[str]) -> None:
        """Findings, assessments and actions of those who are shown, each with its source."""
        seen: Counter[str] = Counter()
        found: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
        rows: tuple[Evidence, ...] = (*snapshot.findings, *snapshot.assessments, *snapshot.actions)
        for e in rows:
            party, record = snapshot.ids[e.party], e.record
            if not isinstance(record, Finding | Assessment | Action) or party not in shown:
                continue
            what = type(record).__name__
            said = [party, e.ref.source, record.key]
            seen[dumps([what, *said])] += 1
            number = seen[dumps([what, *said])]  # rows of one key are reports of their own
            view_id = f"{what.lower()} {_digest(dumps(said if number == 1 else [*said, number]))}"
            self.node(view_id, [what], properties.of_evidence(record, e.ref))
            self.node(f"source {e.ref.source}", ["Source"], {"name": e.ref.source})
            self.edge(f"HAS_{what.upper()}", f"party {party}", view_id)
            self.edge("FROM", view_id, f"source {e.ref.source}")
            if isinstance(record, Finding):
                found[party].append((view_id, record))
            elif isinstance(record, Action):
                for finding, it in found[party]:
                    if _answers(record, it):
                        self.edge("ANSWERS", view_id, finding)


def _answers(action: Action, finding: Finding) -> bool:
    """Whether an action answers a finding at its party that isn't closed.

    One that names a finding or an event answers that one only; another answers all of its issue.
    """
    return (
        finding.status != "closed"
        and action.finding in (None, finding.key)
        and action.event in (None, finding.event)
        and (action.issue == finding.issue or (action.issue is None and bool(action.finding or action.event)))
    )


def _first(r: RelationDoc, past: Past) -> str | None:
    """The first day on which a source said it; None: none is dated."""
    days = [s.valid_from for s in r.folded.statements if s.valid_from]
    before = past.since.get((r.kind, r.start, r.end, r.key))
    return min([*days, *([before] if before else [])], default=None)


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


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
