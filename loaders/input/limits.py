"""How much a file may hold. Source: `reference/reliability.md` section 2 unless a line says otherwise.

Every limit has a name, so that a message can say which one was met.
"""

from __future__ import annotations

FILE_BYTES = 5 * 1024**3
"""Greatest size of one file."""
FIELD_CHARS = 64 * 1024
"""Greatest length of one cell; a row with a longer one goes to quarantine."""
RECORD_CHARS = 16 * 1024**2
"""Greatest length of one line. Assumed: a longer one is no table."""
COLUMNS = 1024
"""Greatest number of columns of a table."""
HEADER_ROWS = 20
"""Rows in which the header is looked for; title rows stand above it. Assumed."""
ARCHIVE_MEMBERS = 1000
"""Greatest number of files inside a workbook."""
ARCHIVE_RATIO = 100
"""Greatest growth of a workbook when unpacked, looked at from `ARCHIVE_SMALL` on."""
ARCHIVE_SMALL = 10 * 1024**2
"""Unpacked size under which no growth is a danger. Assumed."""
ARCHIVE_BYTES = 10 * 1024**3
"""Greatest unpacked size of a workbook."""
SHEET_CELLS = 50_000_000
"""Greatest area of a sheet, rows by columns, since it is held in memory. Assumed."""
ITEM_CHARS = 16 * 1024**2
"""Greatest length of one item of a JSON document, since it is held in memory. Assumed."""
JSON_DEPTH = 64
"""Greatest nesting of JSON."""
RAW_CHARS = 2000
"""How much of a bad row the quarantine file keeps. Assumed."""

__all__ = [
    "ARCHIVE_BYTES",
    "ARCHIVE_MEMBERS",
    "ARCHIVE_RATIO",
    "ARCHIVE_SMALL",
    "COLUMNS",
    "FIELD_CHARS",
    "FILE_BYTES",
    "HEADER_ROWS",
    "ITEM_CHARS",
    "JSON_DEPTH",
    "RAW_CHARS",
    "RECORD_CHARS",
    "SHEET_CELLS",
]
