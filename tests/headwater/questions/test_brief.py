"""The brief: every upstream party counted once, and the register's first rows."""

from __future__ import annotations

import networkx as nx
import pytest

from headwater.door import Door
from headwater.graph.errors import UnknownName
from tests.headwater.questions.small import chain


def test_each_upstream_party_counts_once_by_the_surest_that_is_known(door: Door) -> None:
    got = door.brief("Ada")
    c = got.counts
    assert (c.confirmed, c.found, c.alleged, c.looked, c.unknown) == (1, 2, 1, 0, 1)
    assert c.total == len(nx.ancestors(chain(), "Ada")) == sum(t.companies for t in got.tiers)
    assert got.confirmed == ("Tailor: Occupational safety and health",)
    assert got.alleged == ("Knitter: Forced labour",)
    assert got.header == door.header()


def test_the_first_rows_are_those_of_the_register_with_their_actions(door: Door) -> None:
    got, register = door.brief("Ada"), door.priorities("Ada")
    assert got.first == register.rows[: len(got.first)] and len(got.first) + got.more == register.total
    assert (got.overdue, got.overdue_unknown) == (1, 0)
    assert got.no_action == sum(not r.actions for r in register.rows)
    assert got.cannot_tell


def test_an_issue_narrows_it_and_an_unknown_one_is_refused(door: Door) -> None:
    osh = door.brief("Ada", issue="osh")
    assert {r.issue for r in osh.first} == {"osh"} and (osh.counts.alleged, osh.counts.unknown) == (0, 3)
    with pytest.raises(UnknownName, match=r"no issue named 'weather'; known: .*osh"):
        door.brief("Ada", issue="weather")
