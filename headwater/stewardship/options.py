"""What the user says of files, held against what their formats take: an option that nobody takes is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from headwater.graph.errors import UsageError
from headwater.graph.misfit import misfit
from headwater.loaders.port import EVERY, Loader, Options
from headwater.loaders.registry import LOADERS

OWN: tuple[str, ...] = tuple(f.name for f in fields(Options) if f.name not in {"source", "pack", "own", *EVERY})
"""Options that some formats take and others don't, in the order of `Options`."""


def formats_with(option: str) -> tuple[str, ...]:
    """The formats that take an option, in the registry's order."""
    return tuple(loader.NAME for loader in LOADERS if option in _taken(loader))


def own_word(name: str) -> str:
    """How an option of one format alone is called beside those of many: `option NAME`."""
    return f"option {name}"


def own_values(loader: Loader, said: Mapping[str, str]) -> Mapping[str, Any]:
    """What was said of a loader's own options, each as its type. Raises UsageError where a value doesn't fit."""
    out = {}
    for option in loader.OWN_OPTIONS:
        if option.name in said:
            try:
                out[option.name] = TypeAdapter(option.type).validate_python(said[option.name].strip())
            except ValidationError as error:
                wrong = misfit({**error.errors()[0], "loc": (f"--option {option.name}",)})
                raise UsageError(f"{wrong}; {loader.NAME}: {option.help}") from error
    return out


def own_help() -> str:
    """The options that one format alone has, in words."""
    said = (f"{o.name} (for {x.NAME}): {o.help}" for x in LOADERS for o in x.OWN_OPTIONS)
    return " ".join(("An option that one format alone has; may be given again.", *said))


def check_taken(said: Sequence[str], read: Sequence[tuple[Path, Loader]]) -> None:
    """Check that each option said is taken by one of the formats at least, as which the paths are read.

    Raises:
        UsageError: None takes it; says what they take, and what to leave out.
    """
    loaders = {loader.NAME: loader for _, loader in read}
    idle = [name for name in said if not any(name in _taken(loader) for loader in loaders.values())]
    if not idle or not read:
        return
    what = ", ".join(map(_written, idle))
    files = f"{read[0][0]} is" if len(read) == 1 else f"these {len(read)} paths are"
    take = "; ".join(f"{x.NAME} takes only {', '.join(map(_written, (*EVERY, *_taken(x))))}" for x in loaders.values())
    others = "; ".join(f"{_written(n)} is for {', '.join(formats_with(n)) or 'no format'}" for n in idle)
    raise UsageError(f"{files} read as {' and '.join(loaders)}: leave out {what}. {take}; {others}")


def left_out(said: Sequence[str], loader: Loader) -> tuple[str, ...]:
    """Notes on what of the options said doesn't count for a file that is read along with others."""
    return tuple(
        f"{_written(n)} doesn't count here: {loader.NAME} doesn't take it" for n in said if n not in _taken(loader)
    )


def _taken(loader: Loader) -> tuple[str, ...]:
    """The options that a loader takes beside `EVERY`, its own ones last."""
    return (*loader.OPTIONS, *(own_word(o.name) for o in loader.OWN_OPTIONS))


def _written(option: str) -> str:
    return f"--{option}"


__all__ = ["OWN", "check_taken", "formats_with", "left_out", "own_help", "own_values", "own_word"]
