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
from pathlib import Path
from typing import Any

from benchmarks.timing import Timing, machine, measure, ratio
from headwater.graph.records import Party, PartyKind, Provenance, Record, Relation, RelationKind, Source
from headwater.graph.stores import open_store
from headwater.graph.stores.base import LoadKey

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


def load(url: str, made: list[tuple[Record, ...]], seed: int, source: str = "list") -> bool:
    """Load the rows into a store; says whether it was a no-op."""
    with open_store(url) as store:
        key = LoadKey(source=source, sha256=SHA, dated="2025-01-01", files=(("list.csv", SHA),))
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


def plain_lines(path: Path, made: list[tuple[Record, ...]]) -> None:
    """One JSON line a record."""
    with path.open("w", encoding="utf-8") as f:
        for row in made:
            f.writelines(r.model_dump_json() + "\n" for r in row)


def run(count: int = 20_000, seed: int = 1, runs: int = 3) -> dict[str, Any]:
    """Measure both stores (Neo4j where `HEADWATER_NEO4J_URL` names an empty one) and the alternatives."""
    made = list(rows(count, seed))
    out: dict[str, Any] = {"benchmark": "loading", "rows": count, "seed": seed, "machine": machine(), "stores": {}}
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)

        def each(work: Callable[[Path], object], name: str) -> Timing:
            paths = iter([here / f"{name}{i}" for i in range(runs)])
            return measure(lambda: work(next(paths)), runs)

        plain = each(lambda p: plain_sqlite(p, made), "plain.db")
        written = each(lambda p: plain_lines(p, made), "lines.jsonl")
        urls = [f"sqlite:{here / f'store{i}.db'}" for i in range(runs)]
        out["stores"]["sqlite"] = _store(urls, made, seed)
        out["plain_sqlite"], out["plain_json_lines"] = plain.document(), written.document()
        out["stores"]["sqlite"]["first_times_plain_sqlite"] = ratio(out["stores"]["sqlite"].pop("_first"), plain)
        neo4j = os.environ.get("HEADWATER_NEO4J_URL")
        if neo4j:
            out["stores"]["neo4j"] = _store([neo4j], made, seed)
            out["stores"]["neo4j"]["first_times_plain_sqlite"] = ratio(out["stores"]["neo4j"].pop("_first"), plain)
        else:
            out["stores"]["neo4j"] = "not run: set HEADWATER_NEO4J_URL to an empty database"
    return out


def _store(urls: list[str], made: list[tuple[Record, ...]], seed: int) -> dict[str, Any]:
    """First loads into empty stores, the same load again, and the snapshot of the first."""
    fresh = iter(urls)
    once = measure(lambda: load(next(fresh), made, seed), len(urls))
    no_ops: list[bool] = []
    again = measure(lambda: no_ops.append(load(urls[0], made, seed)), 3)

    with open_store(urls[0]) as store:
        snapshot = measure(lambda: store.snapshot(as_of="2026-01-01"), 3)
        parties = len(store.snapshot(as_of="2026-01-01").ids)
    count = len(made)
    return {
        "_first": once,
        "first": once.document() | {"rows_per_wall_s": count / once.wall},
        "repeated": again.document() | {"rows_per_wall_s": count / again.wall, "no_op": all(no_ops)},
        "snapshot": snapshot.document() | {"parties": parties},
    }


def lines(got: dict[str, Any]) -> list[str]:
    """Say it in words."""
    out = [f"Loading {got['rows']:,} made-up rows (a facility and a link each):"]
    for name, store in got["stores"].items():
        if isinstance(store, str):
            out.append(f"  {name}: {store}")
            continue
        r = store["first_times_plain_sqlite"]
        out.append(
            f"  {name}: first {store['first']['rows_per_wall_s']:,.0f} rows/s, "
            f"repeated {store['repeated']['rows_per_wall_s']:,.0f} rows/s, "
            f"snapshot {store['snapshot']['wall_s_median']:.2f} s for {store['snapshot']['parties']:,} parties; "
            f"first load {r['median']:.1f} times the CPU of plain sqlite ({r['least']:.1f} to {r['most']:.1f})"
        )
    for name, title in (("plain_sqlite", "plain sqlite executemany"), ("plain_json_lines", "plain JSON lines")):
        out.append(f"  {title}: {got['rows'] / got[name]['wall_s_median']:,.0f} rows/s, without sources or history")
    return out
