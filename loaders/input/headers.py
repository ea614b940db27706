"""Headers of tables: found under title rows, compared however they are spelt, refused where they clash."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from headwater.graph.errors import FileRefused
from headwater.loaders.input import texts
from headwater.loaders.input.limits import COLUMNS, HEADER_ROWS
from headwater.loaders.port import InputFile

Found = tuple[tuple[str, ...], int, tuple[str, ...]]
"""Headers as written, the row they stand in, and the text of each row above."""

_CONTACT = re.compile(r"\b(contacts?|phone|telephone|tel|fax|mobile|e mails?|emails?|manager|person|ansprechpartner)\b")


@lru_cache(maxsize=10_000)
def fold_header(text: str) -> str:
    """Make a header comparable: letters and digits of any script, and %, in lower case.

    >>> fold_header(" Country / Region "), fold_header("% Female_Workers")
    ('country region', '% female workers')
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("%", " % ")
    return " ".join("".join(c if c.isalnum() or c == "%" or _is_mark(c) else " " for c in plain).split())


@lru_cache(maxsize=10_000)
def is_contact(header: str) -> bool:
    """Whether a column holds contact persons: such columns are never read, nor kept in quarantine.

    >>> is_contact("Contact E-mail"), is_contact("Ansprechpartner"), is_contact("Total Workers")
    (True, True, False)
    """
    return bool(_CONTACT.search(fold_header(header)))


def spelt(head: str, name: str) -> bool:
    """Whether a folded header is this one; "* x" is any that ends with x."""
    return head.endswith(" " + fold_header(name[1:])) if name.startswith("*") else head == fold_header(name)


def _is_mark(c: str) -> bool:
    return unicodedata.category(c).startswith("M")


def find_header(
    file: InputFile, head: Sequence[texts.Record], required: Sequence[Sequence[str]], known: Sequence[str]
) -> Found:
    """Find the header row among the first records, see `headwater.loaders.input.tables.open_table`.

    Raises:
        FileRefused: `empty`, `header_missing`, `header_duplicate`, `column_missing`, `too_many_columns`.
    """
    if not head:
        raise FileRefused("empty", file.name, "holds no rows")
    if len(head[0].cells) > COLUMNS or head[0].code == "too_many_columns":
        raise FileRefused("too_many_columns", file.name, f"has more than {COLUMNS:,} columns")
    helpful = {fold_header(n) for n in known}

    def missing(record: texts.Record) -> list[str]:
        folded = {f for c in record.cells if (f := fold_header(c))}
        return [repr(names[0]) for names in required if not any(spelt(f, n) for f in folded for n in names)]

    def score(record: texts.Record) -> tuple[int, int]:
        return len(required) - len(missing(record)), len(helpful & {fold_header(c) for c in record.cells})

    if required or helpful:
        best = max(head, key=lambda r: (score(r), -r.line))
        hits, helps = score(best)
        expected = ", ".join(repr(names[0]) for names in required) or ", ".join(map(repr, known))
        shown = ", ".join(repr(c) for c in best.cells if c.strip())[:500]
        if hits + helps == 0:
            message = f"no header row in the first {HEADER_ROWS} rows; expected the columns {expected}"
            raise FileRefused("header_missing", file.name, message)
        if hits < len(required):
            absent = ", ".join(missing(best))
            message = f"no column {absent}; expected {expected}, found in row {best.line} {shown}"
            raise FileRefused("column_missing", file.name, message)
    else:
        widest = max(len([c for c in r.cells if c.strip()]) for r in head)
        fits = (r for r in head if _like_header(r.cells, widest))
        if (chosen := next(fits, None)) is None:
            raise FileRefused("header_missing", file.name, f"no header row in the first {HEADER_ROWS} rows")
        best = chosen
    _unique(file, best)
    above = tuple(" ".join(c.strip() for c in r.cells if c.strip()) for r in head if r.line < best.line)
    return tuple(" ".join(c.split()) for c in best.cells), best.line, above


def no_rows(file: InputFile, head: Sequence[texts.Record], header_row: int) -> list[str]:
    """Give the note that a table has a header alone; nothing where rows follow."""
    return [f"{file.name}: holds a header and no rows"] if head[-1].line <= header_row else []


def _like_header(cells: Sequence[str], widest: int) -> bool:
    """Whether a row looks like a header: most of the width filled, with words."""
    words = [c.strip() for c in cells if c.strip()]
    return len(words) * 2 > widest and not any(re.fullmatch(r"[-+.,%\d\s]+", w) for w in words)


def _unique(file: InputFile, record: texts.Record) -> None:
    seen: dict[str, int] = {}
    for place, cell in enumerate(record.cells, 1):
        if not (folded := " ".join(cell.casefold().split())):
            continue
        if folded in seen:
            message = f"columns {seen[folded]} and {place} are both called {cell.strip()!r}; rename one"
            raise FileRefused("header_duplicate", file.name, message)
        seen[folded] = place


__all__ = ["Found", "find_header", "fold_header", "is_contact", "no_rows", "spelt"]
