"""A what-if in print: both ledgers, what moves elsewhere, who is left alone; and what nobody knows of them."""

from __future__ import annotations

from headwater.graph.risk.whatif.moves import Move
from headwater.visualizations.text.whatif import SHOWN
from tests.graph.risk.whatif.people import ask, people
from tests.visualizations.text.saying import fits, said


def test_our_number_stands_before_the_people_and_each_change_has_both_its_values() -> None:
    doc = ask(people(), drop=["B"])
    lines = said(doc)
    assert lines[:2] == ["A, if this were done (nothing is saved).", "Our indicator:"]
    at = lines.index("People at the facilities touched:")
    told = lines[2:at]
    assert len(told) == len(doc.indicators)
    for line, c in zip(told, doc.indicators, strict=True):
        assert line.startswith(f"  {c.indicator}, {c.issue_title}: ")
        assert c.before is not None and f"{c.before:.4f}" in line
    assert lines[at + 1] == "  B (leave): 400 workers, 300 women, 40 migrants; 2 open harms; 2 left without remedy."
    together = next(x for x in lines if x.startswith("  Together: "))
    assert together == ("  Together: 400 workers; open harms: 2 before, 2 after, 2 of them left without remedy.")
    assert fits(doc)


def test_a_number_of_workers_and_harms_nobody_stated_is_unknown_not_zero() -> None:
    lines = said(ask(people(), drop=["D", "C"]))
    d = next(x for x in lines if x.startswith("  D (leave)"))
    c = next(x for x in lines if x.startswith("  C (leave)"))
    assert "number of workers unknown" in d and "1 open harm" in d
    assert "50 workers; open harms unknown: nobody has looked" in c
    (together,) = [x for x in lines if x.startswith("  Together: ")]
    assert "50 workers, and 1 of 2 facilities without a number" in together
    assert "nobody has looked at 1 of 2" in together
    unseen = next(x for x in said(ask(people(), drop=["C"])) if x.startswith("  Together: "))
    assert unseen == "  Together: 50 workers; open harms unknown: nobody has looked."


def test_who_loses_the_only_known_buyer_is_named() -> None:
    lines = said(ask(people(), drop=["B"]))
    assert any(
        x.startswith("  B (") and "400 workers" in x for x in lines[lines.index("Left without a known buyer:") :]
    )


def test_a_long_list_of_moves_says_how_many_more_there_are_in_all() -> None:
    move = Move(party="name:X", name="X", issue="osh", issue_title="Safety", before=0.2, after=0.1)
    doc = ask(people(), drop=["B"]).model_copy(update={"moves": (move,) * (SHOWN + 3), "moves_more": 40})
    lines = said(doc)
    assert lines.count("  upstream_risk of X, Safety: 0.2000 before, 0.1000 after.") == SHOWN
    assert "  and 43 more." in lines


def test_where_no_facility_is_touched_it_says_so() -> None:
    lines = said(ask(people(), drop=["B"]).model_copy(update={"facilities": (), "orphaned": (), "steps": ()}))
    assert "No facility is touched." in lines
    assert not any("Together" in x or "Left without" in x for x in lines)
