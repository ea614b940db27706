"""A list nobody knows: never claimed, read by its mapping, and what is not known of it is noted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from headwater.graph.errors import FileRefused
from headwater.graph.records import Source
from headwater.loaders.formats.any_list import UnknownList
from headwater.loaders.input.files import open_path
from headwater.loaders.input.probe import probes_of
from headwater.loaders.lists.mapping import Column, Mapping
from headwater.loaders.port import Options
from headwater.loaders.registry import detect
from tests.loaders.formats.made import facility, read


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    return path


def described(path: Path, **said: Any) -> Source:
    return UnknownList().describe(open_path(path), Options(source="own", **said))


def test_no_list_is_claimed_so_that_somebody_confirms_how_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "Factory,Country\nInk Mill,VN\n")
    assert UnknownList().sniff(probes_of(open_path(path))) == 0.0
    assert detect(open_path(path)) is None


def test_the_mapping_said_stands_above_the_one_that_would_be_proposed(tmp_path: Path) -> None:
    path = written(tmp_path, "Factory,Brand name\nInk Mill,Pen Mill\n")
    (proposed,) = read("list", path)
    (said,) = read("list", path, mapping=Mapping(columns=(Column(field="name", column="Brand name"),)))
    assert (facility(proposed).name, facility(said).name) == ("Ink Mill", "Pen Mill")


def test_a_list_without_a_name_column_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="headwater map FILE --save") as caught:
        read("list", written(tmp_path, "Country,Workers\nVietnam,12\nChina,13\n"))
    assert caught.value.code == "column_missing"


def test_a_mapped_column_that_is_gone_is_named(tmp_path: Path) -> None:
    columns = (Column(field="name", column="Factory"), Column(field="country", column="Land"))
    with pytest.raises(FileRefused, match="Land"):
        read("list", written(tmp_path, "Factory,Country\nInk Mill,VN\n"), mapping=Mapping(columns=columns))


@pytest.mark.parametrize(
    "text, said, noted",
    [
        ("Factory,Country\nInk Mill,\n", {"buyer": "B"}, "GeoNames (geonames.org), CC BY 4.0"),
        ("Factory,Country\nInk Mill,VN\n", {"buyer": "B"}, None),
        ("Factory,Country\nInk Mill,\n", {"buyer": "B", "country": "VN"}, None),
        ("Factory,Country\nInk Mill,VN\n", {}, "name the buyer with --buyer NAME"),
        ("Factory,Address\nInk Mill,1 Road\n", {"buyer": "B", "country": "VN"}, "no column holds countries"),
    ],
)
def test_what_is_not_known_is_noted(tmp_path: Path, text: str, said: dict[str, str], noted: str | None) -> None:
    note = described(written(tmp_path, text), **said).note
    assert note is None if noted is None else noted in (note or "")


def test_the_date_stands_in_the_title_unless_it_is_said_and_the_buyer_publishes(tmp_path: Path) -> None:
    path = written(tmp_path, "Our list as of DEC 2025,\nFactory,Country\nInk Mill,VN\n")
    assert (described(path).dated, described(path, dated="2026-01").dated) == ("2025-12", "2026-01")
    assert (described(path).publisher, described(path, buyer="B").publisher) == (None, "B")
