"""Whether a store keeps its promises: each problem in a line, or that there are none."""

from __future__ import annotations

from headwater.graph.stores.reports import ProblemsDocument
from tests.visualizations.text.saying import fits, said


def test_a_store_without_problems_says_what_was_held_against_what() -> None:
    doc = ProblemsDocument(revision=4, statements=1234, problems=())
    (line,) = said(doc)
    assert line.startswith("1,234 statements at revision 4: every one has source, file and row")
    assert fits(doc)


def test_every_problem_is_said_in_order_below_their_number() -> None:
    doc = ProblemsDocument(revision=4, statements=9, problems=("z: 2 keys", "a: no row " + "x " * 60))
    assert said(doc) == ["2 problems at revision 4:", "  z: 2 keys", f"  a: no row {'x ' * 60}".rstrip()]
    assert fits(doc)
    assert said(doc.model_copy(update={"problems": ("one",)}))[0] == "1 problem at revision 4:"
