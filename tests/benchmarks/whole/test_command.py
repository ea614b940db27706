from __future__ import annotations

import pytest

from benchmarks.whole.command import Cost, document, run
from benchmarks.whole.measuring import ROOT

BURN = "import time\nwhile time.process_time() < 0.3: pass"


def test_the_cpu_and_the_memory_are_the_processs_own() -> None:
    cost = run(("-c", f"{BURN}\nheld = bytearray(300_000_000)"), ROOT, {})
    assert 0.3 <= cost.cpu <= 3
    assert cost.wall >= 0.25
    assert cost.peak_mb >= 286


def test_a_command_that_fails_is_told_with_its_last_words() -> None:
    with pytest.raises(RuntimeError, match=r"left with 3: no such thing"):
        run(("-c", "import sys; sys.stderr.write('no such thing'); sys.exit(3)"), ROOT, {})


def test_what_stands_in_the_environment_reaches_the_command() -> None:
    run(("-c", "import os, sys; sys.exit(os.environ['HEADWATER_CACHE'] != 'here')"), ROOT, {"HEADWATER_CACHE": "here"})


def test_of_several_runs_the_median_counts_and_the_spread_is_kept() -> None:
    got = document([Cost(3, 4, 10), Cost(1, 2, 30), Cost(2, 9, 20)])
    assert (got["cpu_s_median"], got["cpu_s_least"], got["cpu_s_most"]) == (2, 1, 3)
    assert (got["wall_s_median"], got["peak_mb"], got["runs"]) == (4, 30, 3)
