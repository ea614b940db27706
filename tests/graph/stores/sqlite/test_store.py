"""What only the SQLite store has to stand: files that aren't its own, no trigrams, readers beside a writer."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from headwater.graph.errors import StoreError, UnknownName
from headwater.graph.stores import open_store
from headwater.graph.stores.base import PUBLIC, LoadKey
from headwater.graph.stores.sqlite.store import SqliteStore
from tests.graph.making import AT, DAY, facility, load, sha

ROOT = Path(__file__).resolve().parents[4]


def test_an_unknown_scheme_lists_the_known_ones() -> None:
    for url in ("oracle:x", "sqlite", "sqlite:"):
        with pytest.raises(UnknownName, match=r"known: bolt,.*, sqlite"):
            open_store(url, make=True)


def test_opening_sqlite_imports_no_other_driver(tmp_path: Path) -> None:
    code = (
        f"import sys; from headwater.graph.stores import open_store; open_store('sqlite:{tmp_path}/a.db', make=True)\n"
    )
    code += "assert 'neo4j' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, check=True)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(f"sqlite:{tmp_path}/none/a.db", make=True)
    with pytest.raises(StoreError):
        open_store(f"sqlite:{tmp_path}", make=True)


def test_a_store_opens_again_as_it_was(tmp_path: Path) -> None:
    url = f"sqlite:{tmp_path}/a.db"
    with open_store(url, make=True) as store:
        load(store, "blue", [facility("blue", "oshub:X1", "Demir Tekstil", "TR")])
    with open_store(url, make=True) as store:
        assert store.revision() == 1
        assert [h.id for h in store.find("demir", viewer=PUBLIC, as_of=DAY)] == ["oshub:X1"]


class Plain(SqliteStore):
    """As with an SQLite that was built without FTS5."""

    def _has_trigrams(self) -> bool:
        return False


def test_search_is_the_same_without_trigrams_and_the_index_is_made_up_for(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    words = ("kumo", "umo", "garment kumo", "ku", "aerith%", "kumo_", "nothing")

    def hits(store: SqliteStore) -> list[list[str]]:
        return [[h.id for h in store.find(w, viewer=PUBLIC, as_of=DAY)] for w in words]

    with SqliteStore(path, make=True) as store:
        load(store, "blue", [facility("blue", "oshub:T1", "Kumo Garment", "VN"), facility("blue", "oshub:T2", "Other")])
    with Plain(path) as store:
        load(store, "red", [facility("red", "oshub:T3", "Great Kumo Works", "VN")])
        with store.write(LoadKey("dead", sha("dead")), at=AT, batch=1) as writer:
            writer.put([facility("dead", "oshub:T9", "Kumo of the dead", "VN")], row=2)
            writer.abandon()
        plain = hits(store)
    one, three = "oshub:T1", "oshub:T3"
    assert plain == [[one, three], [three, one], [one], [one], [], [one, three], []]
    with SqliteStore(path, make=True) as store:
        assert hits(store) == plain, "before the index is made up for"
        load(store, "green", [facility("green", "oshub:T4", "Unrelated", "VN")])
        assert store._db.execute("select indexed from state").fetchone() == (1,)
        assert hits(store) == plain
        store._db.execute("insert into search(search, rank) values('integrity-check', 1)")


def test_the_trigram_index_stays_right_through_abandon_and_retract(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "a.db", make=True) as store:
        load(store, "blue", [facility("blue", "oshub:T1", "Kumo Garment", "VN", dated="2024")], dated="2024")
        with store.write(LoadKey("dead", sha("dead")), at=AT, batch=1) as writer:
            writer.put([facility("dead", "oshub:T9", "Kumo of the dead", "VN")], row=2)
            writer.abandon()
        load(store, "blue", [facility("blue", "oshub:T2", "Kumo Two", "VN")], dated="2025", accept_shrink=True)
        store._db.execute("insert into search(search, rank) values('integrity-check', 1)")
        assert [h.id for h in store.find("umo", viewer=PUBLIC, as_of=DAY)] == ["oshub:T2"]
        store.retract("blue", at=AT)
        store._db.execute("insert into search(search, rank) values('integrity-check', 1)")
        assert store.find("umo", viewer=PUBLIC, as_of=DAY) == []


def test_other_threads_and_processes_read_one_revision_during_a_load(tmp_path: Path) -> None:
    url = f"sqlite:{tmp_path}/a.db"
    store = open_store(url, make=True)
    load(store, "blue", [facility("blue", f"oshub:A{n}", f"Name {n}", "TR") for n in range(50)])
    code = (
        "from headwater.graph.stores import open_store\nfrom headwater.graph.stores.base import PUBLIC\n"
        f"s = open_store({url!r}, make=True)\nseen = set()\n"
        "while (2, 350) not in seen:\n"
        f"    shot = s.snapshot(as_of={DAY!r})\n    seen.add((shot.revision, len(shot.ids)))\n"
        "    if len(seen) == 1: print('reading', flush=True)\n"
        "assert seen == {(1, 50), (2, 350)}, seen\n"
    )
    seen: set[tuple[int, int]] = set()
    stop = threading.Event()
    failed: list[BaseException] = []

    def look() -> None:
        try:
            while not stop.is_set():
                shot = store.snapshot(as_of=DAY)
                seen.add((shot.revision, len(shot.ids)))
        except BaseException as error:
            failed.append(error)
            raise

    reader = threading.Thread(target=look)
    other = subprocess.Popen([sys.executable, "-c", code], env={"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"reading\n"
    reader.start()
    with store.write(LoadKey("green", sha("x")), at=AT, batch=10) as writer:
        for n in range(300):
            writer.put([facility("green", f"oshub:B{n}", f"Other {n}", "TR")], row=n)
        writer.finish()
    try:
        other.communicate(timeout=120)
        assert other.returncode == 0
        stop.set()
        reader.join(timeout=60)
        assert not failed
        assert seen <= {(1, 50), (2, 350)}
        assert (2, 350) in seen
    finally:
        stop.set()
        other.kill()
        store.close()
