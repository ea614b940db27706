from __future__ import annotations

import json
from pathlib import Path

import pytest

from headwater.graph import canonical
from headwater.graph.errors import StoreMissing
from headwater.graph.stores import open_store
from headwater.graph.stores.base import PUBLIC, Store
from headwater.graph.stores.nowhere import nowhere
from tests.graph.making import brand, country_of, facility, finding, load, source_line, supplies

LISTS = {
    "blue": [source_line("blue"), brand("blue", "Alma"), facility("blue", "row:blue:1", "Mill", "TR"),
             facility("blue", "row:blue:0", "Other"), facility("blue", "lei:A", "Third"),
             supplies("blue", "row:blue:1", "brand:alma")],
    "green": [facility("green", "oshub:X1", "Mill", "VN", visibility=3), finding("green", "f1", "row:blue:1")],
    "people": [country_of("row:blue:1", "VN")],
}  # fmt: skip


def made(path: Path, order: list[str]) -> Store:
    store = open_store(f"sqlite:{path}", make=True)
    for source in order:
        load(store, source, list(LISTS[source]))  # type: ignore[arg-type]
    return store


def test_equal_statements_give_equal_lines_in_whatever_order_they_came(tmp_path: Path) -> None:
    exports = []
    for n, order in enumerate((["blue", "green", "people"], ["people", "green", "blue"])):
        with made(tmp_path / f"{n}.db", order) as store:
            exports.append(list(canonical.lines(store)))
    assert exports[0] == exports[1]


def test_each_line_is_one_subject_sorted_with_every_statement_of_it(tmp_path: Path) -> None:
    with made(tmp_path / "a.db", list(LISTS)) as store:
        said = [json.loads(x) for x in canonical.lines(store)]
        heads = [(x["kind"], x.get("id") or x["key"]) for x in said]
        assert heads == sorted(set(heads)) and len(heads) == 8
        assert sum(len(x["statements"]) for x in said) == sum(map(len, LISTS.values()))
        facts = next(x for x in said if x.get("id") == "row:blue:1")
        assert (facts["keys"], facts["props"]) == (["oshub:X1", "row:blue:1"], {"name": "Mill", "country": "VN"})


def test_what_a_viewer_may_not_see_is_in_no_line(tmp_path: Path) -> None:
    with made(tmp_path / "a.db", list(LISTS)) as store:
        assert "oshub:X1" not in "".join(canonical.lines(store, PUBLIC))
        assert "oshub:X1" in "".join(canonical.lines(store))


def test_a_store_that_is_not_there_is_an_error_before_the_first_line() -> None:
    with pytest.raises(StoreMissing):
        canonical.lines(nowhere(StoreMissing("sqlite:none.db", "there is no such file")))
