"""Fixtures for every test: an empty store of each kind. And which tests stay in one process when several run."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

from headwater.graph.stores import open_store
from headwater.graph.stores.base import Store
from tests.neo4j.plugin import neo4j_server, neo4j_url
from tests.neo4j.server import wipe

__all__ = ["neo4j_server", "neo4j_url"]

BOTH = ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]


class OneServer(LoadFileScheduling):
    """The tests of one file in one process, and all on the one Neo4j server in one: their ids say neo4j."""

    def _split_scope(self, nodeid: str) -> str:
        return "neo4j" if "neo4j" in nodeid else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """How `pytest -n 2 --dist loadfile` spreads the tests."""
    return OneServer(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests on the Neo4j server, the longest group.

    Raises:
        UsageError: A test on the server whose id doesn't say so: another process would start a second server.
    """
    on_server = [item for item in items if item.get_closest_marker("neo4j") is not None]
    if unsaid := [item.nodeid for item in on_server if "neo4j" not in item.nodeid]:
        raise pytest.UsageError(f"the id of a test marked neo4j must say neo4j: {unsaid}")
    items.sort(key=lambda item: item.get_closest_marker("neo4j") is None)


@pytest.fixture(autouse=True)
def as_wide_as_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed is as wide as without a terminal, whatever runs the tests; a test may say otherwise."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the URL of an empty store each time it is called; on a server the database is emptied."""
    if request.param == "sqlite":
        number = itertools.count()
        return lambda: f"sqlite:{tmp_path}/store{next(number)}.db"
    url: str = request.getfixturevalue("neo4j_url")
    server: Any = request.getfixturevalue("neo4j_server")

    def emptied() -> str:
        wipe(server)
        return url

    return emptied


@pytest.fixture
def fresh(empty_url: Callable[[], str]) -> Iterator[Callable[[], Store]]:
    """Opens an empty store each time it is called, and closes the one before it."""
    held: list[Store] = []

    def make() -> Store:
        for store in held:
            store.close()
        held[:] = [open_store(empty_url(), make=True)]
        return held[0]

    yield make
    for store in held:
        store.close()


@pytest.fixture
def store(fresh: Callable[[], Store]) -> Store:
    """An empty store."""
    return fresh()


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo world's store on sqlite, loaded once; for tests that only read."""
    from headwater.demo import run
    from tests.running import TODAY

    folder = tmp_path_factory.mktemp("demo")
    run(folder, echo=lambda line: None, today=TODAY)
    return folder / "demo.db"
