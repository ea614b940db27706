"""Headwater: a supply chain due diligence graph explorer."""

from pathlib import Path

if not (Path(__file__).parent / "graph").is_dir():
    raise ImportError(
        "headwater's links are missing: set `git config core.symlinks true` and check out again, or install the wheel"
    )

__version__ = "0.1.0"
