"""Where a row says that it is: stated, else proposed with its reason; shifted cells make no fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.graph.countries import country_name
from headwater.loaders.cells.cells import Cells
from headwater.loaders.cells.countries import country_code
from headwater.loaders.cells.places import ALSO_REGIONS, Place, Places
from headwater.loaders.cells.proposals import Clues
from headwater.loaders.input.files import open_path
from headwater.loaders.input.tables import open_table

COLUMNS: dict[str, int | None] = {"name": 0, "land": 1, "state": 2}


def read(tmp_path: Path, *lines: str) -> list[tuple[Place, list[str]]]:
    """The place of each row (name, land, state), and the codes of its warnings."""
    path = tmp_path / "l.csv"
    path.write_text("Name,Land,State\n" + "\n".join(lines) + "\n", encoding="utf-8")
    table = open_table(open_path(path)[0])
    places = Places.of(table, COLUMNS, name="name", country="land", region="state")
    out = []
    for row in table.rows():
        cells = Cells(table, row, COLUMNS)
        out.append((places.read(cells, Clues(cells.text("name"), region=cells.text("state"))), cells.warnings))
    return [(place, [w.code for w in warnings]) for place, warnings in out]


@pytest.mark.parametrize(
    "line, place, codes",
    [
        ("Lark,China,Xinjiang", Place("CN", "CN-XJ"), []),
        ("Lark,China,Nowhere Hills", Place("CN", "Nowhere Hills"), []),
        ("Lark,China,", Place("CN"), []),
        ("Lark,,", Place(), ["country_missing"]),
        ("Lark,Atlantis,", Place(), ["country_unknown"]),
        ("Lark,Bangladesh,Bangladesh", Place("BD"), ["region_is_country"]),
        ("Lark,China,Bangladesh", Place(), ["region_is_country", "country_doubtful"]),
        ("Lark,United States,Puerto Rico", Place("US", "US-PR"), []),
        ("Lark,United States,Georgia", Place("US", "US-GA"), []),
    ],
)
def test_what_one_row_says_and_no_more(tmp_path: Path, line: str, place: Place, codes: list[str]) -> None:
    assert read(tmp_path, line) == [(place, codes)]


def test_a_proposal_is_never_the_country_and_has_its_reason(tmp_path: Path) -> None:
    ((place, _),) = read(tmp_path, "Lark,,Jawa Barat")
    assert place == Place(None, "Jawa Barat", "ID", "region Jawa Barat is in Indonesia")
    assert place.fields() == {
        "country": None, "region": "Jawa Barat", "country_proposed": "ID", "country_reason": place.reason,
    }  # fmt: skip


def test_a_row_of_the_same_name_proposes_its_country_unless_there_are_two(tmp_path: Path) -> None:
    (_, (place, _)) = read(tmp_path, "LARK LTD,Viet Nam,", "Lark,,")
    assert (place.country, place.proposed, place.reason) == (
        None,
        "VN",
        "same name as LARK LTD in Vietnam (l.csv row 2)",
    )
    assert read(tmp_path, "Lark,VN,", "Lark,CN,", "Lark,,")[2][0] == Place()


@pytest.mark.parametrize("lines, first", [(("L,NA,", "W,VN,"), "NA"), (("L,NA,", "W,Vietnam,"), None)])
def test_na_is_namibia_where_the_whole_column_holds_codes(tmp_path: Path, lines: tuple[str, ...], first: str) -> None:
    assert read(tmp_path, *lines)[0][0].country == first


def test_regions_that_bear_a_countrys_name_are_of_their_own_country() -> None:
    for (country, other), region in ALSO_REGIONS.items():
        assert region.startswith(f"{country}-") and country != other
        assert country_code(country_name(other) or "") == other, other
