"""What every answer is made of: the base of documents, a source row, the header, the recipe.

A document knows what is true and where it stands; it doesn't know how it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from headwater.graph.statements import Ref


class Document(BaseModel):
    """The base of what is answered: frozen, closed to unknown fields. None: unknown or not computed, never zero."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceRow(Document):
    """Where something stands: one row of one source. `dated` is None where the source states no date."""

    source: str
    file: str
    sha256: str
    row: int
    dated: str | None

    @classmethod
    def of(cls, ref: Ref) -> SourceRow:
        """The document of a stored reference."""
        return cls(source=ref.source, file=ref.file, sha256=ref.sha256, row=ref.row, dated=ref.dated)


def source_rows(refs: Iterable[Ref]) -> tuple[SourceRow, ...]:
    """The rows, sorted, each once."""
    return tuple(
        SourceRow.of(r) for r in sorted(set(refs), key=lambda r: (r.source, r.file, r.row, r.dated or "", r.sha256))
    )


class Header(Document):
    """On what an answer rests; the same in every one."""

    revision: int = Field(ge=0)
    """The store's published revision that was read."""
    day: str
    """What was true on this day, ISO (`--as-of`; default: today)."""
    today: str
    """The day from which ages are counted, ISO."""
    pack: str
    """Name and version of the pack."""
    method_version: str
    """Version of the method: another one may give other numbers for equal evidence."""


class Recipe(Document):
    """How an answer was made. The same recipe on the same statements gives the same values."""

    question: str
    """The question's name."""
    ask: dict[str, Any]
    """What was asked, by the question's own model, without what was left at its default."""
    revision: int = Field(ge=0)
    today: str
    pack: str
    pack_sha256: str
    method_version: str
    program: str

    @field_validator("today")
    @classmethod
    def _day(cls, text: str) -> str:
        date.fromisoformat(text)
        return text


class Answer(Document):
    """The document that answers a question."""

    header: Header
    recipe: Recipe | None = None
    """Set when the answer is printed, served or written; None inside the program."""


__all__ = ["Answer", "Document", "Header", "Recipe", "SourceRow", "source_rows"]
