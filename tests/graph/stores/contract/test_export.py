"""The canonical export, and that any record comes back from it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from headwater.graph import statements as st
from headwater.graph.records import RECORDS, Record
from headwater.graph.stores.base import OWNER, Store
from tests.graph.drawing import any_record
from tests.graph.making import (
    finding,
    load,
    prov,
    sha,
)
from tests.graph.stores.contract.worlds import ALMA, export


def test_the_export_is_canonical_json_lines_as_written(store: Store) -> None:
    load(store, "blue", [ALMA[1], ALMA[3], finding("blue", "f1", "brand:alma", observed="2024-02")], dated=None)
    h = sha("blue None")
    where = f'"file":"blue.csv","key":{{}},"kind":"{{}}","level":0,"row":2,"sha256":"{h}","source":"blue"'
    told = '"issue":"forced_labour","kind":"allegation","observed":"2024-02","point":"coercion","source_type":"ngo",'
    told += '"state":"actual","status":"open"'.replace("open", "unknown")
    assert export(store) == [
        '{"end":"brand:alma","key":"cotton","kind":"SUPPLIES","props":{"product":"Cotton","share":0.25},'
        '"start":"row:blue:1","statements":[{"a":"row:blue:1","b":"brand:alma",'
        + where.format('"cotton"', "SUPPLIES") + ',"value":{"product":"Cotton","share":0.25}}]}',
        '{"id":"brand:alma","keys":["brand:alma"],"kind":"brand","props":{"name":"Alma"},"statements":[{'
        + where.format('"brand:alma"', "brand") + ',"value":{"name":"Alma"}}]}',
        '{"key":"f1","kind":"finding","party":"brand:alma","props":{' + told + '},"source":"blue","statements":[{'
        '"a":"brand:alma",' + where.format('"f1"', "finding") + ',"valid_from":"2024-02-01","value":{' + told + "}}]}",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", RECORDS, ids=lambda k: k.__name__)
def test_any_record_comes_back_as_it_went_in(store: Store, kind: type[Record], request: pytest.FixtureRequest) -> None:
    number = itertools.count()

    def holds(data: Any) -> None:
        source = f"s{next(number)}"
        record = data.model_copy(update={"provenance": prov(source, data.provenance.row)})
        load(store, source, [record])
        (held,) = store.statements(source=source, viewer=OWNER, as_of=None)
        back = st.record(held)
        same = {"valid_from", "valid_to", "provenance"}
        assert back.model_dump(exclude=same) == record.model_dump(exclude=same)
        assert back.provenance.model_dump(exclude={"dated"}) == record.provenance.model_dump(exclude={"dated"})

    examples = 30 if store.url.startswith("sqlite") else 5
    check = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    check(given(any_record(kind, "s"))(holds))()
