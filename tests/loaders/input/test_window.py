"""A window over JSON text gives what `json.loads` gives, wherever the text is cut, and says where it is no JSON."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.loaders.input import window
from headwater.loaders.input.limits import JSON_DEPTH
from headwater.loaders.input.window import DUPLICATE, Fault, Window

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


def read(text: str | bytes) -> Any:
    return Window(io.BytesIO(text.encode() if isinstance(text, str) else text)).only()


@settings(max_examples=60, deadline=None)
@given(value=VALUES, chunk=st.integers(1, 40), escaped=st.booleans(), spaces=st.sampled_from([None, 1, "\t"]))
def test_a_value_is_read_as_it_was_written_wherever_it_is_cut(
    value: Any, chunk: int, escaped: bool, spaces: int | str | None
) -> None:
    text = json.dumps(value, ensure_ascii=escaped, indent=spaces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(window, "_CHUNK", chunk)
        assert read(text) == value
        assert read(b"\xef\xbb\xbf" + text.encode()) == value


def test_values_are_taken_one_after_the_other() -> None:
    held = Window(io.BytesIO(b' 1  "two" [3]'))
    found = []
    while held.peek():
        found.append(held.value(0))
    assert found == [1, "two", [3]]
    held.end()


def test_a_number_that_none_can_hold_stays_text() -> None:
    assert read("[NaN, -Infinity, 1e999, 1.5e300]") == ["NaN", "-Infinity", "1e999", 1.5e300]


def test_a_key_that_stands_twice_is_said_by_its_object() -> None:
    assert read('{"a": {"k": 1, "k": 2}, "b": {"k": 1}}') == {"a": {"k": 2, DUPLICATE: "k"}, "b": {"k": 1}}


@pytest.mark.parametrize(
    "text, code, place",
    [
        ('{"a": 1,\n "b" 2}', "json", "line 2, column 6"),
        ("[1] 2", "json", "line 1, column 5"),
        ('["a', "json", "line 1, column 2"),
        (b'["\xff"]', "encoding", "byte 2"),
        ("[" * (JSON_DEPTH + 1) + "]" * (JSON_DEPTH + 1), "depth", str(JSON_DEPTH)),
    ],
)
def test_what_is_no_json_says_where(text: str | bytes, code: str, place: str) -> None:
    with pytest.raises(Fault) as caught:
        read(text)
    assert caught.value.code == code and place in caught.value.message


def test_depth_counts_from_where_a_value_stands() -> None:
    deep = b"[" * JSON_DEPTH + b"]" * JSON_DEPTH
    assert Window(io.BytesIO(deep)).value(0)
    with pytest.raises(Fault, match="deeper"):
        Window(io.BytesIO(deep)).value(1)
