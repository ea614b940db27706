"""From what a printer gives to text: for a terminal, for a pipe, for a page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

Item = str | Table
"""What a printer gives, one after another: a line (`Heading`, `Verbatim` and plain), or a table."""

PIPED_WIDTH = 120
"""Columns of tables where nothing says how wide: a pipe, a file, a page. Assumed."""
LEAST_WIDTH = 40
"""Narrower than this nothing is printed, whatever a terminal says. Assumed."""

_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


class Heading(str):
    """A line that names what follows; an empty line stands before it."""

    __slots__ = ()


class Verbatim(str):
    """A line to copy: never broken, however narrow the terminal."""

    __slots__ = ()


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
) -> Table:
    """A table of cells that are made safe; it fits the width by folding long cells, never by cutting them.

    Args:
        head: The columns' names.
        rows: Cells in words. A cell may have several lines.
        right: Places of columns that hold numbers.
        wrap: Places of the columns that may be folded; None: all. The others keep their words whole.
        least: By place, characters under which a column isn't folded where there is room.
    """
    made = Table(
        box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), collapse_padding=True, header_style="bold"
    )
    numbers, may, narrow = set(right), None if wrap is None else set(wrap), least or {}
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
        made.add_row(*(Text("\n".join(map(clean, cell.split("\n")))) for cell in row))
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
    for item in items:
        if isinstance(item, Table):
            console.print(item)
            continue
        line = clean(item).rstrip()
        if isinstance(item, Heading):
            out.write("\n" if out.tell() else "")
            console.print(Text(line, style=Style(bold=colour)), soft_wrap=width is None)
        elif width is None or isinstance(item, Verbatim):
            out.write(line + "\n")
        else:
            out.writelines(f"{part}\n" for part in _broken(line, console))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _broken(line: str, console: Console) -> Iterator[str]:
    """A line broken between words, what follows indented a little more than its beginning."""
    indent = len(line) - len(line.lstrip())
    first, *rest = Text(line.lstrip()).wrap(console, max(console.width - indent, 20)) or [Text("")]
    yield " " * indent + first.plain
    after = " ".join(part.plain.rstrip() for part in rest)
    if after:
        for part in Text(after).wrap(console, max(console.width - indent - 2, 20)):
            yield " " * (indent + 2) + part.plain


__all__ = ["LEAST_WIDTH", "PIPED_WIDTH", "Heading", "Item", "Verbatim", "clean", "render", "table"]
