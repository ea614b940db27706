"""JSON and XML files: read with limits, and nothing outside the file is ever fetched."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import iterparse

from headwater.graph.errors import FileRefused
from headwater.loaders.input.limits import DOCUMENT_BYTES, JSON_DEPTH, RAW_CHARS
from headwater.loaders.input.tables import file_kind
from headwater.loaders.port import InputFile, Rejected

DUPLICATE = "\0duplicate"
"""Where an object of a JSON file names a key twice, this key holds the name: its item can't be trusted."""
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)


def read_json(file: InputFile) -> Any:
    """Read a whole JSON file; NaN, Infinity and numbers too large stay text, so that they are no numbers.

    Raises:
        FileRefused: `type`, `too_large`, `encoding`, `depth` (more than 64 levels), `json`.
    """
    if file_kind(file) != "json":
        raise FileRefused("type", file.name, "is not JSON")
    if file.path.stat().st_size > DOCUMENT_BYTES:
        raise FileRefused("too_large", file.name, f"is larger than {DOCUMENT_BYTES:,} bytes; load it page by page")
    try:
        text = file.path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused("encoding", file.name, f"is not UTF-8 at byte {error.start}; save it as UTF-8") from None
    _check_depth(file, text)
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=str, parse_float=_float)
    except json.JSONDecodeError as error:
        message = f"is not valid JSON at line {error.lineno}, column {error.colno}: {error.msg}; download it again"
        raise FileRefused("json", file.name, message) from None


def _check_depth(file: InputFile, text: str) -> None:
    depth = 0
    for found in _BRACKET.finditer(text):
        mark = found[0]
        if mark in "[{":
            depth += 1
            if depth > JSON_DEPTH:
                raise FileRefused("depth", file.name, f"is nested deeper than {JSON_DEPTH} levels")
        elif mark in "]}":
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in pairs:
        if key in out:
            out[DUPLICATE] = key
        out[key] = value
    return out


def _float(text: str) -> float | str:
    value = float(text)
    return value if math.isfinite(value) else text


def item_fault(file: InputFile, place: int, item: Any) -> Rejected | None:
    """What is wrong with an item of a JSON list before its content is looked at; `place` counts from 1."""
    if not isinstance(item, dict):
        return rejected(file, place, None, "item", "is no object", item)
    if DUPLICATE in item:
        return rejected(file, place, item[DUPLICATE], "json_duplicate_key", "the key stands twice", item)
    return None


def rejected(file: InputFile, place: int, column: str | None, code: str, message: str, raw: Any) -> Rejected:
    """Make a quarantine line of an item of a document."""
    text = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, sort_keys=True, default=str)
    return Rejected(file.name, place, column, code, message, text[:RAW_CHARS])


def elements(file: InputFile, *tags: str) -> Iterator[Element]:
    """Give the elements of an XML file that end with one of these tags, in file order, and free each after use.

    Raises:
        FileRefused: `type`, `xml_dtd`, `xml_entity`, `xml`.
    """
    if file_kind(file) != "xml":
        raise FileRefused("type", file.name, "is not XML")
    try:
        with file.path.open("rb") as stream:
            for _, element in iterparse(stream, events=("end",), forbid_dtd=True):
                if element.tag in tags:
                    yield element
                    element.clear()
    except DTDForbidden:
        raise FileRefused("xml_dtd", file.name, "declares a document type; save it without one") from None
    except DefusedXmlException:
        raise FileRefused("xml_entity", file.name, "declares entities; save it without them") from None
    except ParseError as error:
        raise FileRefused("xml", file.name, f"is not valid XML: {error}; download it again") from None


__all__ = ["DUPLICATE", "elements", "item_fault", "read_json", "rejected"]
