from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from benchmarks.whole import plain, world


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> world.WorldFiles:
    return world.write(tmp_path_factory.mktemp("plain"), "S0")


def test_the_loop_over_suppliers_solves_what_dense_algebra_iterates(files: world.WorldFiles) -> None:
    g = plain.graph(*map(str, files))
    ids = list(g.nodes)
    at = {n: i for i, n in enumerate(ids)}
    share, own = np.zeros((len(ids), len(ids))), np.array([g.nodes[n]["own"] for n in ids])
    for buyer, supplier, w in g.edges(data="weight"):
        share[at[buyer], at[supplier]] = w
    x = np.linalg.solve(np.eye(len(ids)) - (1 - own)[:, None] * plain.DAMPING * share, own)
    got = {n: v for v, n in plain.score(g, "")}  # type: ignore[attr-defined]
    assert got
    assert [got[n] for n in got] == pytest.approx([x[at[n]] for n in got], abs=1e-4)


def test_findings_come_gravest_first_and_only_from_upstream(files: world.WorldFiles) -> None:
    g, brand = plain.graph(*map(str, files)), world.brand_key(files.brand)
    rows = plain.priorities(g, brand)
    scales = [int(r["scale"]) for r in rows]  # type: ignore[attr-defined]
    assert scales == sorted(scales, reverse=True)
    assert {r["party"] for r in rows} <= {n for tier in plain.trace(g, brand).values() for n in _ids(g, tier)}  # type: ignore[attr-defined]


def _ids(g: object, names: list[str]) -> list[str]:
    wanted = set(names)
    return [n for n, d in g.nodes(data=True) if d["name"] in wanted]  # type: ignore[attr-defined]


def test_the_plain_insert_holds_every_row(files: world.WorldFiles, tmp_path: Path) -> None:
    database = tmp_path / "plain.db"
    assert plain.main(["insert", str(files.links), str(database)]) == 0
    with files.links.open(encoding="utf-8", newline="") as f:
        wanted = [tuple(row) for row in csv.reader(f)][1:]
    with sqlite3.connect(database) as db:
        assert db.execute("select * from rows").fetchall() == wanted
    db.close()
