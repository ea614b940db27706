"""The brief, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headwater.visualizations.reports.brief import Brief
from headwater.visualizations.reports.brief_print import brief_text
from headwater.visualizations.text.console import Item


def text(doc: Brief, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The two pages, line by line."""
    del ask
    yield from brief_text(doc).splitlines()
