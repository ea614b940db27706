"""The pictures and files that there are, each found by its name."""

from __future__ import annotations

import pytest

from headwater.graph.errors import UnknownName
from headwater.visualizations.registry import EXPORTS, VIEWS, get_export, get_view


def test_views_are_found_by_name_and_unknown_names_list_the_known() -> None:
    assert [get_view(v.NAME).NAME for v in VIEWS] == ["tiers", "network"]
    assert len({v.TITLE for v in VIEWS}) == len(VIEWS)
    with pytest.raises(UnknownName, match="tiers, network"):
        get_view("ball")


def test_exports_are_found_by_name_and_unknown_names_list_the_known() -> None:
    assert [get_export(e.NAME).NAME for e in EXPORTS] == ["graphml", "json", "csv"]
    with pytest.raises(UnknownName, match="graphml, json, csv"):
        get_export("docx")
