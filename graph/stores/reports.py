"""Documents of the load log, of what came of changing a store, and of whether it keeps its promises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Self

from headwater.graph.documents import Answer, Document, Header
from headwater.graph.stores.base import Load


class LoadLine(Document):
    """One line of the load log: rows = accepted + unchanged + quarantined. `at` is recorded time, UTC with Z."""

    revision: int
    source: str
    sha256: str
    mapping: str
    dated: str | None
    at: str
    kind: Literal["load", "history", "retract", "decide"]
    """`history` is a version older than the one that stands."""
    rows: int
    accepted: int
    unchanged: int
    quarantined: int
    opened: int
    closed: int

    @classmethod
    def of(cls, load: Load) -> Self:
        """The document of a line of the log."""
        return cls(**{name: getattr(load, name) for name in cls.model_fields})


class RetractedDocument(LoadLine):
    """What came of taking a source back: the line of the log."""


class LoadLogDocument(Answer):
    """The load log, oldest first."""

    loads: tuple[LoadLine, ...]


def load_log(loads: Iterable[Load], *, header: Header) -> LoadLogDocument:
    """The document of the load log."""
    return LoadLogDocument(header=header, loads=tuple(LoadLine.of(x) for x in loads))


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
    """How many rows and cells were set aside or flagged, by reason."""
    opened: int
    closed: int
    no_op: bool
    dry_run: bool
    quarantine_file: str | None
    notes: tuple[str, ...]


class LoadedDocument(Document):
    """What came of one `load`: a report a source, and why files were refused."""

    loads: tuple[LoadDocument, ...]
    refused: tuple[str, ...]


class DecidedDocument(Document):
    """What came of people's decisions."""

    same_or_apart: int
    countries: int
    revision: int


class ProblemsDocument(Document):
    """What `verify` found; an empty list means that the store keeps its promises."""

    revision: int
    statements: int
    problems: tuple[str, ...]


class DoctorDocument(Document):
    """What this machine and the store are; where it can't be reached its own are None and `problem` says why."""

    headwater: str
    python: str
    sqlite: str
    store: str
    revision: int | None = None
    pack: str | None = None
    loads: int | None = None
    problem: str | None = None


__all__ = [
    "DecidedDocument", "DoctorDocument", "LoadDocument", "LoadLine", "LoadLogDocument", "LoadedDocument",
    "ProblemsDocument", "RetractedDocument", "load_log",
]  # fmt: skip
