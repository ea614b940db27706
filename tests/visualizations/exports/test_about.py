"""The head of every export: versions, days, terms and how to read it; what is unknown is absent or said."""

from __future__ import annotations

import csv
import json
from io import StringIO
from xml.sax.saxutils import escape

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from headwater.visualizations.exports.about import FORM, about, text, tidy
from headwater.visualizations.subgraph import SCHEMA, LeftOut, SourceNote, Subgraph
from tests.visualizations.exports.reading import whole_world
from tests.visualizations.world import PACK, fan


def bare() -> Subgraph:
    base = fan(1)
    meta = base.meta.model_copy(update={"depth": None, "issue": None, "method": "", "fictional": False})
    return base.model_copy(update={"meta": meta, "sources": (SourceNote(key="s", title="List"),)})


def test_as_json_it_holds_all_that_is_known_and_nothing_that_is_not() -> None:
    whole = whole_world()
    head = json.loads(json.dumps(about(whole)))
    assert (head["schema"], head["pack"], head["revision"]) == (SCHEMA, whole.meta.pack, 7)
    assert PACK.version in head["pack"]
    assert [s["key"] for s in head["sources"]] == [s.key for s in whole.sources]
    assert head["warnings"] == list(whole.warnings()) and head["form"] == list(FORM)
    plain = about(bare())
    assert not {"depth", "issue", "left_out", "recipe"} & set(plain)
    assert plain["sources"] == [{"key": "s", "title": "List", "redistributable": "unknown", "fictional": False}]


def test_as_text_it_says_what_is_not_stated() -> None:
    lines = text(bare(), "Lists are JSON.").splitlines()
    assert "Roots: brand:b. Tiers walked: to the end. Issue: all." in lines
    assert any("method not stated" in x for x in lines)
    assert "- s: List. licence: not stated; may be redistributed: unknown; dated unknown" in lines
    assert not any("FICTIONAL" in x for x in lines)
    assert lines[-len(FORM) - 1 :] == [*(f"- {x}" for x in FORM), "- Lists are JSON."]


def test_as_text_it_counts_what_is_inside_and_what_was_held_back() -> None:
    whole = whole_world()
    left = LeftOut(sources=("closed",), statements=4)
    said = text(whole.model_copy(update={"meta": whole.meta.model_copy(update={"left_out": left})}))
    assert (
        f"{len(whole.nodes)} companies and facilities, {len(whole.edges)} relations, 12 findings, 9 assessments, "
        "2 actions."
    ) in said
    assert "FICTIONAL WORLD" in said and left.words() in said
    assert all(w in said for w in whole.warnings())


@given(st.text(st.characters(), max_size=40))
def test_tidy_text_fits_xml_and_csv_and_counts_what_went(value: str) -> None:
    kept, gone = tidy(value, keep="\t\n")
    assert len(kept) + gone == len(value)
    assert ElementTree.fromstring(f"<x>{escape(kept)}</x>").text == (kept or None)
    out = StringIO(newline="")
    csv.writer(out).writerow([kept, "end"])
    assert list(csv.reader(StringIO(out.getvalue(), newline=""))) == [[kept, "end"]]


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x85", "\ud800", "\ufffe"])
def test_what_xml_cannot_hold_goes_and_is_counted(char: str) -> None:
    assert tidy(f"a{char}b{char}") == ("ab", 2)
