"""Fixtures for every test: an empty store of each kind. And which tests stay in one process when several run."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.stores import open_store
from headwater.graph.stores.base import Store
from tests.neo4j.plugin import neo4j_server, neo4j_url
from tests.neo4j.server import wipe

__all__ = ["neo4j_server", "neo4j_url"]

BOTH = ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of one file in one process, and all on the Neo4j server in one, begun first: there is one server.

    `pytest -n 2 --dist loadgroup` reads the groups; a run in one process differs in the order only.
    """
    items.sort(key=lambda item: item.get_closest_marker("neo4j") is None)
    for item in items:
        alone = item.get_closest_marker("neo4j") is None
        item.add_marker(pytest.mark.xdist_group(item.path.stem if alone else "neo4j"))


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
        held[:] = [open_store(empty_url())]
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
