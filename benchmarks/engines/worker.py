"""One candidate in a process of its own, driven by lines: `run` gives its seconds, `end` what it told.

A process of its own keeps one candidate's memory, caches and threads out of another's figures.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.engines.candidates import CANDIDATES
from benchmarks.engines.candidates.work import NotHere, Work
from benchmarks.engines.memory import Memory
from benchmarks.engines.network import read

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
NOT_THEIRS = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
"""Settings of some machines that would slow numpy and scipy down."""


class Local:
    """A candidate in this process: for trying things out, without figures of memory."""

    def __init__(self, name: str, network: Path) -> None:
        """Prepare it and run it once, so that kernels are compiled. Raises NotHere."""
        self.name = name
        made = read(network)
        self._memory = Memory()
        try:
            self._work: Work = CANDIDATES[name](made)
        except ModuleNotFoundError as error:
            raise NotHere(f"{error}; `make bench` installs it") from error
        self.answer = self._work.run()

    def run(self) -> tuple[float, float]:
        """CPU and wall seconds of one run, scaled to the whole."""
        cpu, wall = self._work.clock(), time.perf_counter()
        self._work.run()
        took = self._work.clock() - cpu, time.perf_counter() - wall
        return took[0] * self._work.factor, took[1] * self._work.factor

    def end(self) -> dict[str, Any]:
        """What it told; `peak_mb` over the loaded graph."""
        peak = (self._work.peak_mb or self._memory.peak_mb)()
        told = dict(self._work.told())
        self._work.close()
        return {"scaled": self._work.how, "told": told, "peak_mb": None if peak is None else round(peak)}


class Remote:
    """The same in a process of its own."""

    def __init__(self, name: str, network: Path) -> None:
        """Start it and wait until it is prepared and warm. Raises NotHere, also where it ended by itself."""
        self.name = name
        env = {k: v for k, v in os.environ.items() if k not in NOT_THEIRS}
        env |= dict.fromkeys(ONE_THREAD, "1")
        command = [sys.executable, "-m", "benchmarks.engines.worker", name, str(network)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
        file = self._ask(None)["answer"]
        self.answer = None if file is None else np.load(file)

    def _ask(self, word: str | None) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        if word is not None:
            self._process.stdin.write(word + "\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            self._process.communicate()
            raise NotHere(f"{self.name} ended with {self._process.returncode}; its words are on standard error")
        said: dict[str, Any] = json.loads(line)
        if "missing" in said:
            self._process.communicate()
            raise NotHere(said["missing"])
        return said

    def run(self) -> tuple[float, float]:
        """CPU and wall seconds of one run, scaled to the whole."""
        said = self._ask("run")
        return said["cpu"], said["wall"]

    def end(self) -> dict[str, Any]:
        """What it told, and its peak memory over the loaded graph."""
        said = self._ask("end")
        self._process.communicate()
        return said


def main(name: str, network: str) -> int:
    """Serve one candidate on standard input and output."""
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # whatever a library prints goes to standard error
    try:
        here = Local(name, Path(network))
    except NotHere as error:
        print(json.dumps({"missing": str(error)}), file=out)
        return 0
    file = None
    if here.answer is not None:
        file = str(Path(network).with_suffix(f".{name.replace(' ', '-')}.npy"))
        np.save(file, here.answer)
        here.answer = None
    print(json.dumps({"answer": file}), file=out)
    for line in sys.stdin:
        if line.strip() == "end":
            print(json.dumps(here.end()), file=out)
            return 0
        cpu, wall = here.run()
        print(json.dumps({"cpu": cpu, "wall": wall}), file=out)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
