"""Loads and the snapshot, beside what a plain script would do with the same rows.

The plain alternatives keep no sources, no history and no identity: sqlite `executemany` into one
table, and one JSON line a row. They say what statements cost.
"""

from __future__ import annotations

import os
import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from benchmarks.timing import Timing, machine, measure, ratio, say
from headwater.graph.records import Party, PartyKind, Provenance, Record, Relation, RelationKind, Source
from headwater.graph.stores import open_store
from headwater.graph.stores.base import LoadKey
from tests.neo4j.server import Neo4jServer, ServerUnavailable, wipe

NOW = "2026-01-01T00:00:00Z"
SHA = "b" * 64
COUNTRIES = ("BD", "CN", "IN", "TR", "VN")


def rows(count: int, seed: int) -> Iterator[tuple[Record, ...]]:
    """Made-up rows of a brand's list: a facility and that it supplies the brand."""
    rng = random.Random(seed)
    for i in range(count):
        at = Provenance(source="list", file="list.csv", sha256=SHA, row=i + 2, dated="2025-01-01")
        key = f"oshub:XX{seed:03d}{i:08d}"
        yield (
            Party(
                provenance=at,
                kind=PartyKind.FACILITY,
                key=key,
                name=f"Made-up Works {i}",
                country=rng.choice(COUNTRIES),
                address=f"{rng.randrange(999)} Nowhere Road",
                workers=rng.randrange(20, 5000),
            ),
            Relation(provenance=at, kind=RelationKind.SUPPLIES, start=key, end="brand:made-up"),
        )


def first(seed: int) -> tuple[Record, ...]:
    """The records of row 0: the source and the brand."""
    at = Provenance(source="list", file="list.csv", sha256=SHA, row=0, dated="2025-01-01")
    return (
        Source(provenance=at, key="list", title=f"Made-up list {seed}", dated="2025-01-01", fictional=True),
        Party(provenance=at, kind=PartyKind.BRAND, key="brand:made-up", name="Made-up"),
    )


def load(url: str, made: list[tuple[Record, ...]], seed: int, sha: str = SHA, dated: str = "2025-01-01") -> bool:
    """Load the rows into a store; says whether it was a no-op."""
    with open_store(url, make=True) as store:
        key = LoadKey(source="list", sha256=sha, dated=dated, files=(("list.csv", sha),))
        with store.write(key, at=NOW) as writer:
            if not writer.no_op:
                writer.put(first(seed), row=0)
                for number, records in enumerate(made, start=2):
                    writer.put(records, row=number)
            return writer.finish().no_op


def plain_sqlite(path: Path, made: list[tuple[Record, ...]]) -> None:
    """One table, one row a record, one transaction."""
    with sqlite3.connect(path) as db:
        db.execute("create table if not exists facts (kind text, key text, body text)")
        db.executemany(
            "insert into facts values (?, ?, ?)",
            (
                (type(r).__name__, getattr(r, "key", r.model_dump_json()), r.model_dump_json())
                for row in made
                for r in row
            ),
        )
    db.close()


def plain_neo4j(server: Neo4jServer, made: list[tuple[Record, ...]]) -> None:
    """CREATE by UNWIND, 10,000 records a transaction: a node a facility, a relation a link."""
    with server.driver() as driver, driver.session(database="neo4j") as session:
        session.run("CREATE INDEX plain IF NOT EXISTS FOR (p:Plain) ON (p.key)").consume()
        session.run("CALL db.awaitIndexes(120)").consume()
        session.run("CREATE (:Plain {key: 'brand:made-up'})").consume()
        parties = [r.model_dump(mode="json", include={"key", "name", "country"}) for row in made for r in row[:1]]
        for i in range(0, len(parties), 10_000):
            batch = parties[i : i + 10_000]
            session.run("UNWIND $rows AS r CREATE (p:Plain) SET p = r", rows=batch).consume()
            session.run(
                "MATCH (b:Plain {key: 'brand:made-up'}) UNWIND $rows AS r MATCH (p:Plain {key: r.key}) "
                "CREATE (p)-[:SUPPLIES]->(b)",
                rows=batch,
            ).consume()


