from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from headwater.graph.statements import Ref, Statement, dumps

SAID = Statement("facility", "row:1", None, None, {"name": "Şahin", "workers": 7}, "list", "l.csv", "ab", 3,
                 "2024-01-01", None, 0)  # fmt: skip
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False, allow_infinity=False) | some.text(),
    lambda x: some.lists(x, max_size=3) | some.dictionaries(some.text(), x, max_size=3),
    max_leaves=8,
)


@given(some.dictionaries(some.text(), JSON, max_size=4))
def test_canonical_json_reads_back_and_knows_no_order_of_keys(props: dict[str, object]) -> None:
    assert json.loads(dumps(props)) == props
    assert dumps(dict(reversed(props.items()))) == dumps(props)


def test_canonical_json_has_no_number_that_json_lacks() -> None:
    for number in (float("nan"), float("inf")):
        with pytest.raises(ValueError):
            dumps({"share": number})
    assert dumps({"b": 0.1, "a": "ş"}) == '{"a":"ş","b":0.1}'


@pytest.mark.parametrize(
    "change", [{"file": "other.csv"}, {"sha256": "cd"}, {"row": 9}, {"valid_from": None}, {"valid_to": "2025-01-01"}]
)
def test_where_and_when_it_stands_is_no_part_of_what_is_said(change: dict[str, object]) -> None:
    assert replace(SAID, **change).hash == SAID.hash  # type: ignore[arg-type]


def test_whatever_else_differs_makes_another_statement() -> None:
    others = [
        replace(SAID, kind="stub"), replace(SAID, key="row:2"), replace(SAID, a="row:1"), replace(SAID, b="row:1"),
        replace(SAID, props={"name": "Şahin"}), replace(SAID, source="other"), replace(SAID, level=3),
        replace(SAID, props={"name": "Şahin", "workers": 7.5}), replace(SAID, key="row:1a", props=SAID.props),
        replace(SAID, kind="facilityrow", key=":1"), replace(SAID, a="r", b="ow"), replace(SAID, a="ro", b="w"),
    ]  # fmt: skip
    assert len({s.hash for s in [SAID, *others]}) == 1 + len(others)
    assert SAID.hash == SAID.digest(dumps(SAID.props)) and len(SAID.hash) == 24


@given(some.dates(date(2020, 1, 1), date(2022, 1, 1)), some.integers(0, 400), some.integers(-50, 450))
def test_it_holds_from_its_first_day_and_no_longer_on_its_last(first: date, length: int, asked: int) -> None:
    day = lambda n: (first + timedelta(days=n)).isoformat()  # noqa: E731
    held = replace(SAID, valid_from=day(0), valid_to=day(length))
    assert held.holds(day(asked)) == (asked in range(length))
    assert replace(held, valid_from=None).holds(day(asked)) == (asked < length)
    assert replace(held, valid_to=None).holds(day(asked)) == (asked >= 0)
    assert replace(held, valid_from=None, valid_to=None).holds(day(asked))


def test_a_reference_says_file_row_source_and_date_or_that_there_is_none() -> None:
    assert SAID.ref == Ref("list", "l.csv", "ab", 3, "2024-01-01")
    assert SAID.ref.words() == "l.csv row 3 (source list, 2024-01-01)"
    assert replace(SAID, valid_from=None).ref.words() == "l.csv row 3 (source list, undated)"
