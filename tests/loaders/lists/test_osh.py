"""What the loaders of Open Supply Hub share."""

from __future__ import annotations

import pytest

from headwater.loaders.cells.identifiers import os_id
from headwater.loaders.lists.osh import contributor, parents, workers


@pytest.mark.parametrize(
    "text, name, of",
    [
        ("Heath [Public List] (Heath List)", "Heath", "Heath List"),
        ("Heath (UK) (Heath List (2024))", "Heath (UK)", "Heath List (2024)"),
        (
            "An Auditor / Certification Scheme / Service Provider",
            "An Auditor / Certification Scheme / Service Provider",
            None,
        ),
        ("Broken) list)", "Broken) list)", None),
    ],
)
def test_contributors_are_cut_from_their_lists(text: str, name: str, of: str | None) -> None:
    assert contributor(text) == (name, of)


def test_small_readings_of_the_hub() -> None:
    assert os_id("us2021250d1dtn7") == "US2021250D1DTN7" and os_id("US2021") is None and os_id(None) is None
    assert workers("More than 10000") == (None, "More than 10000")
    assert workers("1001 - 5000") == (None, "1001-5000")
    assert workers("") == (None, None)
    assert parents(["-", '"', "1984.0", "", "Wilmar", "WILMAR", "Wilmar International Limited"]) == (
        "Wilmar",
        "Wilmar International Limited",
    )
