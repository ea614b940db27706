"""The sheet for one buyer: nothing of another's is in it."""

import json
import re

import pytest

from headwater.graph.errors import NotFound, UsageError
from tests.graph.risk.leverage.works import paper, world


def test_the_sheet_is_the_same_whatever_the_others_buy():
    """Nothing of another buyer's numbers is in it, nor anything worked out of them: byte for byte."""

    def said(**shares):
        text = paper(world(**shares)).model_dump_json()
        return re.sub(r'"row":\d+', '"row":0', text)

    plain = said()
    for shares in ({"bo": 0.9}, {"bo": None}, {"cy": 0.5}, {"cy": None, "bo": 0.0001}):
        assert said(**shares) == plain
    assert said(ada=0.4) != plain


def test_no_number_of_the_sheet_is_anothers_or_leads_to_it():
    got = json.loads(paper().model_dump_json())
    assert got["of_purchases"] == {"value": 0.3719, "low": 0.3719, "high": 0.3719}
    floats = []

    def walk(x):
        for y in x.values() if isinstance(x, dict) else x if isinstance(x, list) else ():
            walk(y)
        if isinstance(x, float):
            floats.append(x)

    walk(got)
    assert set(floats) == {0.3719}
    text = json.dumps(got)
    for secret in ("0.2283", "0.0641", "22.8", "4.4477", "0.6002", "0.1436"):  # theirs, a price, sum, difference
        assert secret not in text
    assert len(got["refs"]) == 1  # its own row
    assert [o["name"] for o in got["others"]] == ["Bo", "Hub"]
    assert [m["name"] for m in got["missing"]] == ["Far", "Cy"]


def test_a_group_gets_a_sheet_for_its_members_and_a_buyer_through_others_none_of_purchases():
    assert [o.name for o in paper(to="House").others] == ["Bo", "Hub"]
    far = paper(to="Far")
    assert far.of_purchases is None
    assert [m.name for m in far.missing] == ["Cy"]


def test_a_sheet_is_only_for_who_buys_there():
    with pytest.raises(UsageError, match=r"Cy isn't known to buy from Works; known there: Ada, Bo, Hub"):
        paper(to="Cy")
    with pytest.raises(NotFound):
        paper(to="Nobody")
