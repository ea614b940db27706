"""Source rows by number: each is said once, and cited by its number."""

from __future__ import annotations

from headwater.graph.documents import SourceRow
from headwater.visualizations.text import render
from headwater.visualizations.text.cited import Cited

ROWS = [SourceRow(source="list", file="a.csv", sha256="0", row=n, dated=None) for n in range(1, 6)]


def test_rows_are_numbered_as_they_are_cited_and_the_rest_is_counted() -> None:
    cite = Cited()
    assert cite(ROWS[3:]) == "1, 2"
    assert cite([ROWS[4], ROWS[4]]) == "2"
    assert cite(ROWS) == "3, 4, 5 and 2 more"
    assert cite([]) == ""
    lines = render(cite.rows()).splitlines()
    assert lines[0] == "Source rows"
    assert [x.split() for x in lines[3:]] == [
        [str(i), "list", "undated", "a.csv", str(n)] for i, n in enumerate((4, 5, 1, 2, 3), 1)
    ]


def test_nothing_cited_is_nothing_said() -> None:
    assert list(Cited().rows()) == []
