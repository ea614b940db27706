"""kill -9 of a real loading process at every transaction, and inside each: resumed, nothing differs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from headwater.graph import canonical
from headwater.graph.errors import StoreBusy
from headwater.graph.stores import open_store
from headwater.graph.stores.base import LoadKey, Store
from headwater.graph.verify import verify
from tests.graph.making import AT, DAY, load, sha
from tests.graph.stores.contract import kill_child

ROOT = Path(__file__).resolve().parents[4]
BEGIN, BATCHES, VANISHED, LINKS, PUBLISH = 1, 5, 1, 2, 1
STEPS = BEGIN + BATCHES + VANISHED + LINKS + PUBLISH


def child(url: str, step: int, when: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.graph.stores.contract.kill_child", url, str(step), when]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )


def prepared(url: str) -> str:
    with open_store(url, make=True) as store:
        load(store, "list", kill_child.first(), dated="2024")
        load(store, "hub", kill_child.other(), dated="2024")
        return export(store)


def export(store: Store) -> str:
    return "\n".join(canonical.lines(store))


@pytest.fixture
def unbroken(empty_url: Callable[[], str]) -> tuple[str, str]:
    """The exports before and after a run that nobody kills."""
    url = empty_url()
    before = prepared(url)
    done = child(url, 0, "after")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["_commit"] * (STEPS - 1) + ["_publish"]
    with open_store(url, make=True) as store:
        assert verify(store, as_of=DAY) == []
        return before, export(store)


def resumed_equals(empty_url: Callable[[], str], unbroken: tuple[str, str], step: int, when: str) -> None:
    before, after = unbroken
    url = empty_url()
    prepared(url)
    died = child(url, step, when)
    assert died.returncode == -signal.SIGKILL, died.stderr
    ended = step if when == "after" else step - 1
    assert len(died.stdout.split()) == ended, "the kill fell elsewhere"
    with open_store(url, make=True) as store:
        run = store._state().run  # type: ignore[attr-defined]
        published = ended == STEPS
        assert store.revision() == (3 if published else 2)
        assert export(store) == (after if published else before), "half a load was seen"
        batches = min(max(ended - BEGIN, 0), BATCHES)
        assert (run is None) == (published or ended == 0)
        if run is not None:
            assert run.position == (0, 100, 202, 304, 406, 481)[batches], "wrong checkpoint"
    kill_child.run(url, 0, "after")
    with open_store(url, make=True) as store:
        assert export(store) == after
        assert store.revision() == 3
        assert [(x.rows, x.accepted, x.unchanged, x.opened, x.closed) for x in store.loads()][2] == COUNTS
        assert verify(store, as_of=DAY) == []


EACH_ON_BOTH = ["sqlite", pytest.param("neo4j", marks=[pytest.mark.neo4j, pytest.mark.slow])]
"""Every kill in Neo4j takes two minutes; the quick tests kill it once, below."""

COUNTS = (160, 160, 0, 403, 82)
"""Rows, accepted, unchanged; opened: 160 relations, 160 places, the source line, 82 ended copies; closed: 82."""


@pytest.mark.parametrize("empty_url", EACH_ON_BOTH, indirect=True)
@pytest.mark.parametrize("when", ["after", "inside"])
def test_a_load_killed_at_any_transaction_resumes_to_the_same_graph(
    empty_url: Callable[[], str], unbroken: tuple[str, str], when: str
) -> None:
    for step in range(1, STEPS + 1):
        resumed_equals(empty_url, unbroken, step, when)


def test_another_load_after_a_kill_abandons_the_dead_one(empty_url: Callable[[], str]) -> None:
    url = empty_url()
    before = prepared(url)
    assert child(url, 5, "after").returncode == -signal.SIGKILL
    with open_store(url, make=True) as store:
        with store.write(LoadKey("empty", sha("none")), at=AT) as writer:
            assert writer.resumed is None
            writer.finish()
        assert export(store) == before
        assert store._state().run is None  # type: ignore[attr-defined]


def test_a_living_process_holds_the_store(empty_url: Callable[[], str]) -> None:
    url = empty_url()
    code = (
        "import sys\nfrom headwater.graph.stores import open_store\nfrom headwater.graph.stores.base import LoadKey\n"
        f"w = open_store({url!r}, make=True).write(LoadKey('other', 'x' * 64), at={AT!r})\n"
        "print('held', flush=True)\nsys.stdin.read()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code], env=env, stdin=pipe, stdout=pipe, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with open_store(url, make=True) as store, pytest.raises(StoreBusy):
            store.write(LoadKey("list", sha("x")), at=AT)
        holder.kill()
        holder.wait()
