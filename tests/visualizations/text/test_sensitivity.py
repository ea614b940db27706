"""What each assumed number moves, in print."""

from __future__ import annotations

from tests.graph.risk.sensitivity.moved import DOC
from tests.visualizations.text.saying import fits, said


def test_each_number_that_moves_it_is_a_line_in_order_and_an_unknown_end_is_unknown() -> None:
    lines = said(DOC)
    assert lines[1:3] == ["As it is, Safety: 0.3000.", "As it is, Wages: unknown."]
    assert lines[3] == ("  0.2500  world prior (now 0.1; 0 to 1), tried from 0.01 to 0.3: Safety 0.2000 to unknown.")
    assert lines[4].startswith("  0.0000  half-life ")
    assert lines[5] == "          It changes the first 10 rows of the priority register."
    assert lines[6] == (
        "2 other numbers move it by less than 0.0001, or not at all. Not tried: 1 number (--json says why)."
    )
    assert lines[7:] == ["A note."]
    assert fits(DOC)
