"""The pack, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headwater.graph.vocabulary.page import PackContents
from headwater.visualizations.reports.pack_print import pack_text
from headwater.visualizations.text.console import Item, Verbatim


def text(doc: PackContents, ask: Mapping[str, Any]) -> Iterable[Item]:
    """Every word and number, line by line."""
    del ask
    yield from map(Verbatim, pack_text(doc).splitlines())
