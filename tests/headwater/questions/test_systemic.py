"""Systemic or not: of how many assessed factories, and nothing of few."""

from __future__ import annotations

import pytest

from headwater.door import Door
from headwater.graph.errors import NotFound, UnknownName
from tests.headwater.questions.small import rows


def test_a_place_is_counted_from_the_rows_and_unknown_owners_make_no_verdict(door: Door) -> None:
    got = door.systemic(country="VN")
    (row,) = got.rows
    bad = sum(r["outcome"] == "non-compliant" for r in rows("works"))
    assert (row.assessed, row.non_compliant, row.point) == (len(rows("works")), bad, "overtime")
    assert row.rate == pytest.approx(bad / len(rows("works"))) and row.low < row.rate < row.high
    assert (row.owners, row.verdict) == (0, "not enough evidence")
    assert len(row.refs) == len(rows("works")) and got.header == door.header()


def test_fewer_than_five_are_not_told(door: Door) -> None:
    rows_ = door.systemic(country="BD").rows
    assert {r.point for r in rows_} == {"overtime", "child_labourers"}
    assert {(r.assessed, r.non_compliant, r.rate, r.refs) for r in rows_} == {(None, None, None, ())}


def test_what_was_not_checked_counts_on_neither_side_and_filters_narrow(door: Door) -> None:
    assert {r.country for r in door.systemic().rows} == {"BD", "VN"}  # TR: not checked
    assert {r.point for r in door.systemic(issue="child_labour").rows} == {"child_labourers"}
    assert {(r.issue, r.point) for r in door.systemic(by="country,issue", country="VN").rows} == {
        ("working_time", "overtime")
    }
    assert {r.country for r in door.systemic(buyer="Ada").rows} <= {"BD"}


def test_other_words_are_refused(door: Door) -> None:
    with pytest.raises(UnknownName, match="no way to group named 'weather'; known: country, region, point, issue"):
        door.systemic(by="weather")
    with pytest.raises(NotFound, match="Nobody"):
        door.systemic(buyer="Nobody")
