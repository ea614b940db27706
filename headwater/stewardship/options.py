"""What the user says of files, held against what their formats take: an option that nobody takes is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from headwater.graph.errors import UsageError
from headwater.loaders.port import EVERY, Loader, Options
from headwater.loaders.registry import LOADERS

OWN: tuple[str, ...] = tuple(f.name for f in fields(Options) if f.name not in {"source", "pack", *EVERY})
"""Options that some formats take and others don't, in the order of `Options`."""


def formats_with(option: str) -> tuple[str, ...]:
    """The formats that take an option, in the registry's order."""
    return tuple(loader.NAME for loader in LOADERS if option in loader.OPTIONS)


def check_taken(said: Sequence[str], read: Sequence[tuple[Path, Loader]]) -> None:
    """Check that each option said is taken by one of the formats at least, as which the paths are read.

    Raises:
        UsageError: None takes it; says what they take, and what to leave out.
    """
    loaders = {loader.NAME: loader for _, loader in read}
    idle = [name for name in said if not any(name in loader.OPTIONS for loader in loaders.values())]
    if not idle or not read:
        return
    what = ", ".join(map(_written, idle))
    files = f"{read[0][0]} is" if len(read) == 1 else f"these {len(read)} paths are"
    take = "; ".join(f"{x.NAME} takes only {', '.join(map(_written, (*EVERY, *x.OPTIONS)))}" for x in loaders.values())
    others = "; ".join(f"{_written(n)} is for {', '.join(formats_with(n))}" for n in idle)
    raise UsageError(f"{files} read as {' and '.join(loaders)}: leave out {what}. {take}; {others}")


def left_out(said: Sequence[str], loader: Loader) -> tuple[str, ...]:
    """Notes on what of the options said doesn't count for a file that is read along with others."""
    return tuple(
        f"{_written(n)} doesn't count here: {loader.NAME} doesn't take it" for n in said if n not in loader.OPTIONS
    )


def _written(option: str) -> str:
    return f"--{option}"


__all__ = ["OWN", "check_taken", "formats_with", "left_out"]
