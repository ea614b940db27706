"""What waits for a person: pairs of names that may be one party, and the lines that decide them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph.resolution.queue import ReviewDocument, ReviewLine, ReviewSide
from headwater.visualizations.text.console import Heading, Item, Verbatim, table
from headwater.visualizations.text.keys import key_words
from headwater.visualizations.words import count, place_words, plain

COLUMNS = ("decision", "a", "b", "by", "reason", "date")
"""Of a file that `headwater decide` takes."""


def text(doc: ReviewDocument, ask: Mapping[str, Any]) -> Iterable[Item]:
    """Both sides of each pair with names and countries, why it isn't sure, and a line for each to decide by."""
    del ask
    if not doc.items:
        yield "nothing to review"
        return
    yield f"{count(len(doc.items), 'pair')} that may be one company or facility, revision {doc.header.revision}:"
    yield ""
    rows = [cells for number, item in enumerate(doc.items, 1) for cells in _pair(number, item)]
    yield table(
        ("", "name", "country", "known by", "why it isn't sure"), rows, right=(0,), wrap=(1, 2, 3, 4), least={2: 9}
    )
    yield Heading(
        "To decide: put lines like these into a file, with same or apart, and give it to `headwater decide FILE`"
    )
    yield from map(Verbatim, _lines(doc.items))


def _pair(number: int, item: ReviewLine) -> Iterator[tuple[str, ...]]:
    if number > 1:
        yield ("",) * 5
    yield str(number), item.a.name, _country(item.a), key_words(item.a.key, item.a.name), item.reason
    yield "", item.b.name, _country(item.b), key_words(item.b.key, item.b.name), ""


def _country(side: ReviewSide) -> str:
    return place_words(side.country, side.country_proposed).removeprefix("country ")


def _lines(items: Iterable[ReviewLine]) -> Iterator[str]:
    """CSV lines with whole keys: nothing else says for sure which pair is meant."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(("same", plain(i.a.key), plain(i.b.key), "", "", "") for i in items)
    yield from out.getvalue().splitlines()
