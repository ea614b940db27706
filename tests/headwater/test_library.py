"""The library keeps pictures, one a viewer, day and revision; a reader names parties and says when it reads."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from headwater.door import Door
from headwater.graph.errors import Ambiguous, NotFound, StoreMissing, UnknownName, UsageError, WrongName
from headwater.graph.records import Visibility
from headwater.graph.stores.base import Viewer
from headwater.library import KEPT_PICTURES, Library, Reader
from tests.graph.making import brand, facility, load, source_line, supplies
from tests.running import TODAY

ROWS = [
    source_line("a"),
    brand("a", "Alma"),
    facility("a", "oshub:BD2026001ABC123", "Mill & Sons Ltd", "BD"),
    facility("a", "row:a:1", "Twin Works", "KH"),
    facility("a", "row:a:2", "Twin Works", "VN"),
    facility("a", "name:Alma Trading", "Alma Trading", kind="stub"),
    supplies("a", "oshub:BD2026001ABC123", "brand:alma"),
]


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(f"sqlite:{tmp_path / 'x.db'}", today=TODAY, make=True) as held:
        load(held.store, "a", ROWS)
        yield held


def test_a_picture_is_made_once_a_viewer_day_and_revision(library: Library) -> None:
    reader = Reader(library)
    first = reader.picture()
    assert reader.picture() is first
    assert reader.at(TODAY).picture() is first
    others = [
        reader.at("2026-01-31"),
        replace(reader, viewer=Viewer(int(Visibility.PARTNER))),
        replace(reader, pinned=0),
    ]
    pictures = [r.picture() for r in others]
    assert all(p is not first for p in pictures) and len({id(p) for p in pictures}) == 3
    load(library.store, "b", [source_line("b"), brand("b", "Bo")])
    assert len(reader.picture()[0].ids) == len(first[0].ids) + 1


def test_only_the_last_few_pictures_are_kept(library: Library) -> None:
    reader = Reader(library)
    first = reader.picture()
    for n in range(KEPT_PICTURES):
        reader.at(f"2026-01-{n + 1:02d}").picture()
    assert reader.picture() is not first


def test_who_asks_at_the_same_time_waits_for_the_one_picture(library: Library) -> None:
    got: list[object] = []
    start = threading.Barrier(4)

    def read() -> None:
        start.wait()
        got.append(Reader(library).picture())

    threads = [threading.Thread(target=read) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(got) == 4 and len({id(p) for p in got}) == 1


@pytest.mark.parametrize(
    "words", ["oshub:BD2026001ABC123", "BD2026001ABC123", "Mill & Sons Ltd", "mill & sons ltd", "MILL AND SONS LIMITED"]
)
def test_a_party_is_named_by_id_by_its_sources_id_or_by_name(words: str, library: Library) -> None:
    assert Reader(library).party(words) == "oshub:BD2026001ABC123"


def test_a_brand_is_meant_before_the_stub_that_is_called_like_it(library: Library) -> None:
    load(library.store, "b", [source_line("b"), facility("b", "name:ALMA", "ALMA.", kind="stub")])
    assert Reader(library).party("alma") == "brand:alma"


def test_names_that_fit_none_or_several_are_refused(library: Library) -> None:
    reader = Reader(library)
    with pytest.raises(Ambiguous) as several:
        reader.party("Twin Works")
    assert [i for i, _ in several.value.candidates] == ["row:a:1", "row:a:2"]
    for ask, kind in ((reader.party, NotFound), (reader.other, WrongName), (reader.doc, NotFound)):
        with pytest.raises(NotFound, match=r"'Mill'; close: Mill & Sons Ltd") as nobody:
            ask("Mill")
        assert type(nobody.value) is kind
    assert (NotFound.status, WrongName.status) == (404, 422)
    for empty in ("", "  "):
        with pytest.raises(UsageError, match="empty"):
            reader.party(empty)
    assert reader.parties([]) == []


def test_countries_and_issues_are_named_as_people_do(library: Library) -> None:
    reader = Reader(library)
    assert reader.country("Bangladesh") == reader.country("bd") == "BD"
    with pytest.raises(UsageError, match="'Atlantis'"):
        reader.country("Atlantis")
    assert reader.issue("Occupational safety and health") == reader.issue("osh") == "osh"
    assert reader.issue(None) is None
    with pytest.raises(UnknownName, match="osh"):
        reader.issue("weather")


def test_a_reader_says_of_which_day_and_revision_it_reads(library: Library) -> None:
    reader = Reader(library)
    assert (reader.day, reader.today, reader.revision) == (TODAY, TODAY, 1)
    then = replace(reader.at("2026-01-31"), pinned=0, fixed_today="2026-02-01")
    assert (then.day, then.today, then.revision) == ("2026-01-31", "2026-02-01", 0)
    header = then.header()
    assert (header.day, header.today, header.revision) == ("2026-01-31", "2026-02-01", 0)
    assert reader.at(None) is reader
    with pytest.raises(UsageError, match="as-of"):
        reader.at("someday")


def test_a_store_that_is_not_there_is_only_missed_once_it_is_read(tmp_path: Path) -> None:
    url = f"sqlite:{tmp_path / 'none.db'}"
    with pytest.raises(StoreMissing):
        Library.open(url)
    with Library.open(url, missing=True) as held, pytest.raises(StoreMissing):
        Reader(held).picture()
    assert list(tmp_path.iterdir()) == []


def test_a_door_is_a_reader_too(door: Door) -> None:
    assert door.party("Tailor") == "name:Tailor"
    assert door.doc("Tailor").country == "BD"
