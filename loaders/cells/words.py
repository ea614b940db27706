"""The loaders' own tables of words: countries, regions, goods, headers."""

from __future__ import annotations

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """Rows of one of the loaders' own CSV tables in `loaders/data`; lines that start with # are comments."""
    text = (files("headwater.loaders") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))
