"""What several printers of values taken apart say in the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.graph import numbers
from headwater.graph.documents import Header, SourceRow
from headwater.graph.risk.explain.asked import Explained
from headwater.graph.risk.explain.grounds import Ground
from headwater.graph.risk.values.result import Method, Unknown


def said_rows(rows: Sequence[SourceRow]) -> str:
    """The first source rows in brackets, with a space before; nothing where there are none."""
    said = "; ".join(f"{r.file} row {r.row} ({r.source})" for r in rows[:3])
    more = f" and {numbers.count(len(rows) - 3, 'more row')}" if len(rows) > 3 else ""
    return f" [{said}{more}]" if rows else ""


def ground(g: Ground) -> str:
    """One line of what is known, with its rows."""
    return f"{g.what}{said_rows(g.refs)}"


def solved(doc: Explained) -> str:
    """How the value was solved."""
    return method_words(doc.method, doc.unknown_to_pack)


def data_words(doc: Explained) -> str:
    """How new the data is, and by which version of the method the value was worked out."""
    return f"data to {doc.data_date or 'no date'}; method version {doc.header.method_version}"


def issues_line(doc: Explained) -> str:
    """The issues side by side in words, the worst named."""
    said = ", ".join(f"{v.title} {numbers.value(v.value)}" for v in doc.by_issue)
    named = next((f" The worst is {v.title}." for v in doc.by_issue if v.issue == doc.worst_issue), "")
    return f"Issue by issue, never summed: {said}.{named}"


def basis(header: Header, alpha: float) -> str:
    """On what an answer about upstream_risk rests, at the end of a sentence."""
    return (
        f"alpha {numbers.amount(alpha)}, data as of {header.day}, revision {header.revision}, pack {header.pack}, "
        f"method {header.method_version}."
    )


def first(lines: Sequence[str], shown: int, total: int | None = None) -> list[str]:
    """The first lines of a list, and how many more there are in all."""
    size = len(lines) if total is None else total
    return [*lines[:shown], *([f"  and {size - shown} more."] if size > shown else [])]


def params_words(params: Mapping[str, object]) -> str:
    """An indicator's parameters, as they are given: None is the word `none`."""
    return ", ".join(f"{k}={'none' if v is None else v}" for k, v in params.items())


_METHODS = {
    Method.BOUND: "bound (at most)",
    Method.NOT_COMPUTED: "not computed: over 20 uncertain links",
    Method.NO_ISSUE: "issue unknown to the pack",
}


def method_words(method: Method, unknown: Unknown | None = None) -> str:
    """How a value was solved, and what the pack doesn't know of it.

    >>> method_words(Method.BOUND), method_words(Method.EXACT, Unknown.OPEN)
    ('bound (at most)', 'exact; unknown to the pack')
    >>> method_words(Method.EXACT, Unknown.AS_ZERO)
    'exact; unknown to the pack: counted as 0'
    """
    words = _METHODS.get(method, method.value)
    if unknown is None:
        return words
    return f"{words}; unknown to the pack{': counted as 0' if unknown is Unknown.AS_ZERO else ''}"


__all__ = ["basis", "data_words", "first", "ground", "issues_line", "method_words", "said_rows", "solved"]
