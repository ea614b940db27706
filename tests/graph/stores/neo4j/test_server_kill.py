"""The Neo4j server killed (kill -9) under a load, started again, the load resumed: nothing differs."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from headwater.graph import canonical
from headwater.graph.errors import StoreError
from headwater.graph.stores import open_store
from headwater.graph.stores.base import LoadKey, Store
from headwater.graph.stores.neo4j.store import Neo4jStore
from tests.graph.making import AT, DAY, brand, facility, load, sha, source_line, supplies
from tests.neo4j.server import Neo4jServer

pytestmark = pytest.mark.neo4j
ROWS = 150
BATCH = 100
NEWER = LoadKey("list", sha("newer"), dated="2025")


def export(store: Store) -> str:
    return "\n".join(canonical.lines(store))


def before(store: Store) -> None:
    """An earlier version, half of whose places vanish, and another source that links to it."""
    old = [facility("list", f"row:list:{n}", f"Made up {n}", "TR", dated="2024", row=n + 2) for n in range(200)]
    load(store, "list", [source_line("list", "2024"), brand("list", "Alma", dated="2024"), *old], dated="2024")
    load(store, "hub", [facility("hub", f"oshub:{n}", f"MADE UP {n}", "TR") for n in range(90, 240)])


def newer(store: Store, *, kill: Any = None) -> None:
    """The load that meets the kill; `kill(batch number)` is called after each batch's rows were put."""
    with store.write(NEWER, at=AT, batch=BATCH) as writer:
        writer.put([source_line("list", "2025"), brand("list", "Alma", dated="2025")], row=1)
        for n in range(ROWS):
            key = f"row:list:{n}"
            said = facility("list", key, f"Made up {n}", "TR", dated="2025", row=n + 2)
            link = supplies("list", key, "brand:alma", share=n / 1000, dated="2025", row=n + 2)
            writer.put([said, link], row=n + 2)
            if kill is not None:
                kill(writer._committed)
        writer.finish()


@pytest.fixture
def unbroken(neo4j_url: str, tmp_path: Path) -> tuple[str, str]:
    """Sqlite's exports before and after, which Neo4j's unbroken run equals."""
    with open_store(f"sqlite:{tmp_path}/unbroken.db", make=True) as store:
        before(store)
        first = export(store)
        newer(store)
        return first, export(store)


def resumed(url: str, unbroken: tuple[str, str], position: int | None) -> None:
    """After the restart: readers see the graph as before; the same load goes on and ends the same."""
    with Neo4jStore(url, retry=2.0, make=True) as store:
        assert (store.revision(), export(store)) == (2, unbroken[0])
        run = store._state().run
        assert (None if run is None else run.position) == position
        newer(store)
        assert (store.revision(), export(store)) == (3, unbroken[1])
        last = store.loads()[-1]
        assert (last.rows, last.opened) == (ROWS + 1, ROWS + 2 + 50)


def killing(store: Neo4jStore, server: Neo4jServer, name: str, nth: int) -> None:
    """Kill the server inside the nth transaction of `name`, just before it commits."""
    method, seen = getattr(store, name), 0

    def call(*args: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == nth:
            store._before_commit = server.kill  # type: ignore[method-assign]
        return method(*args)

    setattr(store, name, call)


def test_an_unbroken_load_gives_sqlites_export(neo4j_url: str, unbroken: tuple[str, str]) -> None:
    with open_store(neo4j_url, make=True) as store:
        before(store)
        newer(store)
        assert export(store) == unbroken[1]


@pytest.mark.slow
def test_killed_before_the_first_batchs_commit(
    neo4j_url: str, neo4j_server: Neo4jServer, unbroken: tuple[str, str]
) -> None:
    with Neo4jStore(neo4j_url, retry=1.0, make=True) as store:
        before(store)
        killing(store, neo4j_server, "_commit", 2)
        with pytest.raises(StoreError, match="can't be reached") as caught:
            newer(store)
        assert caught.value.exit_code == 5
        assert "goes on where its last committed batch ended" in str(caught.value)
    neo4j_server.start()
    resumed(neo4j_url, unbroken, 0)


def test_killed_between_batches(neo4j_url: str, neo4j_server: Neo4jServer, unbroken: tuple[str, str]) -> None:
    def kill(committed: int) -> None:
        if committed == 200 and neo4j_server.running():
            neo4j_server.kill()

    with Neo4jStore(neo4j_url, retry=1.0, make=True) as store:
        before(store)
        with pytest.raises(StoreError, match="can't be reached"):
            newer(store, kill=kill)
        with pytest.raises(StoreError, match="can't be reached"):
            store.revision()
    neo4j_server.start()
    resumed(neo4j_url, unbroken, 200)


@pytest.mark.slow
def test_killed_while_publishing(neo4j_url: str, neo4j_server: Neo4jServer, unbroken: tuple[str, str]) -> None:
    with Neo4jStore(neo4j_url, retry=1.0, make=True) as store:
        before(store)
        killing(store, neo4j_server, "_publish", 1)
        with pytest.raises(StoreError, match="can't be reached"):
            newer(store)
    neo4j_server.start()
    resumed(neo4j_url, unbroken, 302)


@pytest.mark.slow
def test_killed_while_the_picture_is_drawn_the_load_stands(
    neo4j_url: str, neo4j_server: Neo4jServer, unbroken: tuple[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    shown = "MATCH (p:HeadwaterProjection) RETURN p.revision, p.drawing, COUNT { ()-[:SUPPLIES]->() }"
    with Neo4jStore(neo4j_url, retry=1.0, make=True) as store:
        before(store)
        writes, once = 0, store._connection.write

        def write(work: Any) -> Any:
            nonlocal writes
            done = once(work)
            writes += store.revision() == 3 if neo4j_server.running() else 0
            if writes == 3:
                neo4j_server.kill()
            return done

        store._connection.write = write  # type: ignore[method-assign]
        with caplog.at_level(logging.WARNING, "headwater"):
            newer(store)
        assert "revision 3 stands" in caplog.text
    neo4j_server.start()
    with Neo4jStore(neo4j_url, make=True) as store:
        assert (store.revision(), export(store)) == (3, unbroken[1])
        half = store._connection.read(shown)[0]
        assert half[:2] == [None, 3], "the stamp must not claim what isn't drawn"
        assert half[2] == 0, "the kill fell elsewhere"
        store.project(as_of=DAY)
        assert store._connection.read(shown) == [[3, None, ROWS]]
