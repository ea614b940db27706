"""Loads a made-up list into a store and kills itself with SIGKILL at a chosen commit.

    python kill_child.py URL STEP WHEN      STEP 1, 2, … is the transaction; WHEN "after" or "inside" it

STEP 0 kills nowhere. Prints one line a transaction as it ends.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from headwater.graph.records import Record
from headwater.graph.stores import open_store
from headwater.graph.stores.base import LoadKey
from tests.graph.making import AT, brand, facility, sha, source_line, supplies

BATCH = 100
ROWS = 160
"""Three records a row, so some five batches; then what vanished, the links, and the publishing."""


def first() -> list[Record]:
    """What is there before: a third of it vanishes in the load that is killed."""
    said: list[Record] = [source_line("list", "2024"), brand("list", "Alma", dated="2024")]
    return said + [facility("list", f"row:list:{n}", f"Made up {n}", "TR", dated="2024") for n in range(240)]


def other() -> list[Record]:
    """Another source, so that the load moves links."""
    return [facility("hub", f"oshub:{n}", f"MADE UP {n} LTD", "TR", dated="2024", city="Bursa") for n in range(80, 330)]


def rows() -> list[list[Record]]:
    """The load that is killed: 160 of the 240 stay, each with a new relation and a new place beside."""
    return [
        [
            facility("list", f"row:list:{n}", f"Made up {n}", "TR", dated="2025", row=n + 2),
            supplies("list", f"row:list:{n}", "brand:alma", share=n / 1000, dated="2025", row=n + 2),
            facility("list", f"row:list:new{n}", f"Made up {240 + n}", "TR", dated="2025", row=n + 2),
        ]
        for n in range(ROWS)
    ]


def run(url: str, step: int, when: str) -> None:
    store: Any = open_store(url, make=True)
    done = 0

    def counted(method: Callable[..., None]) -> Callable[..., None]:
        def call(*args: Any) -> None:
            nonlocal done
            if when == "inside" and done + 1 == step:
                store._before_commit = lambda: os.kill(os.getpid(), signal.SIGKILL)
            method(*args)
            done += 1
            sys.stdout.write(method.__name__ + "\n")
            sys.stdout.flush()
            if when == "after" and done == step:
                os.kill(os.getpid(), signal.SIGKILL)

        return call

    for name in ("_commit", "_publish", "_abandon"):
        setattr(store, name, counted(getattr(store, name)))
    with store.write(LoadKey("list", sha("killed"), dated="2025"), at=AT, batch=BATCH) as writer:
        writer.put([source_line("list", "2025")])
        for n, records in enumerate(rows()):
            writer.put(records, row=n + 2)
        writer.finish()
    store.close()


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]), sys.argv[3])
