"""The primitives, tried on the embedded engine: what a run writes is nobody's until it is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.statements import Statement, dumps, of
from headwater.graph.stores.base import OWNER
from headwater.graph.stores.model import search
from headwater.graph.stores.model.adapter import Adapter
from headwater.graph.stores.model.rows import LEVELS, TOP, Batch, Line, Link, Row, Run, Seen, Where
from headwater.graph.stores.sqlite.store import SqliteStore
from tests.graph.making import AT, facility

ONE, TWO = (of(facility("list", f"row:list:{n}", f"Mill {n}", "TR")) for n in (1, 2))
RUN = Run(1, "load", "list", "ab", "m", "2024-01-01", AT)
LINK = Link("row:list:1", "row:list:2", "row:list:2", "said so")


def row(said: Statement, version: str = "") -> Row:
    props = dumps(said.props)
    norm, text = search.columns(said)
    return Row(said.digest(props), version, None, said.kind, said.key, said.a, said.b, props, said.source, said.file,
               said.sha256, said.row, said.valid_from, said.valid_to, said.level, norm, text)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "a.db", make=True) as made:
        yield made


def keys(store: Adapter, revision: int) -> list[str]:
    return sorted(s.key for s in store._statements(Where(revision, OWNER, None)))


def publish(store: Adapter, revision: int) -> None:
    run = replace(RUN, revision=revision)
    line = Line(*(getattr(run, n) for n in ("revision", "kind", "source", "sha256", "mapping", "dated", "at")),
                seen=(Seen(),) * len(LEVELS))  # fmt: skip
    store._publish(line, (revision,) * len(LEVELS))


def test_what_a_run_wrote_is_read_from_its_own_revision_on(store: SqliteStore) -> None:
    store._commit(RUN, Batch(rows=[row(ONE)], links=[LINK], decisions=[PartyDecision("a", "b", "same")]))
    assert (store._state().revision, store._state().run, store._log()) == (0, RUN, [])
    assert (keys(store, 0), store._links(0, TOP), store._decisions(0)) == ([], [], [])
    publish(store, 1)
    assert (store._state().revision, store._state().run, len(store._log())) == (1, None, 1)
    assert keys(store, 1) == ["row:list:1"] and store._links(1, 0) == [LINK]
    assert store._decisions(1) == [PartyDecision("a", "b", "same")]


def test_an_abandoned_run_leaves_what_was_there(store: SqliteStore) -> None:
    store._commit(RUN, Batch(rows=[row(ONE)], links=[LINK], decisions=[PartyDecision("a", "b", "same")]))
    publish(store, 1)
    (held,) = store._held("list", 2)
    second = replace(RUN, revision=2, position=5)
    wrote = Batch(rows=[row(TWO)], close=[held.id], unlinks=[(LINK.key, 0)],
                  decisions=[PartyDecision("a", "b", "apart")])  # fmt: skip
    store._commit(second, wrote)
    assert (keys(store, 1), keys(store, 2)) == (["row:list:1"], ["row:list:2"])
    assert store._touched(2) == {0: (1, 1)} and store._relinked(2) == {0}
    assert (store._links(2, TOP), [d.verdict for d in store._decisions(2)]) == ([], ["apart"])
    store._abandon(2)
    assert (keys(store, 2), store._links(2, TOP), store._state().run) == (["row:list:1"], [LINK], None)
    assert [d.verdict for d in store._decisions(2)] == ["same"] and store._touched(2) == {}


def test_what_vanished_ends_and_a_row_written_twice_is_one(store: SqliteStore) -> None:
    store._commit(RUN, Batch(rows=[row(ONE), row(TWO)]))
    publish(store, 1)
    ends = [h.id for h in store._held("list", 2) if h.hash == ONE.hash]
    second = replace(RUN, revision=2)
    for _ in range(2):
        store._commit(second, Batch(end=ends))
    publish(store, 2)
    said = {s.key: s.valid_to for s in store._statements(Where(2, OWNER, None))}
    assert said == {"row:list:1": "2024-01-01", "row:list:2": None}
    assert keys(store, 1) == keys(store, 2) == ["row:list:1", "row:list:2"]
    assert store._lowest(["row:list:1", "row:list:9"], 2) == {"row:list:1": 0}


def test_an_engine_that_lacks_a_primitive_is_none() -> None:
    class Half(Adapter):
        def close(self) -> None: ...

    with pytest.raises(TypeError, match="_commit"):
        Half()  # type: ignore[abstract]
