"""The Open Supply Hub's download: a contributor isn't a buyer, and an odd cell costs itself alone."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.records import Party, Relation, RelationKind
from headwater.graph.vocabulary import load_pack
from headwater.loaders.formats.osh_download import COLUMNS
from headwater.loaders.input.files import open_path
from headwater.loaders.port import Options, Row
from headwater.loaders.registry import get_loader
from tests.loaders.formats.made import codes, facility, read

GOOD = {"os_id": "VN2024002DEF456", "name": "Lark", "address": "1 Road", "country_code": "VN",
        "contributor (list)": "Heath [Public List] (Heath List (2024))|An Auditor"}  # fmt: skip


def written(tmp_path: Path, *lines: dict[str, str]) -> Path:
    path = tmp_path / "d.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.DictWriter(stream, COLUMNS, restval="")
        out.writeheader()
        out.writerows(GOOD | line for line in lines)
    return path


def one(tmp_path: Path, said: dict[str, Any] | None = None, **cells: str) -> Row:
    (row,) = read("osh-download", written(tmp_path, cells), **(said or {}))
    return row


def buyers(row: Row) -> list[tuple[str, float | None]]:
    return [(r.end, r.confidence) for r in row.records if isinstance(r, Relation) and r.kind is RelationKind.SUPPLIES]


def test_a_contributor_is_provenance_and_buys_only_where_the_user_says_so(tmp_path: Path) -> None:
    row = one(tmp_path)
    assert buyers(row) == [] and facility(row).contributors == ("Heath", "An Auditor")
    assert facility(row).extra == {"lists": "Heath List (2024)"}


def test_a_buyer_that_contributed_buys_where_it_did_else_everywhere_with_a_note(tmp_path: Path) -> None:
    path = written(tmp_path, {}, {"os_id": "VN2024002DEF457", "contributor (list)": "Moor (Moor List)"})
    assert [len(buyers(r)) for r in read("osh-download", path, buyer="HEATH")] == [1, 0]
    sure = load_pack().setting("confidence_aggregator")
    assert [buyers(r) for r in read("osh-download", path, buyer="Fen")] == [[("brand:fen", sure)]] * 2
    loader, files = get_loader("osh-download"), open_path(path)
    assert "No row names Fen" in (loader.describe(files, Options("s", buyer="Fen")).note or "")
    assert loader.describe(files, Options("s", buyer="Heath")).note is None


def test_a_row_without_an_os_id_is_known_by_what_it_says(tmp_path: Path) -> None:
    assert facility(one(tmp_path)).key == "oshub:VN2024002DEF456"
    row = one(tmp_path, os_id="7")
    assert facility(row).key.startswith("row:s:") and facility(row).os_id is None and codes(row) == ["os_id"]


@pytest.mark.parametrize(
    "text, heads, span",
    [("1001-5000", None, "1001-5000"), ("350", 350, None), ("", None, None), ("120|101-500", 120, "101-500"),
     ("9" * 5000, None, "9" * 5000)],
)  # fmt: skip
def test_a_range_has_no_head_count(tmp_path: Path, text: str, heads: int | None, span: str | None) -> None:
    found = facility(one(tmp_path, number_of_workers=text))
    assert (found.workers, found.workers_range) == (heads, span)


@pytest.mark.parametrize("text, closed", [("True", True), ("False", False), ("", None), ("perhaps", None)])
def test_whether_it_is_closed_may_be_unknown(tmp_path: Path, text: str, closed: bool | None) -> None:
    assert facility(one(tmp_path, is_closed=text)).closed is closed


def test_several_values_of_a_cell_are_parted_and_junk_is_no_parent(tmp_path: Path) -> None:
    row = one(tmp_path, sector="Apparel|Footwear|Apparel", parent_company="Lark Group|-|1984.0|LARK GROUP")
    assert facility(row).sector == ("Apparel", "Footwear") and facility(row).good == "garments"
    assert [r.name for r in row.records if isinstance(r, Party)] == ["Lark", "Lark Group"]


@pytest.mark.parametrize("lat, lng, place", [("11.5", "106.9", (11.5, 106.9)), ("11.5", "", None), ("0", "0", None)])
def test_coordinates_are_both_or_none(tmp_path: Path, lat: str, lng: str, place: tuple[float, float] | None) -> None:
    found = facility(one(tmp_path, lat=lat, lng=lng))
    assert (found.latitude, found.longitude) == (place or (None, None))
