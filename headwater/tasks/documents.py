"""The documents that the command line prints with --json and the API serves, under the same names."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from headwater.graph.statements import Ref, Statement


class Document(BaseModel):
    """The base: frozen; None means unknown or not computed, never zero."""

    model_config = ConfigDict(frozen=True)


class RefDocument(Document):
    """A source row."""

    source: str
    file: str
    sha256: str
    row: int
    dated: str | None

    @classmethod
    def of(cls, ref: Ref) -> RefDocument:
        """From the stored form."""
        return cls(source=ref.source, file=ref.file, sha256=ref.sha256, row=ref.row, dated=ref.dated)

    def words(self) -> str:
        """In words: file, row, source and date."""
        return Ref(self.source, self.file, self.sha256, self.row, self.dated).words()


class StatementDocument(Document):
    """What one row says."""

    kind: str
    key: str
    start: str | None
    end: str | None
    value: dict[str, Any]
    valid_from: str | None
    valid_to: str | None
    row: RefDocument

    @classmethod
    def of(cls, st: Statement) -> StatementDocument:
        """From the stored form."""
        return cls(
            kind=st.kind,
            key=st.key,
            start=st.a,
            end=st.b,
            value=st.props,
            valid_from=st.valid_from,
            valid_to=st.valid_to,
            row=RefDocument.of(st.ref),
        )


class PropertyDocument(Document):
    """One property: its value, who says so, and who says otherwise."""

    name: str
    value: Any
    said_by: tuple[RefDocument, ...]
    conflicts: tuple[ConflictDocument, ...] = ()


class ConflictDocument(Document):
    """Another value of a property, and the row that says so."""

    value: Any
    said_by: RefDocument


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
    rows: tuple[RefDocument, ...]


class PartyDocument(Document):
    """One company or facility with its statements, sources and dates."""

    id: str
    keys: tuple[str, ...]
    kind: str
    name: str
    country: str | None
    country_words: str
    revision: int
    as_of: str
    properties: tuple[PropertyDocument, ...]
    why_one_party: tuple[str, ...]
    relations: tuple[RelationDocument, ...]
    about: tuple[StatementDocument, ...]
    statements: tuple[StatementDocument, ...]


class HitDocument(Document):
    """One search result, with why it matched."""

    id: str
    name: str
    kind: str
    country: str | None
    why: str


class FindDocument(Document):
    """Search results, best first."""

    text: str
    revision: int
    hits: tuple[HitDocument, ...]


class LoadDocument(Document):
    """What came of loading one source: rows = accepted + unchanged + quarantined."""

    source: str
    format: str
    revision: int
    dated: str | None
    sha256: str
    rows: int
    accepted: int
    unchanged: int
    quarantined: int
    warnings: int
    codes: dict[str, int]
    opened: int
    closed: int
    no_op: bool
    dry_run: bool
    quarantine_file: str | None
    notes: tuple[str, ...]


class LoadLogDocument(Document):
    """The load log."""

    revision: int
    loads: tuple[dict[str, Any], ...]


class ReviewDocument(Document):
    """Keys that may be one party: for a person to decide."""

    revision: int
    items: tuple[dict[str, Any], ...]


class ProblemsDocument(Document):
    """What `verify` found; an empty list means that the store keeps its promises."""

    revision: int
    statements: int
    problems: tuple[str, ...]
