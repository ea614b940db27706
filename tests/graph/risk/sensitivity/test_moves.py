"""What each number moves, beside the pack's lines."""

from __future__ import annotations

from headwater.graph.risk.sensitivity.moves import moves
from tests.graph.risk.sensitivity.moved import DOC


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
