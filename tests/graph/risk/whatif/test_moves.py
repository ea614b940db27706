"""Where purchases go, and who is left without a buyer."""

from __future__ import annotations

import pytest

from tests.graph.risk.whatif.people import ask, people
from tests.running import said


def test_who_sells_only_to_a_facility_left_is_named_too() -> None:
    got = ask(people(), drop=["B"])
    assert [(o.name, o.why, o.workers, o.open_harms) for o in got.orphaned] == [
        ("B", "its last known buyer leaves", 400, 2),
        ("M", "it sells only to facilities left", 90, None),
    ]
    words = said(got)
    assert "M (India): it sells only to facilities left; 90 workers; open harms unknown: nobody has looked." in words
    kept = ask(people(), drop=["B"], ours=True)
    assert [o.name for o in kept.orphaned] == ["B", "M"]


def test_what_was_bought_from_one_is_added_to_what_the_other_sells() -> None:
    moved = ask(people(), replace=["B=C"]).purchases
    assert [(p.buyer_name, p.supplier_name, p.before) for p in moved] == [("A", "C", 0.3)]
    assert moved[0].after == pytest.approx(0.8)
    left = ask(people(), drop=["B"]).purchases
    assert [(p.buyer_name, p.supplier, p.before, p.after) for p in left] == [("A", None, 0.0, 0.5)]
