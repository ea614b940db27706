"""An option that no format of a load takes is refused with what is taken; one that some take counts for these."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

import pytest
from pydantic import Field

from headwater.graph.errors import UsageError
from headwater.loaders.formats.edges import Edges
from headwater.loaders.port import Loader, OwnOption
from headwater.loaders.registry import get_loader
from headwater.stewardship.options import OWN, check_taken, formats_with, left_out, own_values, own_word


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
    takers = formats_with("country")
    assert {"wikirate-wage-gap", "list"} <= set(takers) and "osh-list" not in takers
    assert said.endswith(f"--country is for {', '.join(takers)}")


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


class Dated(Edges):
    """Links with an option of its own."""

    NAME: ClassVar[str] = "dated"
    OWN_OPTIONS: ClassVar[tuple[OwnOption, ...]] = (
        OwnOption("days", "How many days a row holds.", Annotated[int, Field(ge=1)]),
    )


def test_an_option_of_one_format_alone_is_refused_where_no_file_is_in_it() -> None:
    path, said = Path("a.csv"), [own_word("days")]
    check_taken(said, [(path, Dated()), *read("edges")])
    assert left_out(said, Dated()) == ()
    assert left_out(said, get_loader("edges")) == ("--option days doesn't count here: edges doesn't take it",)
    with pytest.raises(
        UsageError, match=r"leave out --option weeks\..*--fictional, --option days; --option weeks is for no"
    ):
        check_taken([own_word("weeks")], [(path, Dated())])


def test_the_value_of_such_an_option_is_of_its_type() -> None:
    assert own_values(Dated(), {"days": " 30 ", "weeks": "2"}) == {"days": 30}
    assert own_values(Dated(), {}) == {}
    with pytest.raises(UsageError, match="--option days: must be a whole number, not 'many'; dated: How many days"):
        own_values(Dated(), {"days": "many"})
    with pytest.raises(UsageError, match="--option days: must be at least 1, not '0'"):
        own_values(Dated(), {"days": "0"})
