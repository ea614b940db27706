"""The rules between the lines of a pack: every mistake names the file, the row and the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from headwater.graph.errors import FileRefused
from headwater.graph.vocabulary.lines import Setting, fold_word
from headwater.graph.vocabulary.pack import Pack
from headwater.graph.vocabulary.tables import ALPHA_MOST, COUNTED, FREE, SETTINGS, TABLES


def check(folder: Path, pack: Pack) -> None:
    """Hold a pack against what one line can't know: names are unique, and what is named exists.

    Raises:
        FileRefused: A rule is broken; names file, row and field.
    """

    def unique(field: str, key: Callable[[Any], object]) -> None:
        seen: set[object] = set()
        for line in getattr(pack, field):
            if key(line) in seen:
                raise wrong(folder / TABLES[field][0], f"row {line.row}: {key(line)!r} is there twice")
            seen.add(key(line))

    def known(field: str, column: str, names: Iterable[str]) -> None:
        held = set(names)
        for line in getattr(pack, field):
            if getattr(line, column) not in held:
                hint = ", ".join(sorted(held))
                value = getattr(line, column)
                raise wrong(
                    folder / TABLES[field][0], f"row {line.row}: field {column}: {value!r} is not one of {hint}"
                )

    for field in ("issues", "points", "tags", "signs", "methods", "priors", "goods", "settings", "causes"):
        unique(field, lambda x: x.id)
    unique("severity_words", lambda x: x.value)
    unique("credibilities", lambda x: (x.of, x.id))
    unique("detections", lambda x: (x.issue, x.method))
    unique("half_lives", lambda x: x.issue)
    unique("inputs", lambda x: (x.good, x.input))
    unique("differences", lambda x: x.point)
    known("points", "issue", pack.issue_ids)
    known("differences", "point", pack.point_by_id)
    known("detections", "issue", pack.issue_ids)
    known("detections", "method", (m.id for m in pack.methods))
    known("half_lives", "issue", (*pack.issue_ids, "*"))
    known("inputs", "good", (g.id for g in pack.goods))
    known("inputs", "input", (g.id for g in pack.goods))
    known("settings", "id", SETTINGS)
    unique("source_ranks", lambda x: x.name)
    unique("wages", lambda x: x.below)
    for field in ("issues", "methods", "goods"):
        _one_meaning(folder, field, getattr(pack, field))
    for s in pack.settings:
        if fault := _setting_fault(s):
            raise wrong(
                folder / TABLES["settings"][0], f"row {s.row}: field value: {s.id} {fault} (there is {s.value:g})"
            )
    _no_circle(folder, pack)
    _there(folder, "settings", SETTINGS, (s.id for s in pack.settings))
    _there(folder, "priors", ("listed", "world"), (p.id for p in pack.priors))
    _there(folder, "half_lives", ("*",), (h.issue for h in pack.half_lives))
    _there(folder, "credibilities", ("unknown",), (c.id for c in pack.credibilities if c.of == "source_type"))
    _there(folder, "severity_words", "12345", (str(w.value) for w in pack.severity_words))
    _there(folder, "points", pack.issue_ids, (p.issue for p in pack.points))
    for p in pack.priors:
        if (p.low is not None and p.low > p.mean) or (p.high is not None and p.high < p.mean):
            raise wrong(folder / "priors.csv", f"row {p.row}: low ≤ mean ≤ high doesn't hold")


def _setting_fault(line: Setting) -> str | None:
    """What is wrong with the number of a setting; None: nothing."""
    if line.id in COUNTED:
        return None if line.value >= 1 and line.value == int(line.value) else "is a whole number of at least 1"
    if line.id in FREE:
        return None if line.value > 0 else "is over 0"
    most = ALPHA_MOST if line.id == "alpha" else 1.0
    return None if line.value <= most else f"is at most {most:g}"


def _one_meaning(folder: Path, field: str, lines: Iterable[Any]) -> None:
    """No word of a list may mean two things."""
    held: dict[str, str] = {}
    for line in lines:
        for word in {fold_word(w) for w in (line.id, line.title, *line.words)}:
            if held.setdefault(word, line.id) != line.id:
                raise wrong(
                    folder / TABLES[field][0],
                    f"row {line.row}: field words: {word!r} means {held[word]!r} already; a word means one thing",
                )


def _no_circle(folder: Path, pack: Pack) -> None:
    """No good is needed, through its inputs, to make itself."""
    for line in pack.inputs:
        seen, todo = set[str](), [line.input]
        while todo:
            good = todo.pop()
            if good == line.good:
                raise wrong(
                    folder / TABLES["inputs"][0],
                    f"row {line.row}: field input: {line.input!r} leads to {line.good!r}; no good is its own input",
                )
            if good not in seen:
                seen.add(good)
                todo += pack.inputs_of(good)


def _there(folder: Path, field: str, wanted: Iterable[str], held: Iterable[str]) -> None:
    missing = sorted(set(wanted) - set(held))
    if missing:
        raise wrong(folder / TABLES[field][0], f"no row for {', '.join(missing)}")


def wrong(path: Path, message: str) -> FileRefused:
    """A pack's file is refused, and why."""
    return FileRefused("pack_invalid", str(path), message)
