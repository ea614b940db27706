"""Neo4j's Graph Data Science, for what it can do: worst_path of one issue, and the adjoint of one brand.

It has no call for upstream_risk (its PageRank divides a party's score among the links that leave it; a
buyer's burden needs the shares of the links that reach it) and none for linked_harm. What is timed is the
algorithm on a graph that is already in its memory, with nothing sent back: the server's CPU seconds and
this process's. One thread, as everywhere.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.engines.candidates.work import ALPHA, Answer, NotHere, Work, with_sink, with_start
from benchmarks.engines.memory import Memory
from benchmarks.engines.network import ISSUES, Made
from tests.neo4j.server import Neo4jServer, ServerUnavailable, bring

VERSION, NEO4J = "2.13.9", "5.26.0"
"""Of Graph Data Science, and of the Neo4j that it fits."""
POM = Path(__file__).parents[1] / "graph_science.xml"
HEAP = "2g"
TOLERANCE = 1e-9
"""PageRank's: a score that moves less isn't passed on. What is passed over adds up, so it proves no error."""
TICKS = os.sysconf("SC_CLK_TCK")

Links = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]


class _Held:
    """A server with one graph in memory, from (from, to, weight)."""

    def __init__(self, links: Links) -> None:
        """Start it and read the links in. Raises NotHere."""
        self._ends = ExitStack()
        home = Path(self._ends.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        try:
            plugin = bring(f"gds-{VERSION}", POM, f"-Dgds.version={VERSION}")
            self._server = Neo4jServer(home, NEO4J, plugin=plugin, heap=HEAP).start()
        except ServerUnavailable as error:
            self._ends.close()
            raise NotHere(f"Neo4j's Graph Data Science {VERSION}: {error}") from error
        self._ends.callback(self._server.stop)
        driver = self._ends.enter_context(self._server.driver())
        self._session = self._ends.enter_context(driver.session(database="neo4j"))
        file = home / "links.csv"
        with file.open("w", encoding="utf-8") as f:
            f.writelines(f"{a},{b},{w!r}\n" for a, b, w in zip(*(x.tolist() for x in links), strict=True))
        self.ask(
            "LOAD CSV FROM $file AS r WITH toInteger(r[0]) AS a, toInteger(r[1]) AS b, toFloat(r[2]) AS w "
            "RETURN gds.graph.project('g', a, b, {relationshipProperties: {w: w}})",
            file=f"file://{file}",
        )
        assert self._server.process is not None
        self.memory = Memory(self._server.process.pid)

    def ask(self, query: str, **given: Any) -> dict[str, Any]:
        """The one row of a query's answer."""
        row: dict[str, Any] = self._session.run(query, **given).single(strict=True).data()
        return row

    def clock(self) -> float:
        """CPU seconds of the server and of this process."""
        held = self._server.process
        assert held is not None
        user, system = Path(f"/proc/{held.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        spent = os.times()
        return (int(user) + int(system)) / TICKS + spent.user + spent.system

    def work(self, mode: str, call: str, value: str, n: int, shown: Callable[[Answer], Answer], **more: Any) -> Work:
        """Answer once with all values (`stream`), then be timed without sending them (`stats`)."""
        told: dict[str, Any] = {"version": VERSION, "neo4j": NEO4J, "procedure": call}
        options = {"relationshipWeightProperty": "w", "concurrency": 1, **more}
        first: list[Answer | None] = [None]

        def run() -> Answer | None:
            if first[0] is None:
                got = self.ask(
                    f"CALL {call}.stream('g', $options) YIELD {mode} AS u, {value} AS x "
                    "RETURN collect(u) AS who, collect(x) AS values",
                    options=options,
                )
                x = np.full(n + 1, np.nan)
                x[got["who"]] = got["values"]
                first[0] = shown(x[:n])
                self._stats(call, options)
                return first[0]
            told.update(self._stats(call, options))
            return None

        def facts() -> Mapping[str, Any]:
            return told | {"server_peak_mb": round(self.memory.whole_mb() or 0)}

        return Work(run, told=facts, clock=self.clock, peak_mb=self.memory.peak_mb, close=self._ends.close)

    def _stats(self, call: str, options: Mapping[str, Any]) -> dict[str, Any]:
        return self.ask(f"CALL {call}.stats('g', $options) YIELD computeMillis RETURN computeMillis", options=options)


def worst(made: Made) -> Work:
    """allShortestPaths.delta on -log from one start."""
    u, v, probability = with_start(made, 0)
    held = _Held((u, v, -np.log(probability)))
    work = held.work(
        "targetNode",
        "gds.allShortestPaths.delta",
        "totalCost",
        made.n,
        lambda far: np.exp(-far),
        sourceNode=made.n,
    )
    return replace(work, factor=ISSUES, how=f"one issue times {ISSUES}")


def adjoint(made: Made) -> Work:
    """PageRank with one source node over shares with a sink, as z = score / (1 - alpha)."""
    held = _Held(with_sink(made))
    return held.work(
        "nodeId",
        "gds.pageRank",
        "score",
        made.n,
        lambda score: score / (1 - ALPHA),
        sourceNodes=[made.brand],
        dampingFactor=ALPHA,
        tolerance=TOLERANCE,
        maxIterations=1_000,
    )


ROUTES = {"worst gds": worst}
ORIGINS = {"adjoint gds": adjoint}
