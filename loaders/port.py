"""The loader port: a file becomes rows, each row some records or a reason why not.

A loader never sees a store. It yields one `Row` per data row (blank, title and comment rows are not
counted), in file order, the same every time; `Source` first comes from `describe`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol
from xml.etree.ElementTree import Element

from headwater.graph.records import Record, Source
from headwater.graph.vocabulary import load_pack
from headwater.loaders.pack_parts import PackParts

Kind = Literal["csv", "xls", "xlsx", "ods", "json", "xml"]
"""What a file is by its content; "csv" is any delimited text, "json" also JSON Lines."""


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


class ListMapping(Protocol):
    """What the columns of a list are; `version` says what it makes of a row."""

    @property
    def version(self) -> str:
        """A hash of what the mapping makes of a row."""


EVERY = ("dated", "licence", "completeness", "fictional")
"""Options that stand in each Source record: every loader may read them, and each load's identity holds them."""


@dataclass(frozen=True, slots=True)
class OwnOption:
    """An option of one loader alone, said as `load --option NAME=VALUE`; its loader finds it in `Options.own`."""

    name: str
    help: str
    type: Any = str
    """What it is: `int`, `date`, a `Literal`, or one of these `Annotated` with a pydantic `Field` that bounds it."""
    default: Any = None
    """What stands where it isn't said; None: not said."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user said on the command line; None means not said."""

    source: str
    buyer: str | None = None
    dated: str | None = None
    licence: str | None = None
    country: str | None = None
    completeness: float | None = None
    mapping: ListMapping | None = None
    """What the columns of a list nobody knows are: a `headwater.loaders.lists.mapping.Mapping`."""
    fictional: bool | None = None
    """Whether the source is made up, as the user says."""
    own: Mapping[str, Any] = field(default_factory=dict)
    """The loader's `OWN_OPTIONS` by name, each of its type; what isn't said is its default."""
    pack: PackParts = field(default_factory=lambda: PackParts(load_pack()))
    """Whose words goods and compliance points are, and whose settings say how surely a list's links are real."""


class Probe(Protocol):
    """What can be seen of a file before it's read; made once a file, for all loaders. Nothing here raises."""

    file: InputFile

    @property
    def kind(self) -> Kind | None:
        """What the file is by its content; None: nothing that can be read."""

    def headers(self, required: Sequence[Sequence[str]] = (), known: Sequence[str] = ()) -> tuple[str, ...] | None:
        """The headers of the table with these columns (see `input.tables.open_table`); None: there is none."""

    @property
    def top(self) -> Mapping[str, Any]:
        """The members of a JSON object near its beginning, without its lists; {} where it's none."""

    def first(self, name: str | None = None) -> Any:
        """The first item of a JSON object's list of this name (None: of a list, or of JSON Lines); None: no such."""

    def element(self, tag: str) -> Element | None:
        """The first element of an XML file with this tag; None: none near its beginning."""


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
    OPTIONS: ClassVar[tuple[str, ...]]
    """Which of the options it reads besides those that every loader may (`EVERY`); the others are closed to it."""
    OWN_OPTIONS: ClassVar[tuple[OwnOption, ...]]
    """Options that it alone has; others of `Options.own` are closed to it."""
    PACK: ClassVar[tuple[str, ...]]
    """Which parts of the pack it reads (`pack_parts.PARTS`, or the id of a setting); the others are closed to it."""

    def sniff(self, files: Sequence[Probe]) -> float:
        """How sure the loader is that these files are its format, 0 to 1."""

    def describe(self, files: Sequence[InputFile], options: Options) -> Source:
        """Give the Source record: licence, date, title; row 0. Raises FileRefused."""

    def read(self, files: Sequence[InputFile], options: Options) -> Iterator[Row]:
        """Give the data rows in file order, the same every time. Raises FileRefused."""


__all__ = ["EVERY", "InputFile", "Kind", "ListMapping", "Loader", "Options", "OwnOption", "Probe", "Rejected", "Row"]
