"""A row that can't be taken says why, in plain words and with its column; the rest of the list loads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.records import Party, Record, Relation
from headwater.loaders.cells.fields import Fields
from headwater.loaders.identity import narrowed
from headwater.loaders.input.files import open_files
from headwater.loaders.lists.mapping import Column, Left, Mapping
from headwater.loaders.lists.template import Template
from headwater.loaders.port import Options, Row
from tests.loaders.formats.made import read

LONG = "Very " * 120 + "Long"
HEAD = "Factory Name,Factory Type,Brands,Supplier Group,Country,Contact Person,Subcons\n"


def brand_list(tmp_path: Path, *lines: str) -> list[Row]:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return read("brand-list", path)


def names(row: Row) -> list[str | None]:
    return [r.name for r in row.records if isinstance(r, Party)]


@pytest.mark.parametrize(
    "line, column, message",
    [
        (f"Mill,,{LONG},,BD,,", "Brands", "the brand's name is longer than 506 characters; shorten it"),
        (f"Mill,,Heath,{LONG},BD,,", "Supplier Group", "the group's name is longer than 506 characters; shorten it"),
    ],
)
def test_a_name_that_no_key_holds_refuses_its_row_and_names_the_column(
    tmp_path: Path, line: str, column: str, message: str
) -> None:
    bad, good = brand_list(tmp_path, line, "Loom,,Heath,,BD,,")
    assert bad.rejected is not None and not bad.records
    said = bad.rejected
    assert (said.file, said.line, said.column, said.code, said.message) == ("list.csv", 2, column, "too_long", message)
    assert said.raw == LONG
    assert names(good) == ["Loom", "Heath"]


def test_what_a_refused_row_names_first_is_written_by_the_next_that_names_it(tmp_path: Path) -> None:
    rows = brand_list(tmp_path, f"Mill,,Heath,{LONG},BD,,", "Loom,,Heath,,BD,,", "Vat,,Heath,,BD,,")
    assert [names(r) for r in rows] == [[], ["Loom", "Heath"], ["Vat"]]


def test_a_list_nobody_knows_keeps_no_unread_column_of_a_refused_row(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Works,Buys,Whom to ask\nMill,{LONG},A. Nobody\nLoom,Heath,B. Nobody\n", encoding="utf-8")
    mapping = Mapping(
        columns=(Column(field="name", column="Works"), Column(field="buyer", column="Buys")),
        excluded=(Left(column="Whom to ask", why="a person"),),
    )
    bad, good = read("list", path, mapping=mapping)
    assert bad.rejected is not None and (bad.rejected.column, bad.rejected.code) == ("Buys", "too_long")
    assert names(good) == ["Loom", "Heath"]


class Careless(Template):
    """Reads a link whose tier it doesn't check, and an option it doesn't declare where a row asks for it."""

    NAME, TITLE, NEEDED, ALSO = "careless", "careless", ("from", "to"), ("tier", "ask")

    def make(self, cells: Fields, where: Any, refused: dict[str, str]) -> tuple[Record, ...]:
        if cells.text("ask"):
            cells.pack.good_of("shirts")
        said = {"start": cells.needed("from"), "end": cells.needed("to"), "tier": int(cells.text("tier") or "1")}
        return (Relation.model_validate({"provenance": where, "kind": "SUPPLIES", **said}),)


def careless(tmp_path: Path, lines: Sequence[str]) -> Iterator[Row]:
    path = tmp_path / "t.csv"
    path.write_text("from,to,tier,ask,Phone\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return Careless().read(open_files([path]), narrowed(Options("s"), Careless()))


def test_a_number_out_of_range_names_its_column_and_bound(tmp_path: Path) -> None:
    low, high, good = careless(tmp_path, ["a,b,0,,", "a,b,99,,", "a,b,2,,"])
    said = [(r.rejected.column, r.rejected.code, r.rejected.message) for r in (low, high) if r.rejected]
    assert said == [("tier", "range", "tier 0 is less than 1"), ("tier", "range", "tier 99 is more than 20")]
    assert len(good.records) == 1


def test_a_loader_that_reads_what_it_does_not_declare_refuses_the_row_and_takes_the_blame(tmp_path: Path) -> None:
    bad, good = careless(tmp_path, ["a,b,,yes,0123", "a,b,,,0124"])
    assert bad.rejected is not None and (bad.rejected.line, bad.rejected.code) == (2, "undeclared")
    assert bad.rejected.message.startswith("a mistake in the loader, not in this row: 'goods' is read")
    assert bad.rejected.raw.startswith("a\tb") and "0123" not in bad.rejected.raw  # telephone numbers are never kept
    assert len(good.records) == 1


def test_an_item_with_half_a_character_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    items = [{"properties": {"os_id": "BD2020123ABCDE7", "name": n, "country_code": "BD"}} for n in ("M\ud800", "Loom")]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": items}))
    bad, good = read("osh-api", path)
    assert bad.rejected is not None and (bad.number, bad.rejected.code) == (1, "encoding")
    assert names(good) == ["Loom"]
