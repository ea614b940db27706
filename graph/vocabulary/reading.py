"""Reading a pack from its folder: every mistake names the file, the row and the field."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from headwater.graph.errors import FileRefused, UnknownName
from headwater.graph.vocabulary.models import (
    Cause,
    Credibility,
    Detection,
    Difference,
    Good,
    HalfLife,
    Input,
    Issue,
    Line,
    Method,
    Pack,
    Point,
    PriorLine,
    Setting,
    SeverityWord,
    SourceRank,
    Term,
    WageBand,
    content_hash,
    fold_word,
)

TABLES: dict[str, tuple[str, type[Line]]] = {
    "issues": ("issues.csv", Issue),
    "points": ("points.csv", Point),
    "tags": ("tags.csv", Term),
    "signs": ("signs.csv", Term),
    "severity_words": ("severity.csv", SeverityWord),
    "credibilities": ("credibility.csv", Credibility),
    "methods": ("methods.csv", Method),
    "detections": ("detection.csv", Detection),
    "half_lives": ("half_lives.csv", HalfLife),
    "priors": ("priors.csv", PriorLine),
    "goods": ("goods.csv", Good),
    "inputs": ("inputs.csv", Input),
    "wages": ("wages.csv", WageBand),
    "source_ranks": ("source_ranks.csv", SourceRank),
    "settings": ("settings.csv", Setting),
    "causes": ("causes.csv", Cause),
    "differences": ("differences.csv", Difference),
}
"""Field of `Pack` → (file of the folder, model of its lines)."""

OPTIONAL: frozenset[str] = frozenset({"tags", "signs", "wages", "source_ranks", "inputs", "causes", "differences"})
"""Tables that a pack may leave out: no such words, no such rule."""

SETTINGS: frozenset[str] = frozenset(
    {
        "likelihood_unknown",
        "decay_below",
        "detection_cap",
        "prior_pseudo_count",
        "range_mass",
        "remedied_effect_at_least",
        "assessed_months",
        "alpha",
        "completeness_tier_1",
        "completeness",
        "completeness_subcontracts",
        "confidence_own_list",
        "confidence_aggregator",
        "confidence",
        "materiality_a0",
        "systemic_factories",
        "systemic_owners",
        "systemic_buyers",
        "systemic_lower_bound",
        "systemic_owner_half",
        "systemic_interval",
        "owner_group_share",
        "owner_group_rate",
        "owner_group_factories",
        "small_cell",
        "comparable_assessed_points",
    }
)
"""Settings that the program reads: all must be there, and no others."""

COUNTED: frozenset[str] = frozenset(
    {
        "assessed_months",
        "systemic_factories",
        "systemic_owners",
        "systemic_buyers",
        "owner_group_factories",
        "small_cell",
    }
)
"""Settings that are whole numbers of at least 1."""
FREE: frozenset[str] = frozenset({"prior_pseudo_count"})
"""Settings that are any number over 0; every other one is a part of one."""
ALPHA_MOST = 0.99
"""Greatest alpha: at 1 a cycle would have no answer."""

_LISTS = {"words", "conventions", "who"}
_HEAD = "pack.yaml"
L = TypeVar("L", bound=Line)


def read_pack(folder: Path) -> Pack:
    """Read a pack's folder.

    Raises:
        FileRefused: A file, row or field is missing or wrong (`pack_invalid`).
    """
    blobs: dict[str, bytes] = {}
    for name in (_HEAD, *(f for f, _ in TABLES.values())):
        path = folder / name
        if path.is_file():
            blobs[name] = path.read_bytes().replace(b"\r\n", b"\n")
    head = _head(folder, blobs)
    tables: dict[str, tuple[Line, ...]] = {}
    for field, (name, model) in TABLES.items():
        if name not in blobs and field not in OPTIONAL:
            raise _wrong(folder / name, "this file of the pack is missing")
        tables[field] = tuple(_lines(folder / name, blobs[name], model)) if name in blobs else ()
    shas = {n: hashlib.sha256(b).hexdigest() for n, b in sorted(blobs.items())}
    try:
        version = f"{head.get('name')} {head.get('edition')} ({content_hash(shas)[:12]})"
        pack = Pack.model_validate({**head, **tables, "version": version, "files": shas})
    except ValidationError as e:
        raise _wrong(folder / _HEAD, _first(e)) from e
    _check(folder, pack)
    return pack


def _head(folder: Path, blobs: dict[str, bytes]) -> dict[str, Any]:
    if _HEAD not in blobs:
        raise _wrong(folder / _HEAD, "this file of the pack is missing; it names the pack")
    try:
        head = yaml.safe_load(blobs[_HEAD].decode("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as e:
        raise _wrong(folder / _HEAD, f"not YAML in UTF-8: {e}") from e
    if not isinstance(head, dict):
        raise _wrong(folder / _HEAD, "must hold name, title and edition")
    for field in set(TABLES) | {"version", "files"}:
        if field in head:
            raise _wrong(folder / _HEAD, f"field {field!r} doesn't belong here")
    return head


def _lines(path: Path, blob: bytes, model: type[L]) -> Iterable[L]:
    try:
        text = blob.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise _wrong(path, f"not UTF-8: {e}") from e
    reader = csv.DictReader(io.StringIO(text, newline=""))
    for raw in reader:
        row = reader.line_num
        if None in raw or None in raw.values():
            raise _wrong(path, f"row {row}: as many cells as the header has columns ({len(reader.fieldnames or ())})")
        cells: dict[str, Any] = {"row": row}
        for key, value in raw.items():
            if key in _LISTS:
                cells[key] = tuple(w.strip() for w in value.split(";") if w.strip())
            elif value.strip():
                cells[key] = value.strip()
        try:
            yield model.model_validate(cells)
        except ValidationError as e:
            raise _wrong(path, f"row {row}: {_first(e)}") from e


def _check(folder: Path, pack: Pack) -> None:
    """What one line can't know: names are unique, and what is named exists."""

    def unique(field: str, key: Callable[[Any], object]) -> None:
        seen: set[object] = set()
        for line in getattr(pack, field):
            if key(line) in seen:
                raise _wrong(folder / TABLES[field][0], f"row {line.row}: {key(line)!r} is there twice")
            seen.add(key(line))

    def known(field: str, column: str, names: Iterable[str]) -> None:
        held = set(names)
        for line in getattr(pack, field):
            if getattr(line, column) not in held:
                hint = ", ".join(sorted(held))
                value = getattr(line, column)
                raise _wrong(
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
            raise _wrong(
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
            raise _wrong(folder / "priors.csv", f"row {p.row}: low ≤ mean ≤ high doesn't hold")


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
                raise _wrong(
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
                raise _wrong(
                    folder / TABLES["inputs"][0],
                    f"row {line.row}: field input: {line.input!r} leads to {line.good!r}; no good is its own input",
                )
            if good not in seen:
                seen.add(good)
                todo += pack.inputs_of(good)


def _there(folder: Path, field: str, wanted: Iterable[str], held: Iterable[str]) -> None:
    missing = sorted(set(wanted) - set(held))
    if missing:
        raise _wrong(folder / TABLES[field][0], f"no row for {', '.join(missing)}")


def _first(error: ValidationError) -> str:
    """The first mistake in words: field, what is wrong, and what stood there."""
    e = error.errors()[0]
    field = ".".join(str(x) for x in e["loc"]) or "row"
    what = "missing" if e["type"] == "missing" else f"{e['msg']} (there is {e.get('input')!r})"
    return f"field {field}: {what}"


def _wrong(path: Path, message: str) -> FileRefused:
    return FileRefused("pack_invalid", str(path), message)


def find_pack(name: str | Path, shipped: Path) -> Path:
    """The folder of a shipped pack by name, or a folder by path.

    Raises:
        UnknownName: There is neither.
    """
    folder = Path(name)
    if isinstance(name, str) and "/" not in name and (shipped / name / _HEAD).is_file():
        return shipped / name
    if folder.is_dir():
        return folder
    raise UnknownName("pack", str(name), _shipped(shipped))


def _shipped(folder: Path) -> Sequence[str]:
    return sorted(p.parent.name for p in folder.glob(f"*/{_HEAD}"))
