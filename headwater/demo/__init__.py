"""The demo: a fictional garment world, written as files in the real formats and taken the whole way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from headwater.demo.files import SAID, DemoFile, write_world

if TYPE_CHECKING:
    from pathlib import Path

    from headwater.demo.tour import Echo


def run(folder: Path, *, echo: Echo, today: str | None = None, seed: int = 7) -> dict[str, Any]:
    """Write, load and show the world, see `headwater.demo.tour`; imported late, as it needs everything."""
    from headwater.demo.tour import run as run_all

    return run_all(folder, echo=echo, today=today, seed=seed)


__all__ = ["SAID", "DemoFile", "run", "write_world"]
