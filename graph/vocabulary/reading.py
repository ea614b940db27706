"""Reading a pack from its folder: every mistake names the file, the row and the field."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from headwater.graph.errors import UnknownName
from headwater.graph.misfit import misfit
from headwater.graph.vocabulary.lines import Line
from headwater.graph.vocabulary.pack import Pack, content_hash
from headwater.graph.vocabulary.rules import check, wrong
from headwater.graph.vocabulary.tables import OPTIONAL, TABLES

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
            raise wrong(folder / name, "this file of the pack is missing")
        tables[field] = tuple(_lines(folder / name, blobs[name], model)) if name in blobs else ()
    shas = {n: hashlib.sha256(b).hexdigest() for n, b in sorted(blobs.items())}
    try:
        version = f"{head.get('name')} {head.get('edition')} ({content_hash(shas)[:12]})"
        pack = Pack.model_validate({**head, **tables, "version": version, "files": shas})
    except ValidationError as e:
        raise wrong(folder / _HEAD, _first(e)) from e
    check(folder, pack)
    return pack


def _head(folder: Path, blobs: dict[str, bytes]) -> dict[str, Any]:
    if _HEAD not in blobs:
        raise wrong(folder / _HEAD, "this file of the pack is missing; it names the pack")
    try:
        head = yaml.safe_load(blobs[_HEAD].decode("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as e:
        raise wrong(folder / _HEAD, f"not YAML in UTF-8: {e}") from e
    if not isinstance(head, dict):
        raise wrong(folder / _HEAD, "must hold name, title and edition")
    for field in set(TABLES) | {"version", "files"}:
        if field in head:
            raise wrong(folder / _HEAD, f"field {field!r} doesn't belong here")
    return head


def _lines(path: Path, blob: bytes, model: type[L]) -> Iterable[L]:
    try:
        text = blob.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise wrong(path, f"not UTF-8: {e}") from e
    reader = csv.DictReader(io.StringIO(text, newline=""))
    for raw in reader:
        row = reader.line_num
        if None in raw or None in raw.values():
            raise wrong(path, f"row {row}: as many cells as the header has columns ({len(reader.fieldnames or ())})")
        cells: dict[str, Any] = {"row": row}
        for key, value in raw.items():
            if key in _LISTS:
                cells[key] = tuple(w.strip() for w in value.split(";") if w.strip())
            elif value.strip():
                cells[key] = value.strip()
        try:
            yield model.model_validate(cells)
        except ValidationError as e:
            raise wrong(path, f"row {row}: {_first(e)}") from e


def _first(error: ValidationError) -> str:
    """The first mistake in words: field, what is wrong, and what stood there."""
    e = error.errors()[0]
    field = ".".join(str(x) for x in e["loc"]) or "row"
    return f"field {field}: missing" if e["type"] == "missing" else f"field {misfit({**e, 'loc': (field,)})}"


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
