"""The loader port: a file becomes rows, each row some records or a reason why not.

A loader never sees a store. It yields one `Row` per data row (blank, title and comment rows are not
counted), in file order, the same every time; `Source` first comes from `describe`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Protocol

from headwater.graph.records import Record, Source
from headwater.graph.vocabulary import Pack, load_pack


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why a row makes no statement, or which cell was left out: goes to quarantine.

    `line` is the physical line (text) or sheet row; `column` the header, None for the whole row;
    `code` a short stable word; `raw` the raw text of the cell or row.
    """

    file: str
    line: int
    column: str | None
    code: str
    message: str
    raw: str


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: its records, or why there are none; warnings are cells left out."""

    number: int
    records: tuple[Record, ...] = ()
    rejected: Rejected | None = None
    warnings: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file of a load: `name` is its path relative to the PATH given (POSIX), or its own name."""

    path: Path
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Options:
    """What the user said on the command line; None means not said."""

    source: str
    buyer: str | None = None
    dated: str | None = None
    licence: str | None = None
    country: str | None = None
    completeness: float | None = None
    mapping: Any = None
    """A `headwater.loaders.mapping.Mapping` for a list nobody knows."""
    fictional: bool | None = None
    """Whether the source is made up, as the user says."""
    today: str | None = None
    pack: Pack = field(default_factory=load_pack)
    """Whose words goods and compliance points are, and whose settings say how surely a list's links are real."""


class Loader(Protocol):
    """Reads one source format.

    `sniff` looks at the files and says how sure it is that they are its format, 0 to 1; `describe`
    gives the Source record (row 0) with licence and date; `read` the rows.
    """

    NAME: ClassVar[str]
    TITLE: ClassVar[str]
    LICENCE: ClassVar[str | None]
    """Licence of the data where the format has one publisher; None: as stated by the user."""
    MAPPING: ClassVar[str]
    """Version of what this loader makes of a row; part of the load's identity."""

    def sniff(self, files: Sequence[InputFile]) -> float:
        """How sure the loader is that these files are its format, 0 to 1."""

    def describe(self, files: Sequence[InputFile], options: Options) -> Source:
        """Give the Source record: licence, date, title; row 0. Raises FileRefused."""

    def read(self, files: Sequence[InputFile], options: Options) -> Iterator[Row]:
        """Give the data rows in file order, the same every time. Raises FileRefused."""


@dataclass(slots=True)
class LoadReport:
    """What came of a load: rows = accepted + unchanged + quarantined."""

    source: str
    format: str
    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    quarantined: int = 0
    warnings: int = 0
    opened: int = 0
    closed: int = 0
    revision: int = 0
    dated: str | None = None
    sha256: str = ""
    no_op: bool = False
    quarantine_file: str | None = None
    codes: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
