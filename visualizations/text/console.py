"""From what a printer gives to text: for a terminal, for a pipe, for a page."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

Item = str | Table
"""What a printer gives, one after another: a line (not wrapped), or a table."""

PIPED_WIDTH = 120
"""Columns where nothing says how wide: a pipe, a file, a page. Assumed."""

_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


def clean(text: str) -> str:
    r"""Text safe for a terminal: control and direction characters shown as a box.

    >>> clean("a\x1b[31mb")
    'a□[31mb'
    """
    return "".join("□" if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in _DIRECTION else c for c in text)


def table(
    head: Iterable[str], rows: Iterable[Iterable[str]], *, right: Iterable[int] = (), wrap: Iterable[int] | None = None
) -> Table:
    """A table of cells that are made safe; it fits the width by folding long cells, never by cutting them.

    Args:
        head: The columns' names.
        rows: Cells in words.
        right: Places of columns that hold numbers.
        wrap: Places of the columns that may be folded; None: all. The others keep their words whole.
    """
    made = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), header_style="bold")
    numbers, may = set(right), None if wrap is None else set(wrap)
    for place, name in enumerate(head):
        whole = may is not None and place not in may
        made.add_column(Text(name), justify="right" if place in numbers else "left", no_wrap=whole, overflow="fold")
    for row in rows:
        made.add_row(*(Text(clean(cell)) for cell in row))
    return made


def render(items: Iterable[Item], *, width: int | None = None, colour: bool = False) -> str:
    """Lines and tables as text that ends in a line break; plain unless `colour`.

    Args:
        items: What a printer gave.
        width: Columns for tables; None: `PIPED_WIDTH`. Lines are never wrapped here, so that they can be searched.
        colour: Whether styles may be written as a terminal understands them.
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=width or PIPED_WIDTH,
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for item in items:
        if isinstance(item, str):
            out.write(clean(item).rstrip() + "\n")
        else:
            console.print(item)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


__all__ = ["PIPED_WIDTH", "Item", "clean", "render", "table"]
