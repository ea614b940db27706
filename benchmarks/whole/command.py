"""One command as a user runs it: a process of its own, with what it cost."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: CPU and wall seconds, peak memory in MB (Linux; the starting process's own at least)."""

    cpu: float
    wall: float
    peak_mb: float


def run(args: Sequence[str], program: Path, environment: Mapping[str, str]) -> Cost:
    """Run `python ARGS…` with the packages of a folder, and wait for it.

    Raises:
        RuntimeError: It left with another code than 0; its last lines are told.
    """
    env = {**os.environ, **environment, "PYTHONPATH": str(program)}
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *args], cwd=program, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as child:
        assert child.stderr is not None
        said = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if child.returncode != 0:
        last = said.decode(errors="replace").strip().splitlines()[-3:]
        raise RuntimeError(f"{' '.join(args)} left with {child.returncode}: {' / '.join(last)}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def document(costs: Sequence[Cost]) -> dict[str, Any]:
    """Several runs of one command as JSON: medians, least and most of the CPU, the highest peak."""
    cpu = [c.cpu for c in costs]
    return {
        "cpu_s_median": statistics.median(cpu),
        "cpu_s_least": min(cpu),
        "cpu_s_most": max(cpu),
        "wall_s_median": statistics.median(c.wall for c in costs),
        "peak_mb": round(max(c.peak_mb for c in costs)),
        "runs": len(costs),
    }
