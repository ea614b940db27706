"""Compute a result again from the recipe inside its file, and say "the same" or what differs."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

import defusedxml.ElementTree as ElementTree
from pydantic import ValidationError

from headwater import __version__
from headwater.graph.errors import FileRefused, HeadwaterError
from headwater.graph.risk.version import METHOD
from headwater.tasks import output
from headwater.tasks.documents import Document
from headwater.tasks.recipes import Recipe, again
from headwater.tasks.workspace import Workspace
from headwater.visualizations import get_export

TOLERANCE = 1e-12
"""Within which two numbers are the same. Source: `contract.md`, Precision."""
SHOWN = 200
"""Most differing values listed; the rest is counted. Assumed: readable."""
MOST_BYTES = 1 << 30
"""Greatest unpacked size of a file that is read. Assumed: it is held in memory."""
ASIDE = {"recipe", "revision", "program"}
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
    recipe: Recipe
    differs: tuple[Differing, ...]
    count: int
    """Differing values in all."""
    values: tuple[DifferingValue, ...]
    notes: tuple[str, ...]

    def lines(self) -> list[str]:
        """Say it, one plain sentence a line."""
        r = self.recipe
        out = [f"{self.file}: {r.command} of revision {r.revision}, {r.today}, pack {r.pack}, method {r.method}."]
        out.append(
            "The same: every value comes out again."
            if self.same
            else f"Not the same: {self.count} {'value differs' if self.count == 1 else 'values differ'}."
        )
        out += [f"  {d.what}: then {d.was}, now {d.now}." for d in self.differs]
        for v in self.values[:20]:
            moved = "" if v.change is None else f" (by {v.change:+.6g})"
            out.append(f"  {v.path}: then {_brief(v.was)}, now {_brief(v.now)}{moved}.")
        if self.count > 20:
            out.append(f"  and {self.count - min(20, len(self.values))} more.")
        return [*out, *self.notes]


def _brief(value: Any) -> str:
    text = "not there" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"


def reproduce(workspace: Workspace, path: Path) -> Reproduced:
    """Compute again what a file holds: a document of `--json`, or an export as JSON, GraphML or CSV.

    The store is read at the file's revision where it has published that one.

    Raises:
        FileRefused: The file can't be read, or holds no recipe.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        raise FileRefused("unreadable", str(path), error.strerror or str(error)) from error
    return reproduce_bytes(workspace, body, path.name)


def reproduce_bytes(workspace: Workspace, body: bytes, name: str) -> Reproduced:
    """As `reproduce`, for content that isn't in a file."""
    form, head, values = _open(body, name)
    made = _recipe(head if form == "document" else _export_recipe(head, form, workspace), name)
    published = workspace.store.revision(viewer=workspace.viewer)
    notes: list[str] = []
    held = made.revision <= published
    pinned = workspace.pin(today=made.today, revision=made.revision if held else None)
    if not held:
        notes.append(f"This store has no revision {made.revision} (its latest is {published}); the latest was taken.")
    elif made.revision != published:
        notes.append(
            f"The store has moved on to revision {published}; revision {made.revision} was read, with names and what "
            "waits for review as they are now."
        )
    found: list[DifferingValue] = []
    try:
        if form == "document":
            fresh: Any = again(pinned, made).model_dump(mode="json")
        else:
            fresh = _open(_export(pinned, made, head, form), name)[2]
        found = list(compare(values, fresh))
    except HeadwaterError as error:
        found = [DifferingValue(path="", was=None, now=None, change=None)]
        notes.append(f"It can't be computed again here: {error}")
    return Reproduced(
        file=name,
        form=form,
        same=not found,
        recipe=made,
        differs=tuple(_differing(workspace, made, published)),
        count=len(found),
        values=tuple(found[:SHOWN]),
        notes=tuple(notes),
    )


