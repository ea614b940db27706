"""The loaders' own tables of words hold what they say, a cell under each header."""

from __future__ import annotations

from importlib.resources import files

import pytest

from headwater.graph.countries import country_name
from headwater.loaders.cells.words import rows

TABLES = sorted(f.name for f in (files("headwater.loaders") / "data").iterdir() if f.name.endswith(".csv"))


@pytest.mark.parametrize("name", TABLES)
def test_each_row_has_a_cell_under_each_header_and_no_comment_is_one(name: str) -> None:
    lines = (files("headwater.loaders") / "data" / name).read_text(encoding="utf-8").splitlines()
    header, *body = [line for line in lines if line and not line.startswith("#")]
    found = rows(name)
    assert len(found) == len(body) > 10
    for row, line in zip(found, body, strict=True):
        assert ",".join(row) == header
        assert None not in row and None not in row.values()
        assert '"' in line or list(row.values()) == line.split(",")


def test_countries_are_codes_that_have_a_name_and_regions_begin_with_theirs() -> None:
    for row in [*rows("countries.csv"), *rows("regions.csv")]:
        assert country_name(row["country"]) not in (None, row["country"]), row
    assert all(r["code"].startswith(f"{r['country']}-") for r in rows("regions.csv") if r["code"])


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        rows("nothing.csv")
