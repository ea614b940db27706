"""Peak memory is that of the process itself."""

from __future__ import annotations

import subprocess
import sys

import numpy as np


def test_a_process_does_not_inherit_the_peak_of_the_one_that_started_it() -> None:
    ballast = np.ones(40_000_000)
    del ballast
    program = "import numpy as np; from benchmarks.engines.memory import Memory; m = Memory(); x = np.ones(4_000_000); "
    program += "print(m.peak_mb())"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert 30 <= float(said) < 60  # 32 MB
