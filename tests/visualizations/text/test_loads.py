"""The load log: rows counted, no hashes, as wide as the terminal."""

from __future__ import annotations

import pytest

from headwater.graph.stores.base import Load
from headwater.graph.stores.reports import load_log
from tests.visualizations.text.saying import HEAD, SHA, said

LOADS = [
    Load(1, "load", "a list", SHA, "m/1", "2025-06", "2026-01-02T03:04:05Z", 1_200, 1_100, 90, 10, 5, 0),
    Load(2, "history", "a list", SHA, "m/1", None, "2026-01-03T03:04:05Z", 7, 7),
    Load(3, "retract", "a list", SHA, "m/1", None, "2026-01-04T03:04:05Z", closed=5),
    Load(4, "decide", "people", SHA, "m/1", None, "2026-01-05T03:04:05Z"),
]


@pytest.mark.parametrize("width", [80, 100, 120, None])
def test_the_load_log_counts_rows_and_shows_no_hash(width: int | None) -> None:
    lines = said(load_log(LOADS, header=HEAD), width)
    text = "\n".join(lines)
    assert SHA not in text and SHA[:16] not in text
    assert next(x for x in lines if x.startswith("1")).split()[:7] == [
        "1",
        "a",
        "list",
        "2025-06",
        "1,200",
        "1,100",
        "90",
    ]
    for word in ("loaded", "older", "taken", "decisions", "undated", "2026-01-04"):
        assert word in text
    assert max(map(len, lines)) <= (width or 120)


def test_long_names_of_sources_cut_no_heading_and_are_folded_below_themselves() -> None:
    source = "A register of facilities, as its owner dates it"
    long = Load(10, "load", source, SHA, "m/1", "2025-06-30", "2026-01-02T03:04:05Z", 9, 9)
    head, *rest = "\n".join(said(load_log([long], header=HEAD), 80)).split("─" * 80 + "\n")
    assert {"source", "dated", "accepted", "what", "it", "was"} <= set(head.split())
    first, *more = rest[0].splitlines()
    assert first.startswith("10  A register") and "2025-06-30" in first
    assert more and all(x.startswith("     ") for x in more)


def test_an_empty_log_says_what_to_do() -> None:
    assert "headwater load FILE" in said(load_log([], header=HEAD))[0]
