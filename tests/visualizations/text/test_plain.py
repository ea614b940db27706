"""A document without a printer of its own: every field by name, rows as tables, what is unknown said."""

from __future__ import annotations

from headwater.graph.documents import Answer, Document, SourceRow
from headwater.graph.risk.values.params import PathOptions
from tests.visualizations.text.saying import HEAD, SHA, said


class Thing(Document):
    name: str
    workers: int | None = None
    nobody_said: int | None = None


class Things(Answer):
    party_name: str
    share: float | None = None
    counts: dict[str, int]
    rows: tuple[Thing, ...]
    first: Thing
    notes: tuple[str, ...] = ()
    ref: SourceRow


ROW = SourceRow(source="list", file="a.csv", sha256=SHA, row=3, dated=None)
DOC = Things(
    header=HEAD,
    party_name="Mill",
    counts={"open": 0, "closed": 2},
    rows=(Thing(name="A", workers=0), Thing(name="B")),
    first=Thing(name="C"),
    notes=("one", "two"),
    ref=ROW,
)


def test_every_field_that_is_known_is_said_by_name_in_the_documents_order() -> None:
    lines = said(DOC)
    assert lines[0] == "as of 2026-01-01, revision 3, pack p 1 (ab), method version 1"
    assert lines[1:4] == ["party name: Mill", "counts: open 0, closed 2", "rows:"]
    assert lines[-3:] == ["first: name C", "notes: one; two", "ref: a.csv row 3 (source list, undated)"]
    assert SHA not in "\n".join(lines)


def test_rows_are_a_table_where_zero_is_zero_and_none_is_unknown() -> None:
    lines = said(DOC, 80)
    at = lines.index("rows:")
    table = [x.split() for x in lines[at + 1 : at + 5]]
    assert [table[0], *table[2:]] == [["name", "workers"], ["A", "0"], ["B", "unknown"]]
    assert max(map(len, lines)) <= 80


class Solved(Answer):
    params: PathOptions


def test_a_parameter_that_is_none_is_said() -> None:
    lines = said(Solved(header=HEAD, params=PathOptions(hops=2)))
    assert lines[1:] == ["params: unmapped=prior, materiality=none, hops=2, method=auto"]