def _differing(workspace: Workspace, made: Recipe, published: int) -> Iterator[Differing]:
    now = {
        "revision": str(published) if made.revision > published else str(made.revision),
        "pack": workspace.pack.version,
        "pack's content": workspace.pack.sha256,
        "method": METHOD,
        "program": f"headwater {__version__}",
    }
    was = {
        "revision": str(made.revision),
        "pack": made.pack,
        "pack's content": made.pack_sha256 or workspace.pack.sha256,
        "method": made.method,
        "program": made.program,
    }
    for what, then in was.items():
        if then != now[what]:
            yield Differing(what=what, was=then, now=now[what])


def _recipe(head: Mapping[str, Any] | None, name: str) -> Recipe:
    try:
        return Recipe.model_validate(head)
    except ValidationError as error:
        e = error.errors()[0]
        said = "no recipe in it" if head is None else f"recipe, field {'.'.join(map(str, e['loc']))}: {e['msg']}"
        raise FileRefused(
            "recipe", name, f"{said}; write the file with `headwater --json COMMAND` or `export`"
        ) from None


def _export_recipe(about: Mapping[str, Any], form: str, workspace: Workspace) -> dict[str, Any]:
    """The recipe of an export: its head says it all, except the pack's whole hash."""
    asked = about.get("parameters") or {}
    kept = {k: v for k, v in asked.items() if k in ("depth", "issue", "as_of", "open_only") and v not in (None, False)}
    return {
        "command": "export",
        "arguments": {"roots": about.get("roots"), "as_format": form, **kept},
        "today": about.get("today"),
        "revision": about.get("revision"),
        "pack": about.get("pack"),
        "pack_sha256": workspace.pack.sha256 if about.get("pack") == workspace.pack.version else "",
        "method": about.get("method"),
        "program": about.get("program") or "",
    }


def _export(workspace: Workspace, made: Recipe, about: Mapping[str, Any], form: str) -> bytes:
    """The export anew, with the revision and program that the file names, which are compared on their own."""
    asked = {k: v for k, v in made.arguments.items() if k not in ("roots", "as_format")}
    graph = output.subgraph(workspace, made.arguments["roots"], **asked)
    meta = graph.meta.model_copy(update={"revision": made.revision, "program": made.program})
    return get_export(form).render(graph.model_copy(update={"meta": meta}))


def _open(body: bytes, name: str) -> tuple[str, Any, Any]:
    """What a file is, its head, and its values as plain JSON: (form, head, values)."""
    try:
        if body.startswith(b"PK"):
            return _zip(body, name)
        if body.lstrip()[:5] == b"<?xml":
            return _graphml(body, name)
        data = json.loads(body, parse_constant=_no_number)
    except (ValueError, UnicodeDecodeError, zipfile.BadZipFile, ElementTree.ParseError, KeyError) as error:
        raise FileRefused("unreadable", name, f"neither a JSON document nor an export ({error})") from error
    if not isinstance(data, dict):
        raise FileRefused("recipe", name, "no recipe in it: it holds no single document")
    if isinstance(data.get("graph"), dict) and "roots" in data["graph"]:
        return "json", data["graph"], data
    return "document", data.get("recipe"), data


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number of a result")


def _zip(body: bytes, name: str) -> tuple[str, Any, Any]:
    with zipfile.ZipFile(io.BytesIO(body)) as z:
        if sum(x.file_size for x in z.infolist()) > MOST_BYTES:
            raise FileRefused("too_large", name, "unpacks to more than this program reads")
        files = {x: z.read(x).decode("utf-8-sig") for x in sorted(z.namelist())}
    about = json.loads(files["about.json"])
    return "csv", about, {x: text.splitlines() for x, text in files.items()}


def _graphml(body: bytes, name: str) -> tuple[str, Any, Any]:
    root = ElementTree.fromstring(body)
    texts = [x.text or "" for x in root.iter("{http://graphml.graphdrawing.org/xmlns}data")]
    about = next((json.loads(t) for t in texts if t.startswith("{") and '"roots"' in t), None)
    if about is None:
        raise FileRefused("recipe", name, "no recipe in it: not a GraphML file of `headwater export`")
    return "graphml", about, body.decode("utf-8").splitlines()


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
