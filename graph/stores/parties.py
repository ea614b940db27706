"""Search, and one company or facility with everything that is said about it and by whom: documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic import JsonValue

from headwater.graph.countries import country_name
from headwater.graph.documents import Answer, Document, Header, SourceRow
from headwater.graph.records import RelationKind
from headwater.graph.statements import PartyDoc, RelationDoc, Statement
from headwater.graph.stores.base import Hit


class StatementDocument(Document):
    """What one row says."""

    kind: str
    key: str
    start: str | None
    end: str | None
    value: dict[str, JsonValue]
    """By the record's own field; what the row doesn't say is absent."""
    valid_from: str | None
    valid_to: str | None
    row: SourceRow

    @classmethod
    def of(cls, st: Statement) -> StatementDocument:
        """The document of a stored statement."""
        return cls(
            kind=st.kind,
            key=st.key,
            start=st.a,
            end=st.b,
            value=st.props,
            valid_from=st.valid_from,
            valid_to=st.valid_to,
            row=SourceRow.of(st.ref),
        )


class ConflictDocument(Document):
    """Another value of a property, and the row that says so."""

    value: JsonValue
    said_by: SourceRow


class PropertyDocument(Document):
    """One property: its value, who says so, and who says otherwise."""

    name: str
    value: JsonValue
    said_by: tuple[SourceRow, ...]
    """Empty for what is inferred and said by no row: a proposed country."""
    conflicts: tuple[ConflictDocument, ...] = ()


class RelationDocument(Document):
    """One relation of the party shown: goods flow start → end."""

    kind: str
    start: str
    start_name: str
    end: str
    end_name: str
    product: str | None
    share: float | None
    confidence: float | None
    tier: int | None
    rows: tuple[SourceRow, ...]


class PartyDocument(Answer):
    """One company or facility with its statements, sources and dates."""

    id: str
    keys: tuple[str, ...]
    kind: str
    name: str
    country: str | None
    country_words: str
    properties: tuple[PropertyDocument, ...]
    why_one_party: tuple[str, ...]
    relations: tuple[RelationDocument, ...]
    about: tuple[StatementDocument, ...]
    """Findings, assessments, actions, entries and whatever else is said about it."""
    titles: dict[str, str]
    """What people call the issues and compliance points in `about`, by id."""
    statements: tuple[StatementDocument, ...]


class HitDocument(Document):
    """One search result, with why it matched."""

    id: str
    name: str
    kind: str
    country: str | None
    why: str


class FindDocument(Answer):
    """Search results, best first."""

    text: str
    hits: tuple[HitDocument, ...]


def found(text: str, hits: Iterable[Hit], *, header: Header) -> FindDocument:
    """The document of search results."""
    said = tuple(HitDocument(id=h.id, name=h.name, kind=h.kind, country=h.country, why=h.why) for h in hits)
    return FindDocument(header=header, text=text, hits=said)


def describe_party(
    doc: PartyDoc,
    relations: Sequence[RelationDoc],
    others: Mapping[str, PartyDoc],
    *,
    header: Header,
    titles: Mapping[str, str],
) -> PartyDocument:
    """The document of one company or facility.

    Args:
        doc: As the viewer sees it.
        relations: Those at it, sorted.
        others: The parties at their ends, by canonical id; a relation to one that isn't there is left out.
        header: On what it rests.
        titles: Titles of issues and compliance points by id; those that are spoken of are kept.
    """
    folded = doc.folded
    spoken = {str(s.props[k]) for s in doc.about for k in ("issue", "point") if k in s.props}
    return PartyDocument(
        header=header,
        id=doc.id,
        keys=doc.keys,
        kind=doc.kind,
        name=doc.name,
        country=doc.country,
        country_words=_country_words(doc),
        properties=tuple(
            PropertyDocument(
                name=name,
                value=value,
                said_by=tuple(SourceRow.of(folded.statements[i].ref) for i in folded.by[name]),
                conflicts=tuple(
                    ConflictDocument(value=v, said_by=SourceRow.of(folded.statements[i].ref))
                    for v, i in folded.conflicts.get(name, ())
                ),
            )
            for name, value in sorted(folded.props.items())
        ),
        why_one_party=tuple(f"{a} and {b}: {why}" for a, b, why in doc.links),
        relations=tuple(_relation(r, others) for r in relations if {r.start, r.end} <= others.keys()),
        about=tuple(StatementDocument.of(s) for s in doc.about),
        titles={k: titles[k] for k in sorted(spoken & titles.keys())},
        statements=tuple(StatementDocument.of(s) for s in folded.statements),
    )


def _country_words(doc: PartyDoc) -> str:
    """The country in words; a proposal says that it is one, unknown says unknown: it is never written as fact."""
    if code := doc.country:
        return country_name(code) or code
    if code := doc.country_proposed:
        reason = doc.country_reason or "no reason kept"
        return f"unknown (proposed: {country_name(code) or code}, because {reason})"
    return "unknown"


def _relation(r: RelationDoc, names: Mapping[str, PartyDoc]) -> RelationDocument:
    return RelationDocument(
        kind=RelationKind(r.kind).value,
        start=r.start,
        start_name=names[r.start].name,
        end=r.end,
        end_name=names[r.end].name,
        product=r.product,
        share=r.share,
        confidence=r.confidence,
        tier=r.tier,
        rows=tuple(SourceRow.of(x) for x in r.folded.refs()),
    )


__all__ = [
    "ConflictDocument", "FindDocument", "HitDocument", "PartyDocument", "PropertyDocument", "RelationDocument",
    "StatementDocument", "describe_party", "found",
]  # fmt: skip
