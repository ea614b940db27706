"""An indicator over the graph, as a table by name: what is the same in every row is said once above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.table import Table

from headwater.graph.numbers import error, percent, value
from headwater.graph.risk.indicators.scores import Scores
from headwater.graph.risk.values.result import Method, ScoreRow, Unknown
from headwater.visualizations.text.console import Across, Either, Item, table
from headwater.visualizations.text.said import method_words, params_words

PARTS = ("evidence", "context", "unmapped")
"""What a value adds up from, where it does."""
WIDE = 100
"""Columns from which one company or facility fits on one line. Assumed: with names of usual length."""


def text(doc: Scores, ask: Mapping[str, Any]) -> Iterable[Item]:
    """What was computed and on what it rests, then the rows, those of one company or facility together."""
    del ask
    h = doc.header
    yield f"{doc.indicator}: {doc.title}"
    yield f"as of {h.day}, revision {h.revision}, pack {h.pack}; {params_words(doc.params)}"
    errors = [r.error for r in doc.rows if r.error is not None]
    yield f"method version {h.method_version}{f'; {error(max(errors))}' if errors else ''}"
    if not doc.rows:
        yield from ("", "nothing to score", *doc.notes)
        return
    for interval in dict.fromkeys(r.interval for r in doc.rows if r.interval):
        yield f"low to high: {interval}"
    parties = [list(rows) for _, rows in groupby(doc.rows, lambda r: r.party)]
    one = all(len(rows) == 1 for rows in parties)
    made = _Table(doc, one)
    yield from made.once()
    yield ""
    yield Either(made.alone(doc.rows), made.by_issue(parties), WIDE) if one else made.by_issue(parties)
    yield from doc.notes


def _how(r: ScoreRow, params: Mapping[str, Any]) -> str:
    if r.method is Method.NO_ISSUE:
        by = " (unmapped=none)" if params.get("unmapped") == "none" else ""
        zero = f"counted as 0{by}" if r.unknown_to_pack is Unknown.AS_ZERO else "unknown, not zero"
        return f"the pack doesn't know {r.issue!r}: {zero}"
    return method_words(r.method, r.unknown_to_pack) + (f", N {r.n:,}" if r.n else "")


class _Table:
    """The rows in words: what most rows have is said once, and a row says where it differs."""

    def __init__(self, doc: Scores, one: bool) -> None:
        self._titles = doc.titles
        self._parts = tuple(p for p in PARTS if any(getattr(r, p) is not None for r in doc.rows))
        self._params = doc.params
        self._usual = Counter(map(self._how, doc.rows)).most_common(1)[0][0]
        self._others = any(self._how(r) != self._usual for r in doc.rows)
        self._date = Counter(r.data_date for r in doc.rows).most_common(1)[0][0]
        self._dates = any(r.data_date != self._date for r in doc.rows)
        named = {self._issue(r) for r in doc.rows if r.worst_issue is None}
        self._one_issue = named.pop() if one and len(named) == 1 else None

    def once(self) -> Iterator[str]:
        """What is the same in every row."""
        other = ", where a row says no other"
        yield f"method: {self._usual}{other if self._others else ''}"
        yield f"data to {self._date or 'no date'}{other if self._dates else ''}"
        if self._one_issue is not None:
            yield f"issue: {self._one_issue}"

    def alone(self, rows: Sequence[ScoreRow]) -> Table:
        """One row a company or facility."""
        names = ", ".join(("name", *self._if("issue", self._one_issue is None)))
        cells = []
        for r in rows:
            name = ", ".join((r.name, *self._if(self._issue(r), self._one_issue is None), *self._dated(r)))
            cells.append([name, *self._numbers(r), _both(r), *self._method(r)])
        return self._made([names], ["mapped / assessed"], cells, wrap={0, 2, len(self._parts) + 4})

    def by_issue(self, parties: Iterable[Sequence[ScoreRow]]) -> Table:
        """The issues of one company or facility below its name, the worst first."""
        cells: list[Sequence[str]] = []
        for rows in parties:
            r = rows[0]
            about = ["no supplier is named"] if r.mapped is None else _mapped(r)
            cells.append(Across(", ".join((r.name, *about, *self._dated(r)))))
            cells += [[f"  {self._issue(r)}", *self._numbers(r), *self._method(r)] for r in rows]
        return self._made(["name, issue"], [], cells, wrap={0, 3 + len(self._parts)})

    def _made(self, first: list[str], last: list[str], cells: Iterable[Sequence[str]], *, wrap: set[int]) -> Table:
        head = [*first, "value", "low to high", *self._parts, *last, *self._if("method", self._others)]
        return table(head, cells, right={1, *range(3, 3 + len(self._parts))}, wrap=wrap, hang=(0,))

    def _numbers(self, r: ScoreRow) -> list[str]:
        span = "" if r.low is None or r.high is None else f"{value(r.low)} to {value(r.high)}"
        return [value(r.value), span, *(value(getattr(r, p)) for p in self._parts)]

    def _method(self, r: ScoreRow) -> list[str]:
        return self._if("" if self._how(r) == self._usual else self._how(r), self._others)

    def _how(self, r: ScoreRow) -> str:
        return _how(r, self._params)

    def _dated(self, r: ScoreRow) -> list[str]:
        return self._if(f"data to {r.data_date or 'no date'}", r.data_date != self._date)

    def _issue(self, r: ScoreRow) -> str:
        if r.worst_issue is not None:
            return f"worst: {self._titles.get(r.worst_issue, r.worst_issue)}"
        return self._titles.get(r.issue, r.issue)

    @staticmethod
    def _if(word: str, said: bool) -> list[str]:
        return [word] if said else []


def _mapped(r: ScoreRow) -> tuple[str, str]:
    """The shares beside a number; of a party of which some supplier is named."""
    assessed = "assessed share unknown" if r.assessed is None else f"{percent(r.assessed, digits=1)} assessed"
    return f"{percent(r.mapped, digits=1)} mapped", assessed


def _both(r: ScoreRow) -> str:
    """The two shares in a cell."""
    if r.mapped is None:
        return "none named"
    return f"{percent(r.mapped, digits=1)} / {percent(r.assessed, digits=1)}"
