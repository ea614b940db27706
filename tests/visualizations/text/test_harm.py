"""linked_harm taken apart in print: by how far one looks, without whom it would be less, and that it is no sum."""

from __future__ import annotations

from headwater.graph.risk.explain.distances import Distance
from headwater.graph.risk.values.result import Method
from tests import worlds as made
from tests.graph.risk.explain.harm_asked import asked
from tests.visualizations.text.saying import fits, said

CHAIN = "A 0\nB .5\nC .2\nD .1\nB->A 1 .5\nC->B .5 .5\nD->C 1 1"
# By hand, over any number of links: 1 - (1 - .5)(1 - .5 (1 - (1 - .2)(1 - .1))) = .57


def test_every_distance_is_a_line_nearest_first_with_value_and_who_is_there() -> None:
    lines = said(asked(*made.world(CHAIN), hops=None))
    assert lines[0].startswith("A: linked harm of ") and " is 0.5700: " in lines[0]
    assert lines[0].endswith("over any number of links.")
    at = lines.index("  At A itself: 0.0000.")
    assert [x.split(";")[0].replace(" (exact)", "") for x in lines[at + 1 : at + 4]] == [
        "  Up to 1 link: 0.5000", "  Up to 2 links: 0.5500", "  Up to 3 links: 0.5700"
    ]  # fmt: skip
    assert "their chances of harm sum to 0.2000, the largest, at C, is 0.2000." in lines[at + 2]


def test_who_adds_something_stands_largest_first_with_rows_and_it_is_said_to_be_no_sum() -> None:
    doc = asked(*made.world(CHAIN), hops=None)
    lines = said(doc)
    at = next(i for i, x in enumerate(lines) if "this doesn't add up" in x)
    told = lines[at + 1 : at + 1 + len(doc.adding)]
    assert [x.split(",")[0] for x in told] == [f"  {a.amount:.4f} without {a.name}" for a in doc.adding]
    assert told[0].startswith("  0.4300 without B, 1 link away: chance of harm there 0.5000")
    assert all("[world.csv row " in x for x in told)
    assert fits(doc)


def test_what_is_left_out_or_not_tried_or_unknown_is_said() -> None:
    doc = asked(*made.world(CHAIN))
    assert "over at most 1 link." in said(doc)[0]
    cut = said(doc.model_copy(update={"left_out": 5, "untried": 2, "low": None}))
    assert "  5 others left out, 2 of them not tried." in cut
    assert cut[1].startswith("No range is known; ")
    why = said(doc.model_copy(update={"why_none": "Nobody can say.", "adding": ()}))
    assert "Nobody can say." in why and not any("this doesn't add up" in x for x in why)
    far = Distance(
        hops=None, value=None, low=None, high=None, method=Method.NOT_COMPUTED, parties=0, states={}, expected=0.0,
        largest=0.0, largest_name=None,
    )  # fmt: skip
    (line,) = [x for x in said(doc.model_copy(update={"by_distance": (far,)})) if "Any number of links" in x]
    assert "Any number of links: unknown (not computed" in line and "0.0000" not in line
