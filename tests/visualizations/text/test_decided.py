"""What came of decisions, in one line."""

from __future__ import annotations

import pytest

from headwater.graph.stores.reports import DecidedDocument
from tests.visualizations.text.saying import said


@pytest.mark.parametrize(
    ("pairs", "countries", "line"),
    [
        (1, 2, "1 decision on pairs, 2 countries written; revision 7"),
        (1200, 1, "1,200 decisions on pairs, 1 country written; revision 7"),
        (0, 0, "0 decisions on pairs, 0 countries written; revision 7"),
    ],
)
def test_pairs_and_countries_are_counted(pairs: int, countries: int, line: str) -> None:
    assert said(DecidedDocument(same_or_apart=pairs, countries=countries, revision=7)) == [line]
