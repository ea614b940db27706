"""An option that no format of a load takes is refused with what is taken; one that some take counts for these."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.graph.errors import UsageError
from headwater.loaders.port import Loader
from headwater.loaders.registry import get_loader
from headwater.stewardship.options import OWN, check_taken, formats_with, left_out


def read(*formats: str) -> list[tuple[Path, Loader]]:
    return [(Path(f"{name}.csv"), get_loader(name)) for name in formats]


def test_what_every_format_takes_is_in_question_nowhere() -> None:
    assert OWN == ("buyer", "country", "mapping")
    check_taken([], read("edges", "risks"))


@pytest.mark.parametrize("formats", [("osh-list",), ("edges", "osh-list"), ("osh-list", "risks", "list")])
def test_an_option_that_one_of_the_formats_takes_is_taken(formats: tuple[str, ...]) -> None:
    check_taken(["buyer"], read(*formats))


def test_an_option_that_nobody_takes_is_refused_with_what_is_taken_and_by_whom() -> None:
    with pytest.raises(UsageError) as caught:
        check_taken(["buyer", "country"], read("osh-list"))
    said = str(caught.value)
    assert said.startswith("osh-list.csv is read as osh-list: leave out --country.")
    assert "osh-list takes only --dated, --licence, --completeness, --fictional, --buyer;" in said
    assert said.endswith("--country is for wikirate-wage-gap, list")


def test_several_files_are_refused_once_with_each_format() -> None:
    with pytest.raises(UsageError, match=r"^these 3 paths are read as edges and risks: leave out --buyer") as caught:
        check_taken(["buyer"], read("edges", "risks", "edges"))
    assert str(caught.value).count("edges takes only") == 1


def test_files_that_could_not_be_opened_refuse_no_option() -> None:
    check_taken(["buyer"], [])


def test_a_note_says_where_an_option_does_not_count() -> None:
    assert left_out(["buyer"], get_loader("osh-list")) == ()
    assert left_out(["buyer", "mapping"], get_loader("osh-list")) == (
        "--mapping doesn't count here: osh-list doesn't take it",
    )


def test_who_takes_a_mapping() -> None:
    assert formats_with("mapping") == ("list",)
