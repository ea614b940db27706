"""What can be scored: each name and each default that is listed is taken."""

from __future__ import annotations

import pytest

from headwater.door import Door
from headwater.graph.errors import HeadwaterError


def test_each_indicator_is_taken_by_name_and_its_defaults_change_nothing(door: Door) -> None:
    got = door.indicators()
    assert got.header == door.header() and len({x.name for x in got.indicators}) == len(got.indicators) >= 3
    for x in got.indicators:
        given = {p.name: p.default for p in x.parameters}
        plain = door.score(indicator=x.name, issue="osh", kind="brand")
        assert plain.title == x.title
        assert door.score(indicator=x.name, issue="osh", kind="brand", param=given).rows == plain.rows, x.name
        assert all(p.meaning for p in x.parameters) and x.question


def test_it_takes_nothing(door: Door) -> None:
    with pytest.raises((HeadwaterError, TypeError)):
        door.indicators("osh")
