"""JSON and XML: limits, entities, and values that are none."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.errors import FileRefused
from headwater.loaders.input.documents import elements, item_fault, read_json
from headwater.loaders.input.files import open_path
from headwater.loaders.input.limits import JSON_DEPTH
from headwater.loaders.port import InputFile


def made(tmp_path: Path, content: str | bytes, name: str = "page.json") -> InputFile:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_path(path)[0]


def refused(file: InputFile, code: str, read: Any = read_json) -> str:
    with pytest.raises(FileRefused) as caught:
        found = read(file)
        list(found)
    assert caught.value.code == code, caught.value
    return str(caught.value)


def test_json_is_read_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert read_json(made(tmp_path, b'\xef\xbb\xbf{"name": "M\xc3\xbcller"}')) == {"name": "Müller"}


def test_cut_json_says_where(tmp_path: Path) -> None:
    assert "line 2" in refused(made(tmp_path, '{"items": [\n{"a": 1}, {"b"'), "json")


@pytest.mark.parametrize("levels, fits", [(JSON_DEPTH, True), (JSON_DEPTH + 1, False), (100_000, False)])
def test_depth_has_a_limit(tmp_path: Path, levels: int, fits: bool) -> None:
    file = made(tmp_path, "[" * levels + "]" * levels)
    if fits:
        read_json(file)
    else:
        refused(file, "depth")


def test_brackets_within_text_are_not_depth(tmp_path: Path) -> None:
    assert read_json(made(tmp_path, '["%s", "\\"["]' % ("[" * 1000)))[1] == '"['


def test_a_key_that_stands_twice_spoils_its_own_item_only(tmp_path: Path) -> None:
    file = made(tmp_path, '[{"a": 1, "a": 2}, {"a": 3}]')
    items = read_json(file)
    bad = item_fault(file, 1, items[0])
    assert bad is not None and (bad.code, bad.column, bad.line) == ("json_duplicate_key", "a", 1)
    assert item_fault(file, 2, items[1]) is None
    assert item_fault(file, 3, 7) is not None


def test_numbers_without_end_are_no_numbers(tmp_path: Path) -> None:
    assert read_json(made(tmp_path, "[NaN, Infinity, 1e999, -1e999, 1.5]")) == [
        "NaN",
        "Infinity",
        "1e999",
        "-1e999",
        1.5,
    ]


def test_json_in_another_encoding_is_refused_with_the_byte(tmp_path: Path) -> None:
    assert "byte 7" in refused(made(tmp_path, b'{"a": "\xff"}'), "encoding")


def test_what_is_no_json_is_refused(tmp_path: Path) -> None:
    refused(made(tmp_path, "name,country\nA,DE\n"), "type")


def goods(file: InputFile) -> Any:
    return elements(file, "Good")


def test_xml_elements_come_in_file_order_with_numeric_entities_read(tmp_path: Path) -> None:
    file = made(tmp_path, "<!-- note --><Goods><Good>A&#231;a&#237; &#38; co</Good><Good>b</Good></Goods>", "g.xml")
    assert [g.text for g in goods(file)] == ["Açaí & co", "b"]


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>',
    ],
)
def test_xml_with_a_document_type_is_refused_at_once(tmp_path: Path, dtd: str) -> None:
    start = time.monotonic()
    refused(made(tmp_path, f'<?xml version="1.0"?>{dtd}<Goods><Good>x</Good></Goods>', "g.xml"), "xml_dtd", goods)
    assert time.monotonic() - start < 1


def test_cut_xml_is_refused(tmp_path: Path) -> None:
    refused(made(tmp_path, "<Goods><Good>a</Good><Good>", "g.xml"), "xml", goods)
    refused(made(tmp_path, "<Goods>&undeclared;</Goods>", "g.xml"), "xml", goods)
