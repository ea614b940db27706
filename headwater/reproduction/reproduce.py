"""Compute a result again from the recipe inside its file, and say "the same" or what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from headwater.asking.ask import File
from headwater.asking.asked import make_ask
from headwater.asking.forms import to_json
from headwater.asking.recipe import put
from headwater.graph.documents import Document, Recipe
from headwater.graph.errors import FileRefused, HeadwaterError
from headwater.graph.risk.version import METHOD
from headwater.library import Library, Reader
from headwater.questions import get_question
from headwater.reproduction.files import open_result
from headwater.version import __version__

TOLERANCE = 1e-12
"""Within which two numbers are the same. Source: `docs/method.md`, Data: Precision."""
SHOWN = 200
"""Most differing values listed; the rest is counted. Assumed: readable."""
ASIDE = {"recipe", "revision", "program", "method_version"}
"""Fields that say how a result was made: compared as such, and not as its values."""


class Differing(Document):
    """What a result rests on, where it isn't the same as then."""

    what: str
    was: str | None
    now: str | None


class DifferingValue(Document):
    """One value: where it stands, then and now (None: not there). `change` is now minus was, for numbers."""

    path: str
    was: Any
    now: Any
    change: float | None


class Reproduced(Document):
    """Whether a result came out the same. `same` speaks of the values; `differs` of what they rest on."""

    file: str
    form: str
    same: bool
    made: Recipe
    """The recipe in the file."""
    differs: tuple[Differing, ...]
    count: int
    """Differing values in all."""
    values: tuple[DifferingValue, ...]
    notes: tuple[str, ...]


def reproduce(reader: Reader, path: Path) -> Reproduced:
    """Compute again what a file holds: a document of `--json`, or an export as JSON, GraphML or CSV.

    The store is read at the file's revision where it has published that one.

    Raises:
        FileRefused: The file can't be read, or holds no recipe.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        raise FileRefused("unreadable", str(path), error.strerror or str(error)) from error
    return reproduce_bytes(reader, body, path.name)


def reproduce_bytes(reader: Reader, body: bytes, name: str) -> Reproduced:
    """As `reproduce`, for content that isn't in a file."""
    held = open_result(body, name)
    made, published, notes = held.recipe, reader.revision, list[str]()
    there = made.revision <= published
    then = replace(reader, fixed_today=made.today, day_asked=None, pinned=made.revision if there else None)
    if not there:
        notes.append(f"This store has no revision {made.revision} (its latest is {published}); the latest was taken.")
    elif made.revision != published:
        notes.append(
            f"The store has moved on to revision {published}; revision {made.revision} was read, with names and what "
            "waits for review as they are now."
        )
    if made.method_version != METHOD:
        notes.append(
            f"The file was made by method version {made.method_version}, this is version {METHOD}: where a value "
            "differs, the former is that version's and the latter this one's."
        )
    try:
        found = list(compare(held.values, again(then, made, name)))
    except HeadwaterError as error:
        found = [DifferingValue(path="", was=None, now=None, change=None)]
        notes.append(f"It can't be computed again here: {error}")
    return Reproduced(
        file=name,
        form=held.form,
        same=not found,
        made=made,
        differs=tuple(_differing(reader.library, made, published)),
        count=len(found),
        values=tuple(found[:SHOWN]),
        notes=tuple(notes),
    )


def again(reader: Reader, made: Recipe, name: str) -> Any:
    """The values of a recipe's answer, computed anew on this store, pack and program.

    Raises:
        HeadwaterError: The recipe names no question, or asks what the question's model doesn't take.
    """
    question = get_question(made.question)
    found = put(reader, question, make_ask(question, made.ask))
    if isinstance(found, File):
        return open_result(b"".join(found.chunks), name).values
    return open_result(to_json(found).encode(), name).values


def _differing(library: Library, made: Recipe, published: int) -> Iterator[Differing]:
    for what, was, now in (
        ("revision", str(made.revision), str(min(made.revision, published))),
        ("pack", made.pack, library.pack.version),
        ("pack's content", made.pack_sha256, library.pack.sha256),
        ("method version", made.method_version, METHOD),
        ("program", made.program, f"headwater {__version__}"),
    ):
        if was != now:
            yield Differing(what=what, was=was, now=now)


def compare(was: Any, now: Any, path: str = "") -> Iterator[DifferingValue]:
    """The values that differ, in the order of the former document; numbers within `TOLERANCE` are the same."""
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in dict.fromkeys([*was, *now]):
            if key not in ASIDE:
                yield from compare(was.get(key), now.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(was, list) and isinstance(now, list):
        for i, (a, b) in enumerate(zip_longest(was, now)):
            yield from compare(a, b, f"{path}[{i}]")
    elif _number(was) and _number(now):
        if abs(was - now) > TOLERANCE:
            yield DifferingValue(path=path, was=was, now=now, change=float(now) - float(was))
    elif was != now or type(was) is not type(now):
        yield DifferingValue(path=path, was=was, now=now, change=None)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
