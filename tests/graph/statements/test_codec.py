"""A record and its stored form: which day it holds from, and back again whatever it says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from headwater.graph.records import RECORDS, Record
from headwater.graph.statements import of, record
from tests.graph.drawing import any_record
from tests.graph.making import facility, finding, source_line, supplies


@pytest.mark.parametrize("kind", RECORDS, ids=lambda k: k.__name__)
def test_any_record_comes_back(kind: type[Record]) -> None:
    def holds(said: Record) -> None:
        st = of(said)
        assert of(record(st)) == st
        assert record(st).model_dump(exclude={"valid_from", "valid_to", "provenance"}) == said.model_dump(
            exclude={"valid_from", "valid_to", "provenance"}
        )

    settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), database=None)(
        given(any_record(kind, "s"))(holds)
    )()


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        (facility("blue", "row:1", "One"), None, None),
        (facility("blue", "row:1", "One", dated="2024-05"), "2024-05-01", None),
        (supplies("blue", "row:1", "row:2", since="2020", until="2021-06", dated="2024"), "2020-01-01", "2021-07-01"),
        (finding("blue", "f", "row:1", reported="2022-03"), "2022-03-01", None),
        (finding("blue", "f", "row:1", observed="2021", reported="2022-03"), "2021-01-01", None),
        (source_line("blue", "2023"), "2023-01-01", None),
    ],
)
def test_it_holds_from_the_rows_own_day_else_the_files(said: Record, start: str | None, end: str | None) -> None:
    st = of(said)
    assert (st.valid_from, st.valid_to) == (start, end)
