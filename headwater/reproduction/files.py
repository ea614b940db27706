"""Files that hold a result: what form they have, the recipe in them, and their values."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import defusedxml.ElementTree as ElementTree
from pydantic import ValidationError

from headwater.graph.documents import Recipe
from headwater.graph.errors import FileRefused
from headwater.graph.misfit import misfit

MOST_BYTES = 1 << 30
"""Greatest unpacked size of a file that is read. Assumed: it is held in memory."""
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}data"


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds: its form, the recipe, and its values as plain JSON."""

    form: str
    recipe: Recipe
    values: Any


def open_result(body: bytes, name: str) -> Held:
    """Read a document of `--json`, or an export as JSON, GraphML or CSV in a zip.

    Raises:
        FileRefused: It is neither, or holds no recipe.
    """
    try:
        if body.startswith(b"PK"):
            form, about, values = _zip(body, name)
        elif body.lstrip()[:5] == b"<?xml":
            form, about, values = _graphml(body, name)
        else:
            form, about, values = _json(body, name)
    except (ValueError, UnicodeDecodeError, zipfile.BadZipFile, ElementTree.ParseError, KeyError) as error:
        raise FileRefused("unreadable", name, f"neither a JSON document nor an export ({error})") from error
    return Held(form, _recipe(about.get("recipe"), name), values)


def _recipe(held: Any, name: str) -> Recipe:
    try:
        return Recipe.model_validate(held)
    except ValidationError as error:
        e = error.errors()[0]
        said = "no recipe in it" if held is None else f"recipe, field {misfit(e)}"
        raise FileRefused(
            "recipe", name, f"{said}; write the file with `headwater --json COMMAND` or `export`"
        ) from None


def _json(body: bytes, name: str) -> tuple[str, Mapping[str, Any], Any]:
    data = json.loads(body, parse_constant=_no_number)
    if not isinstance(data, dict):
        raise FileRefused("recipe", name, "no recipe in it: it holds no single document")
    if isinstance(data.get("graph"), dict) and "roots" in data["graph"]:
        return "json", data["graph"], data
    return "document", data, data


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number of a result")


def _zip(body: bytes, name: str) -> tuple[str, Mapping[str, Any], Any]:
    with zipfile.ZipFile(io.BytesIO(body)) as z:
        if sum(x.file_size for x in z.infolist()) > MOST_BYTES:
            raise FileRefused("too_large", name, "unpacks to more than this program reads")
        files = {x: z.read(x).decode("utf-8-sig") for x in sorted(z.namelist())}
    about = json.loads(files.pop("about.json"))
    return "csv", about, {"about": about, **{x: text.splitlines() for x, text in files.items()}}


def _graphml(body: bytes, name: str) -> tuple[str, Mapping[str, Any], Any]:
    root = ElementTree.fromstring(body)
    texts = [x.text or "" for x in root.iter(GRAPHML)]
    said = next((t for t in texts if t.startswith("{") and '"roots"' in t), None)
    if said is None:
        raise FileRefused("recipe", name, "no recipe in it: not a GraphML file of `headwater export`")
    about = json.loads(said)
    lines = [t for t in body.decode("utf-8").splitlines() if "&quot;roots&quot;" not in t and '"roots"' not in t]
    return "graphml", about, {"about": about, "lines": lines}


__all__ = ["Held", "open_result"]
