"""A review: both sides by name and country, and the line that decides."""

from __future__ import annotations

import csv

from headwater.graph.resolution.queue import review_document
from headwater.graph.resolution.review import ReviewItem
from tests.graph.risk.rows import facility, snap
from tests.visualizations.text.saying import HEAD, SHA, said


def test_a_review_names_both_sides_and_gives_the_line_that_decides() -> None:
    long, odd = f"row:a list:{SHA[:16]}", 'name:Mill, "Ltd"'
    s = snap(facility("Mill", "BD"), facility('Mill, "Ltd"', country_proposed="IN", country_reason="x"))
    items = [
        ReviewItem("mill", "name:Mill", odd, "BD", "same name"),
        ReviewItem("gone", long, "name:Mill", None, "why"),
    ]
    doc = review_document(items, s, header=HEAD)
    assert [(i.a.name, i.a.country, i.b.country_proposed) for i in doc.items] == [
        ("Mill", "BD", "IN"),
        (long, None, None),
    ]
    lines = said(doc, 80)
    at = lines.index("decision,a,b,by,reason,date")
    text = "\n".join(lines[:at])
    assert SHA[:16] not in text and "(…cdef)" in text
    assert "Bangladesh" in text and "(proposed:" in text and "India)" in text and "same name" in text
    assert [(r["decision"], r["a"], r["b"]) for r in csv.DictReader(lines[at:])] == [
        ("same", "name:Mill", odd),
        ("same", long, "name:Mill"),
    ]
    assert max(map(len, lines[:at])) <= 80
    assert said(review_document([], s, header=HEAD)) == ["nothing to review"]
