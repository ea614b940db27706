"""A source row as documents print it."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from headwater.graph.statements import Ref


class Document(BaseModel):
    """The base of what is printed: frozen, closed to unknown fields. None means unknown, never zero."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Reference(Document):
    """Where something stands: source, file, row and date (None: undated)."""

    source: str
    file: str
    sha256: str
    row: int
    dated: str | None

    def words(self) -> str:
        """Say it in words."""
        return Ref(self.source, self.file, self.sha256, self.row, self.dated).words()


def references(refs: Iterable[Ref]) -> tuple[Reference, ...]:
    """The rows, sorted, each once."""
    return tuple(
        Reference(source=r.source, file=r.file, sha256=r.sha256, row=r.row, dated=r.dated)
        for r in sorted(set(refs), key=lambda r: (r.source, r.file, r.row, r.dated or "", r.sha256))
    )
