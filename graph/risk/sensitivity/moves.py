"""What each assumed number moves, in a few words beside its line of the pack."""

from __future__ import annotations

from headwater.graph.numbers import amount, value
from headwater.graph.risk.sensitivity.sensitivity import Sensitivity
from headwater.graph.vocabulary.page import Moves

LEAST = 0.0001
"""Smallest swing that is told as a number; the document has all. Assumed."""


def moves(doc: Sensitivity) -> Moves:
    """What each number moves, in a few words, for the page of the pack."""
    of = f", {doc.titles[doc.issue]}," if doc.issue else ""
    words: dict[str, dict[int, str]] = {}
    for r in doc.rows:
        said = "nothing" if r.swing == 0 else f"under {amount(LEAST)}"
        if r.swing >= LEAST:
            said = f"{value(r.swing)} ({r.issue_title})"
        words.setdefault(r.table, {})[r.row] = f"{said}; changes the first rows of the register" if r.reorders else said
    for u in doc.untried:
        words.setdefault(u.table, {})[u.row] = f"not tried: {u.why}"
    heading = f"Beside each number: what it moves {doc.indicator}{of} of {doc.name} by, {doc.header.today}."
    return Moves(heading=heading, words=words)
