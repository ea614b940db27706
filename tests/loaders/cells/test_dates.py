"""Version dates and dates of cells."""

from __future__ import annotations

import pytest

from headwater.loaders.cells.dates import as_of, date_of, in_name, parse


@pytest.mark.parametrize(
    "title, date",
    [
        ("Data Export Data As Of DEC 2025", "2025-12"),
        ("Data As Of   February 2021", "2021-02"),
        ("as of: 2024-03-05 (draft)", "2024-03-05"),
        ("As of 3 March 2024", "2024-03-03"),
        ("As of March 3rd, 2024", "2024-03-03"),
        ("Filters (none)", None),
        ("As of last week", None),
        ("as of 20251", None),
    ],
)
def test_the_date_of_a_title(title: str, date: str | None) -> None:
    assert as_of([title]) == date


def test_dates_of_file_names() -> None:
    assert in_name("list_2023_merged.csv") == "2023"
    assert in_name("list_2023-04.csv") == "2023-04"
    assert in_name("2021_to_2023.csv") is None
    assert in_name("part12345.csv") is None
    assert parse("soon") is None


@pytest.mark.parametrize(
    ("text", "date"),
    [("2021", "2021"), ("2021-02", "2021-02"), ("2021/2/3", "2021-02-03"), ("13.04.2021", "2021-04-13"),
     ("2021年4月", "2021-04"), ("04/13/2021", "2021-04-13"), ("03/04/2021", None), ("31.02.2021", None), ("soon", None),
     ("2021-02-03T00:00:00", "2021-02-03")],
)  # fmt: skip
def test_dates_are_read_only_where_they_are_sure(text, date):
    assert date_of(text) == date
