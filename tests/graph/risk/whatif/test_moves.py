"""Who is left without a buyer."""

from __future__ import annotations

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
