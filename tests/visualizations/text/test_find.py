"""Search results by name, country and what they are known by."""

from __future__ import annotations

from headwater.graph.stores.base import Hit
from headwater.graph.stores.parties import found
from tests.visualizations.text.saying import HEAD, said


def test_search_results_are_told_by_name_and_country_and_by_what_they_are_known() -> None:
    hits = [
        Hit("name:Mill", "Mill", "facility", "BD", "exact"),
        Hit("oshub:BD1", "Mill 2", "facility", None, "word: mill"),
    ]
    lines = said(found("mill", hits, header=HEAD))
    assert lines[2].split() == ["Mill", "facility", "Bangladesh", "exact", "its", "name"]
    assert lines[3].split() == ["Mill", "2", "facility", "unknown", "word:", "mill", "OS", "ID", "BD1"]
    assert said(found("x", [], header=HEAD)) == ["nothing is called 'x'"]
