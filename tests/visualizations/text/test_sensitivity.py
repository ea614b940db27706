"""What each assumed number moves, in print and beside the pack's lines."""

from __future__ import annotations

from headwater.graph.risk.sensitivity.assumptions import Untried
from headwater.graph.risk.sensitivity.sensitivity import MovedLine, Sensitivity
from headwater.visualizations.text.sensitivity import moves
from tests.visualizations.text.saying import HEAD, fits, said


def line(what: str, swing: float, *, reorders: bool = False, row: int = 2) -> MovedLine:
    return MovedLine(
        table="priors", row=row, id=what, what=what, unit="0 to 1", value=0.1, low=0.01, high=0.1 * 3, rule="given",
        issue="osh", issue_title="Safety", at_low=0.2, base=0.3, at_high=None, swing=swing, own_swing=swing,
        reorders=reorders, source="Assumed", checked=False,
    )  # fmt: skip


DOC = Sensitivity(
    header=HEAD, party="name:A", name="A", indicator="upstream_risk", issue="osh", params={},
    results={"osh": 0.3, "wage": None}, titles={"osh": "Safety", "wage": "Wages"},
    rows=(line("world prior", 0.25), line("half-life", 0.0, reorders=True, row=3), line("tiny", 0.00001, row=4),
          line("nothing", 0.0, row=5)),
    untried=(Untried(table="issues", row=9, id="x", why="it is a name"),), companies=4, notes=("A note.",),
)  # fmt: skip


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


def test_beside_the_pack_each_line_says_what_it_moves_nothing_or_why_it_was_not_tried() -> None:
    said = moves(DOC)
    assert said.heading == "Beside each number: what it moves upstream_risk, Safety, of A by, 2026-01-01."
    assert said.words == {
        "priors": {
            2: "0.2500 (Safety)",
            3: "nothing; changes the first rows of the register",
            4: "under 0.0001",
            5: "nothing",
        },
        "issues": {9: "not tried: it is a name"},
    }
