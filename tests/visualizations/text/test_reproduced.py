"""Whether a result came out the same: the verdict, and each difference with both values."""

from __future__ import annotations

from typing import Any

from headwater.graph.documents import Recipe
from headwater.reproduction.reproduce import Differing, DifferingValue, Reproduced
from headwater.visualizations.text.reproduced import SHOWN
from tests.visualizations.text.saying import SHA, said

MADE = Recipe(
    question="score", ask={}, revision=4, today="2026-01-01", pack="garment", pack_sha256=SHA, method_version="1",
    program="headwater 1",
)  # fmt: skip


def document(**of: Any) -> Reproduced:
    plain = {"file": "a.json", "form": "answer", "same": not of, "made": MADE, "differs": (), "count": 0, "values": ()}
    return Reproduced.model_validate({**plain, "notes": ("A note.",), **of})


def test_the_same_is_said_with_what_was_asked() -> None:
    assert said(document()) == [
        "a.json: score of revision 4, 2026-01-01, pack garment, method version 1.",
        "The same: every value comes out again.",
        "A note.",
    ]


def test_what_differs_is_said_with_both_values_and_absent_is_not_zero() -> None:
    values = (
        DifferingValue(path="rows[0].value", was=0.5, now=0.25, change=-0.25),
        DifferingValue(path="rows[1]", was=None, now={"name": "Công ty"}, change=None),
        DifferingValue(path="rows[2].name", was="x" * 200, now=0, change=None),
    )
    lines = said(document(differs=(Differing(what="the pack", was="ab", now="cd"),), values=values, count=3))
    assert lines[1:5] == [
        "Not the same: 3 values differ.",
        "  the pack: then ab, now cd.",
        "  rows[0].value: then 0.5, now 0.25 (by -0.25).",
        '  rows[1]: then not there, now {"name": "Công ty"}.',
    ]
    assert lines[5].endswith("…, now 0.") and len(lines[5]) < 120


def test_a_long_list_is_cut_and_its_rest_counted() -> None:
    values = tuple(DifferingValue(path=f"rows[{i}]", was=i, now=i + 1, change=1.0) for i in range(SHOWN + 5))
    lines = said(document(values=values, count=90))
    assert sum("rows[" in x for x in lines) == SHOWN
    assert f"  and {90 - SHOWN} more." in lines
    one = said(document(values=values[:1], count=1))
    assert one[1] == "Not the same: 1 value differs." and not any("more." in x for x in one)
