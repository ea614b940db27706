"""An answer as JSON, as text and as a page."""

from __future__ import annotations

import json

import pytest

from headwater.asking.forms import to_json, to_page, to_text
from headwater.door import Door
from headwater.graph.documents import Document
from headwater.questions.trace import TraceAsk


class Odd(Document):
    """Values that JSON makes trouble of."""

    z: float = 0.1 + 0.2
    a: str = "Ø 漢"
    none: int | None = None


def test_json_is_sorted_and_holds_each_float_and_letter_as_it_is() -> None:
    written = to_json(Odd(), indent=None)
    assert written == '{"a": "Ø 漢", "none": null, "z": 0.30000000000000004}'
    assert json.loads(to_json({"x": [Odd(), (Odd(),)]})) == {"x": [json.loads(written), [json.loads(written)]]}
    assert Odd.model_validate_json(to_json(Odd())) == Odd()


def test_what_is_no_number_is_not_written() -> None:
    with pytest.raises(ValueError, match="Out of range float"):
        to_json({"x": float("nan")})


def test_text_shows_as_many_lines_as_were_asked_for(door: Door) -> None:
    found = door.trace("Ada")
    short, full = (to_text(found, TraceAsk(party="Ada", limit=n), width=100) for n in (1, 100))
    assert len(short.splitlines()) < len(full.splitlines())
    assert {"Tailor", "Gin"} <= set(full.replace(",", " ").split())
    assert "z: 0.3" in to_text(Odd())


def test_a_brief_is_a_page_and_a_trace_is_none(door: Door) -> None:
    page = to_page(door.brief("Ada"))
    assert page is not None and page.lower().startswith("<!doctype html>") and "Ada" in page
    assert to_page(door.trace("Ada")) is None
