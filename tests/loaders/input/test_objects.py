"""JSON and JSON Lines, an item at a time: limits, faults by line and column, and values that are none."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.errors import FileRefused
from headwater.loaders.input import window
from headwater.loaders.input.files import open_path
from headwater.loaders.input.limits import JSON_DEPTH
from headwater.loaders.input.objects import DUPLICATE, document, item_fault, items, json_lines, outline, outline_of
from headwater.loaders.port import InputFile


def made(tmp_path: Path, content: str | bytes, name: str = "page.json") -> InputFile:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_path(path)[0]


def refused(file: InputFile, code: str, read: Any = document) -> str:
    with pytest.raises(FileRefused) as caught:
        found = read(file)
        list(found)
    assert caught.value.code == code, caught.value
    return str(caught.value)


def test_json_is_read_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert document(made(tmp_path, b'\xef\xbb\xbf{"name": "M\xc3\xbcller"}')) == {"name": "Müller"}


def test_cut_json_says_where(tmp_path: Path) -> None:
    assert "line 2" in refused(made(tmp_path, '{"items": [\n{"a": 1}, {"b"'), "json")


@pytest.mark.parametrize("levels, fits", [(JSON_DEPTH, True), (JSON_DEPTH + 1, False), (100_000, False)])
def test_depth_has_a_limit(tmp_path: Path, levels: int, fits: bool) -> None:
    file = made(tmp_path, "[" * levels + "]" * levels)
    if fits:
        document(file)
    else:
        refused(file, "depth")


def test_brackets_within_text_are_not_depth(tmp_path: Path) -> None:
    assert document(made(tmp_path, '["%s", "\\"["]' % ("[" * 1000)))[1] == '"['


def test_a_key_that_stands_twice_spoils_its_own_item_only(tmp_path: Path) -> None:
    file = made(tmp_path, '[{"a": 1, "a": 2}, {"a": 3}]')
    first, second = document(file)
    bad = item_fault(file, 1, first)
    assert bad is not None and (bad.code, bad.column, bad.line) == ("json_duplicate_key", "a", 1)
    assert item_fault(file, 2, second) is None
    assert item_fault(file, 3, 7) is not None


def test_numbers_without_end_are_no_numbers(tmp_path: Path) -> None:
    assert document(made(tmp_path, "[NaN, Infinity, 1e999, -1e999, 1.5]")) == [
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


def test_whole_numbers_with_more_digits_than_python_reads_are_no_numbers(tmp_path: Path) -> None:
    digits = "9" * 5000
    assert document(made(tmp_path, f"[{digits}, 12]")) == [digits, 12]


PAGE = """{"count": 3, "licence": {"id": ["CC0"]}, "features": [
  {"a": [1, {"b": "x\\u00e9y"}], "n": -12.5e-3, "long": "%s"}, 7, [null, true],
  "text with \\"] brackets[" ], "empty": [], "next": null}
""" % ("Ação, ラベル " * 20)


@pytest.fixture(params=[1, 2, 3, 7, 64, 1 << 16])
def chunk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How much of a file is read at once: wherever an item is cut, it's the same."""
    monkeypatch.setattr(window, "_CHUNK", request.param)
    return int(request.param)


def test_items_and_outline_are_those_of_the_document_wherever_it_is_cut(tmp_path: Path, chunk: int) -> None:
    file, whole = made(tmp_path, PAGE), json.loads(PAGE)
    assert list(items(file, "features")) == whole["features"]
    assert list(items(file, "empty")) == list(items(file, "nobody")) == list(items(file)) == []
    found = outline(file)
    assert found.top == {"count": 3, "licence": {"id": ["CC0"]}, "next": None}
    assert found.firsts == {"features": whole["features"][0]}
    assert found.counts == {"features": 4, "empty": 0}


@pytest.mark.parametrize("text", ["[]", "[ ]", "{}", "{ }", "[1, 2.5e3, -0, 1e5]", '["a"]', '[{"a": {}}, []]'])
def test_a_list_that_is_the_document_has_items_too(tmp_path: Path, chunk: int, text: str) -> None:
    whole = json.loads(text)
    assert list(items(made(tmp_path, text))) == (whole if isinstance(whole, list) else [])


BROKEN = [
    "[1, 2", "[1 2]", "[1,]", "[1,, 2]", "[", "{", '{"a"', '{"a": ', '{"a": 1', '{"a": 1,', '{"a" 1}', "{1: 2}",
    '{"a": [1, 2}', '{"a": [1\n 2]}', "[1] x", '[1]\n\n  {"b": 2}', '["never closed', '["\\x"]', '["\\u12"]',
    "[0, tru]", "[0, nul", "[1.]", "[0, -]", '["a\tb"]', '{"a": 1}}', '[{"a": 1}, {"b": }]', "[01]", "[0, Infinit]",
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_a_fault_is_said_in_the_words_of_a_whole_reading(tmp_path: Path, chunk: int, text: str) -> None:
    with pytest.raises(json.JSONDecodeError) as whole:
        json.loads(text)
    e = whole.value
    said = refused(made(tmp_path, text), "json", lambda file: [outline(file)])
    assert f"line {e.lineno}, column {e.colno}: {e.msg};" in said
    assert outline_of(text.encode(), whole=True).counts == {} or text[-1] == "}"


def test_a_byte_that_is_no_text_is_found_behind_a_mark_and_a_cut(tmp_path: Path, chunk: int) -> None:
    body = '{"ã": "é'.encode() + b"\xff"
    assert f"byte {len(body) - 1};" in refused(made(tmp_path, b"\xef\xbb\xbf" + body), "encoding")
    assert "byte 5;" in refused(made(tmp_path, '{"a": "é'.encode()[:-1].replace(b'"a": "', b'"a" ')), "encoding")


def test_a_list_that_stands_twice_is_refused_and_another_key_noted(tmp_path: Path) -> None:
    refused(made(tmp_path, '{"a": [1], "a": [2]}'), "json_duplicate_key", lambda file: [outline(file)])
    assert outline(made(tmp_path, '{"b": 1, "b": 2, "a": []}')).top == {"b": 2, DUPLICATE: "b"}


def test_an_item_without_end_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "ITEM_CHARS", 1000)
    monkeypatch.setattr(window, "_CHUNK", 100)
    file = made(tmp_path, '[\n"%s", 1]' % ("x" * 5000))
    assert "line 2" in refused(file, "item_too_large", lambda f: [outline(f)])
    assert len(list(items(made(tmp_path, '["%s"]' % ("x" * 900)), None))) == 1


def test_a_large_document_takes_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.json"
        with path.open("w") as stream:
            stream.write('{"count": 1, "features": [')
            for i in range(count):
                stream.write(("," if i else "") + json.dumps({"id": i, "name": f"Facility {i}", "note": "n" * 1000}))
            stream.write('], "next": null}')
        (file,) = open_path(path)
        tracemalloc.start()
        try:
            assert outline(file).counts == {"features": count}
            assert sum(1 for _ in items(file, "features")) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    small, large = peak(200), peak(20_000)  # 0.2 MB and 21 MB
    assert large < 2 * small and large < 2_000_000


def test_json_lines_come_one_by_one_and_a_bad_one_spoils_itself_only(tmp_path: Path) -> None:
    file = made(tmp_path, b'{"a": 1}\n\n{"a": \n[1]\n{"a": 1, "a": 2}\n{"b": "\xff"}\r\n{"c": 3}', "a.jsonl")
    got = list(json_lines(file))
    assert [(n, bad.code if bad else value) for n, value, bad in got] == [
        (1, {"a": 1}), (3, "json"), (4, "item"), (5, "json_duplicate_key"), (6, "encoding"), (7, {"c": 3}),
    ]  # fmt: skip
    assert all(bad is None or bad.line == n for n, _, bad in got)


def test_a_beginning_shows_what_is_in_it(tmp_path: Path) -> None:
    cut = b'{"type": "FeatureCollection", "features": [{"id": 1}, {"id": 2}, {"id'
    assert outline_of(cut, whole=False).firsts == {"features": {"id": 1}}
    assert outline_of(cut, whole=True).firsts == {}
    assert outline_of(b'{"id": 1}\n{"id": 2}\n', whole=True).firsts == {None: {"id": 1}}
    assert outline_of(b'[{"id": 1}]', whole=True).firsts == {None: {"id": 1}}
