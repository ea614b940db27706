"""From what a printer gives to text: for a terminal, for a pipe, for a page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.style import Style
from rich.table import Table
from rich.text import Text


@dataclass(frozen=True, slots=True)
class Either:
    """A table in two forms: the wide one where there are at least so many columns, else the narrow one."""

    wide: Table
    narrow: Table
    least: int


Item = str | Table | Either
"""What a printer gives, one after another: a line (`Heading`, `Verbatim` and plain), or a table."""

PIPED_WIDTH = 120
"""Columns of tables where nothing says how wide: a pipe, a file, a page. Assumed."""
LEAST_WIDTH = 40
"""Narrower than this nothing is printed, whatever a terminal says. Assumed."""

_RANK = re.compile(r"\d+ {2,}")
"""How a line begins that is numbered: what follows of it stands below its words, not below its number."""
_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


class Heading(str):
    """A line that names what follows; an empty line stands before it."""

    __slots__ = ()


class Verbatim(str):
    """A line to copy: never broken, however narrow the terminal."""

    __slots__ = ()


class Across(str):
    """A row of a table that is one line over all its columns, and names the rows below it."""

    __slots__ = ()


class _Sections(Table):
    """A table whose parts have a line across above them; "" for a part without."""

    def __init__(self, **made: Any) -> None:
        super().__init__(**made)
        self.across = [""]

    def below(self, line: str) -> None:
        """Let the rows that follow stand below a line."""
        if self.rows:
            self.add_section()
            self.across.append(line)
        else:
            self.across[-1] = line


class _Cell:
    """A cell's lines, each broken between words and indented as a line is."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._lines:
            for part in _broken(line, console, options.max_width):
                yield Text(part, overflow="fold")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, Text("\n".join(self._lines)))


def clean(text: str) -> str:
    r"""Text safe for a terminal: control and direction characters shown as a box.

    >>> clean("a\x1b[31mb")
    'a□[31mb'
    """
    return "".join("□" if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in _DIRECTION else c for c in text)


def table(
    head: Iterable[str],
    rows: Iterable[Iterable[str]],
    *,
    right: Iterable[int] = (),
    wrap: Iterable[int] | None = None,
    least: Mapping[int, int] | None = None,
    hang: Iterable[int] = (),
) -> Table:
    """A table of cells that are made safe; it fits the width by folding long cells, never by cutting them.

    Args:
        head: The columns' names.
        rows: Cells in words, or a line `Across`. A cell may have several lines.
        right: Places of columns that hold numbers.
        wrap: Places of the columns that may be folded; None: all. The others keep their words whole.
        least: By place, characters under which a column isn't folded where there is room.
        hang: Places of columns in which what is folded is indented, so that one sees where a row begins.
    """
    made = _Sections(
        box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), collapse_padding=True, header_style="bold"
    )
    numbers, may, narrow, hung = set(right), None if wrap is None else set(wrap), least or {}, set(hang)
    for place, name in enumerate(head):
        whole = may is not None and place not in may
        made.add_column(
            Text(name),
            justify="right" if place in numbers else "left",
            no_wrap=whole,
            overflow="fold",
            min_width=narrow.get(place),
        )
    for row in rows:
        if isinstance(row, Across):
            made.below(row)
            continue
        cells = [[clean(line) for line in cell.split("\n")] for cell in row]
        made.add_row(*(_Cell(x) if i in hung else Text("\n".join(x)) for i, x in enumerate(cells)))
    return made


def render(items: Iterable[Item], *, width: int | None = None, colour: bool = False) -> str:
    """Lines and tables as text that ends in a line break; plain unless `colour`.

    Args:
        items: What a printer gave.
        width: Columns of the terminal, for tables and lines. None: tables have `PIPED_WIDTH`, and lines are not
            broken, so that they can be searched.
        colour: Whether styles may be written as a terminal understands them.
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width or PIPED_WIDTH, LEAST_WIDTH),
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for given in items:
        item = given
        if isinstance(item, Either):
            item = item.wide if console.width >= item.least else item.narrow
        if isinstance(item, Table):
            out.writelines(f"{part}\n" for part in _rows(item, console))
            continue
        line = clean(item).rstrip()
        if isinstance(item, Heading):
            out.write("\n" if out.tell() else "")
            console.print(Text(line, style=Style(bold=colour)), soft_wrap=width is None)
        elif width is None or isinstance(item, Verbatim):
            out.write(line + "\n")
        else:
            out.writelines(f"{part}\n" for part in _broken(line, console, console.width))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _rows(made: Table, console: Console) -> Iterator[str]:
    """A table line by line, with the lines across in the places that are left empty for them."""
    with console.capture() as printed:
        console.print(made)
    across = list(made.across) if isinstance(made, _Sections) else []
    apart, tight = len(across) > 1, len(across) == len(made.rows)
    for line in printed.get().splitlines():
        if not (apart and tight and not line.strip()):
            yield line
        if across and (set(line.strip()) == {"─"} or (apart and not line.strip())):
            yield from (part for part in _broken(clean(across.pop(0)), console, console.width) if part)


def _broken(line: str, console: Console, width: int) -> Iterator[str]:
    """A line broken between words; what follows is indented a little more, or stands below the words of a number."""
    indent = len(line) - len(line.lstrip())
    rank = _RANK.match(line.lstrip())
    after = indent + (len(rank.group()) if rank else 2)
    first, *rest = Text(line.lstrip()).wrap(console, max(width - indent, width // 2), overflow="fold") or [Text("")]
    yield " " * indent + first.plain.rstrip()
    if follows := " ".join(part.plain.rstrip() for part in rest):
        for part in Text(follows).wrap(console, max(width - after, width // 2), overflow="fold"):
            yield " " * after + part.plain.rstrip()


__all__ = ["LEAST_WIDTH", "PIPED_WIDTH", "Across", "Either", "Heading", "Item", "Verbatim", "clean", "render", "table"]
