"""The quarantine file: what was left out of a load, as a CSV that opens safely in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from headwater.loaders.port import Rejected

COLUMNS = ("file", "line", "column", "code", "message", "raw")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula; nothing else changes.

    >>> safe_cell("=1+1"), safe_cell("a=b")
    ("'=1+1", 'a=b')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_quarantine(path: Path, rejected: Iterable[Rejected]) -> Path:
    r"""Write the file (UTF-8, with its folder where missing) and give its path.

    `column` is empty where the whole row was left out. Bytes that never were text are written as `\\xNN`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(COLUMNS)
        for r in rejected:
            cells = (r.file, str(r.line), r.column or "", r.code, r.message, r.raw.replace("\0", "\\x00"))
            out.writerow([safe_cell(c) for c in cells])
    return path


__all__ = ["COLUMNS", "safe_cell", "write_quarantine"]
