"""Benchmarks: Headwater beside plain alternatives on one machine, as ratios.

Run all with one command: `python -m benchmarks` (`make bench`).
"""

from pathlib import Path

RESULTS = Path(__file__).parent / "results"
"""Where the figures are kept."""
