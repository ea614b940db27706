"""The port: every store takes each call in the same words."""

from __future__ import annotations

import inspect

import pytest

from headwater.graph.records import Visibility
from headwater.graph.stores.base import OWNER, PUBLIC, Load, Store, Viewer, Writer, Written
from headwater.graph.stores.model.rows import LEVELS, TOP, Line, Run
from headwater.graph.stores.model.writer import LoadWriter
from headwater.graph.stores.neo4j.store import Neo4jStore
from headwater.graph.stores.sqlite.store import SqliteStore


@pytest.mark.parametrize(("port", "made"), [(Store, SqliteStore), (Store, Neo4jStore), (Writer, LoadWriter)])
def test_each_call_of_the_port_is_taken_with_its_names_and_defaults(port: type, made: type) -> None:
    calls = [n for n, v in vars(port).items() if inspect.isfunction(v) and not n.startswith("_")]
    assert len(calls) >= 5
    for name in [*calls, "__enter__", "__exit__"]:
        assert callable(getattr(made, name))
    for name in calls:
        want, got = (inspect.signature(getattr(x, name)).parameters for x in (port, made))
        assert [(p.name, p.kind, p.default) for p in got.values()] == [
            (p.name, p.kind, p.default) for p in want.values()
        ], name


def test_everybody_sees_least_and_the_owner_all() -> None:
    assert Viewer() == PUBLIC == Viewer(int(Visibility.PUBLIC), persons=False)
    assert (OWNER.level, OWNER.persons) == (TOP, True) == (max(LEVELS), True)
    assert LEVELS[0] == PUBLIC.level


def test_a_run_its_line_and_what_a_viewer_reads_of_it_say_alike_which_write_it_is() -> None:
    said = (3, "load", "list", "ab", "m/1", "2025-06-01", "2026-01-02T03:04:05Z")
    facts = list(inspect.signature(Written).parameters)
    line = Line(*said, seen=(None,) * TOP + ((5, 3, 1, 1, 4, 0),))  # type: ignore[arg-type]
    load = line.load(TOP, 2)
    assert load == Load(2, *said[1:], 5, 3, 1, 1, 4, 0) and line.load(0, 2) is None  # type: ignore[arg-type]
    for one in (Run(*said), line):  # type: ignore[arg-type]
        assert tuple(getattr(one, f) for f in facts) == said
