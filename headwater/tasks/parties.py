"""Search, and one company or facility with everything that is said about it and by whom."""

from __future__ import annotations

from dataclasses import replace

from headwater.graph.countries import country_name
from headwater.graph.records import RelationKind
from headwater.graph.statements import PartyDoc, RelationDoc
from headwater.tasks.documents import (
    ConflictDocument,
    FindDocument,
    HitDocument,
    PartyDocument,
    PropertyDocument,
    RefDocument,
    RelationDocument,
    StatementDocument,
)
from headwater.tasks.workspace import Workspace

MAX_HITS = 200
"""Most search results in one answer."""


def find(
    workspace: Workspace, text: str, *, kind: str | None = None, limit: int = 20, as_of: str | None = None
) -> FindDocument:
    """Search companies and facilities by name, alias or id."""
    hits = workspace.store.find(
        text, viewer=workspace.viewer, as_of=workspace.day(as_of), kind=kind, limit=max(1, min(limit, MAX_HITS))
    )
    shown = tuple(HitDocument(id=h.id, name=h.name, kind=h.kind, country=h.country, why=h.why) for h in hits)
    return FindDocument(text=text, revision=workspace.store.revision(viewer=workspace.viewer), hits=shown)


def country_words(doc: PartyDoc) -> str:
    """The country in words; a proposal says that it is one, unknown says unknown.

    A proposed country is never written as fact.
    """
    if code := doc.props.get("country"):
        return country_name(code) or code
    if code := doc.props.get("country_proposed"):
        reason = doc.props.get("country_reason", "no reason kept")
        return f"unknown (proposed: {country_name(code) or code}, because {reason})"
    return "unknown"


def show(workspace: Workspace, text: str, *, as_of: str | None = None) -> PartyDocument:
    """One company or facility: properties with who says so, relations, findings, statements."""
    revision = workspace.store.revision(viewer=workspace.viewer)
    doc = _with_proposal(workspace, workspace.doc(text, as_of=as_of), as_of)
    day = workspace.day(as_of)
    relations = workspace.store.neighbours([doc.id], direction="both", viewer=workspace.viewer, as_of=day)
    ends = {x for r in relations for x in (r.start, r.end)}
    others = workspace.store.get(sorted(ends), viewer=workspace.viewer, as_of=day)
    folded = doc.folded
    properties = tuple(
        PropertyDocument(
            name=name,
            value=value,
            said_by=tuple(RefDocument.of(folded.statements[i].ref) for i in folded.by[name]),
            conflicts=tuple(
                ConflictDocument(value=v, said_by=RefDocument.of(folded.statements[i].ref))
                for v, i in folded.conflicts.get(name, ())
            ),
        )
        for name, value in sorted(folded.props.items())
    )
    return PartyDocument(
        id=doc.id,
        keys=doc.keys,
        kind=doc.kind,
        name=doc.name,
        country=doc.props.get("country"),
        country_words=country_words(doc),
        revision=revision,
        as_of=day,
        properties=properties,
        why_one_party=tuple(f"{a} and {b}: {why}" for a, b, why in doc.links),
        relations=tuple(_relation(r, others) for r in relations if {r.start, r.end} <= others.keys()),
        about=tuple(StatementDocument.of(s) for s in doc.about),
        statements=tuple(StatementDocument.of(s) for s in folded.statements),
    )


def _with_proposal(workspace: Workspace, doc: PartyDoc, as_of: str | None) -> PartyDoc:
    """The document with the country that a namesake proposes, where nobody states one."""
    if doc.props.get("country") or doc.props.get("country_proposed"):
        return doc
    snapshot, _ = workspace.picture(as_of)
    at = snapshot.find(doc.id)
    proposed = {} if at is None else snapshot.parties[at].props
    if "country_proposed" not in proposed:
        return doc
    more = {k: proposed[k] for k in ("country_proposed", "country_reason")}
    folded = replace(doc.folded, props={**doc.folded.props, **more}, by={**doc.folded.by, **{key: [] for key in more}})
    return replace(doc, folded=folded)


def _relation(r: RelationDoc, names: dict[str, PartyDoc]) -> RelationDocument:
    return RelationDocument(
        kind=RelationKind(r.kind).value,
        start=r.start,
        start_name=names[r.start].name,
        end=r.end,
        end_name=names[r.end].name,
        product=r.props.get("product"),
        share=r.props.get("share"),
        confidence=r.props.get("confidence"),
        tier=r.props.get("tier"),
        rows=tuple(RefDocument.of(x) for x in r.folded.refs()),
    )
