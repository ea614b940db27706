"""Source rows as lines."""

from headwater.graph.documents import SourceRow
from headwater.visualizations.text.rows import row_lines

ROWS = [SourceRow(source="list", file="a.csv", sha256="", row=i, dated=None) for i in range(1, 5)]


def test_all_rows_or_so_many_and_the_rest_is_counted():
    assert list(row_lines(ROWS[:1])) == ["    row: a.csv row 1 (source list, undated)"]
    assert len(list(row_lines(ROWS))) == 4
    assert list(row_lines(ROWS, 2, indent=""))[1:] == ["row: a.csv row 2 (source list, undated)", "and 2 more rows"]
    assert list(row_lines(ROWS, 3))[-1] == "    and 1 more row"
    assert list(row_lines(ROWS, 4)) == list(row_lines(ROWS))
    assert list(row_lines([], 0)) == list(row_lines([], 2)) == []
