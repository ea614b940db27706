"""A mapping's preview in words."""

import pytest

from headwater.loaders.input.files import open_files
from headwater.loaders.lists.mapping import propose_for
from headwater.loaders.lists.preview import preview_for
from tests.loaders.lists.made import LISTS, write_csv


@pytest.mark.parametrize("language", LISTS)
def test_the_preview_says_what_a_row_makes_and_nothing_of_contacts(tmp_path, language):
    rows = LISTS[language]
    files = open_files([write_csv(tmp_path / "list.csv", rows)])
    said = preview_for(files, propose_for(files))
    assert f"row 2: facility {rows[1][0]}, Bangladesh" in said
    assert "1,200 workers" in said and "belongs to Ink Group" in said
    assert "Nobody" not in said and "example.org" not in said and "无名氏" not in said


def test_the_preview_shows_so_many_rows_and_counts_all(tmp_path):
    rows = [["Facility name", "Country"], *([f"Mill {i}", ""] for i in range(4))]
    files = open_files([write_csv(tmp_path / "list.csv", rows)])
    said = preview_for(files, propose_for(files), 2).splitlines()
    assert [x.split(",")[0] for x in said[:2]] == ["  row 2: facility Mill 0", "  row 3: facility Mill 1"]
    assert said[2:] == ["  No country stated: 4 of 4 rows; proposed for 0 of them"]