@contextmanager
def neo4j_server() -> Iterator[Neo4jServer | str]:
    """A real server of its own where Java and Maven are; else why not, in words."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            server = Neo4jServer(Path(folder)).start()
        except ServerUnavailable as error:
            yield f"not run: {error}"
            return
        before = {k: os.environ.get(k) for k in ("HEADWATER_NEO4J_USER", "HEADWATER_NEO4J_PASSWORD")}
        os.environ.update(HEADWATER_NEO4J_USER=server.user, HEADWATER_NEO4J_PASSWORD=server.password)
        try:
            yield server
        finally:
            for name, value in before.items():
                os.environ.pop(name, None) if value is None else os.environ.update({name: value})
            server.stop()


def plain_lines(path: Path, made: list[tuple[Record, ...]]) -> None:
    """One JSON line a record."""
    with path.open("w", encoding="utf-8") as f:
        for row in made:
            f.writelines(r.model_dump_json() + "\n" for r in row)


def run(count: int = 20_000, seed: int = 1, runs: int = 3, *, neo4j: bool = True) -> dict[str, Any]:
    """Measure both stores and the plain alternatives; Neo4j on a server of its own, where Java and Maven are."""
    made = list(rows(count, seed))
    out: dict[str, Any] = {"benchmark": "loading", "rows": count, "seed": seed, "machine": machine(), "stores": {}}
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)

        def each(work: Callable[[Path], object], name: str) -> Timing:
            paths = iter([here / f"{name}{i}" for i in range(runs)])
            return measure(lambda: work(next(paths)), runs)

        say("loading: plain scripts, then the store on sqlite")
        plain = each(lambda p: plain_sqlite(p, made), "plain.db")
        written = each(lambda p: plain_lines(p, made), "lines.jsonl")
        urls = [f"sqlite:{here / f'store{i}.db'}" for i in range(runs)]
        out["stores"]["sqlite"] = _store(urls, made, seed)
        out["plain_sqlite"], out["plain_json_lines"] = plain.document(), written.document()
        out["stores"]["sqlite"]["first_times_plain_sqlite"] = ratio(out["stores"]["sqlite"].pop("_first"), plain)
        out["stores"]["sqlite"]["first_times_plain"] = out["stores"]["sqlite"]["first"]["wall_s_median"] / plain.wall
        say("loading: Neo4j" if neo4j else "loading: no Neo4j asked for")
        with neo4j_server() if neo4j else nullcontext("not run: --no-neo4j") as server:
            if isinstance(server, str):
                out["stores"]["neo4j"] = server
            else:
                out["stores"]["neo4j"] = _neo4j(server, made, seed, runs)
    return out


def _neo4j(server: Neo4jServer, made: list[tuple[Record, ...]], seed: int, runs: int) -> dict[str, Any]:
    """The plain script and the store take turns on one server, each on an emptied database."""

    def emptied(work: Callable[[], object]) -> Timing:
        def once() -> None:
            work()

        times = []
        for _ in range(runs):
            wipe(server)
            times.append(measure(once, 1))
        return min(times, key=lambda t: t.wall)

    plain = emptied(lambda: plain_neo4j(server, made))
    wipe(server)
    held = _store([server.url], made, seed)
    held.pop("_first")
    held["plain"] = plain.document()
    held["first_times_plain"] = held["first"]["wall_s_median"] / plain.wall
    return held


def _store(urls: list[str], made: list[tuple[Record, ...]], seed: int) -> dict[str, Any]:
    """First loads into empty stores, the same load again, and the snapshot of the first."""
    fresh = iter(urls)
    once = measure(lambda: load(next(fresh), made, seed), len(urls))
    no_ops: list[bool] = []
    again = measure(lambda: no_ops.append(load(urls[0], made, seed)), 3)
    versions = iter([(f"{i:064d}", f"2025-02-{i:02d}") for i in range(1, 9)])
    same = measure(lambda: load(urls[0], made, seed, *next(versions)), 2)

    with open_store(urls[0], make=True) as store:
        snapshot = measure(lambda: store.snapshot(as_of="2026-01-01"), 3)
        parties = len(store.snapshot(as_of="2026-01-01").ids)
    count = len(made)
    return {
        "_first": once,
        "first": once.document() | {"rows_per_wall_s": count / once.wall},
        "repeated": again.document() | {"rows_per_wall_s": count / again.wall, "no_op": all(no_ops)},
        "unchanged": same.document() | {"rows_per_wall_s": count / same.wall},
        "snapshot": snapshot.document() | {"parties": parties},
    }


def lines(got: dict[str, Any]) -> list[str]:
    """Say it in words."""
    out = [f"Loading {got['rows']:,} made-up rows (a facility and a link each):"]
    for name, store in got["stores"].items():
        if isinstance(store, str):
            out.append(f"  {name}: {store}")
            continue
        other = "plain sqlite executemany" if name == "sqlite" else "a plain UNWIND … CREATE"
        out.append(
            f"  {name}: first {store['first']['rows_per_wall_s']:,.0f} rows/s, "
            f"the same file again {store['repeated']['wall_s_median'] * 1000:.0f} ms (a no-op), "
            f"the same rows as a new version {store['unchanged']['rows_per_wall_s']:,.0f} rows/s, "
            f"snapshot {store['snapshot']['wall_s_median']:.2f} s for {store['snapshot']['parties']:,} parties; "
            f"first load takes {store['first_times_plain']:.1f} times as long as {other}"
        )
    for name, title in (("plain_sqlite", "plain sqlite executemany"), ("plain_json_lines", "plain JSON lines")):
        out.append(f"  {title}: {got['rows'] / got[name]['wall_s_median']:,.0f} rows/s, without sources or history")
    return out
