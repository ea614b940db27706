"""What a change would move: people first, and nothing is saved."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.door import Door
from headwater.graph.errors import NotFound, UnknownName, UsageError


def test_leaving_never_lowers_the_number_of_people(door: Door) -> None:
    ways: tuple[dict[str, Any], ...] = (
        {"drop": ["Tailor"]},
        {"drop": ["Tailor"], "ours": True},
        {"replace": ["Tailor=Dyer"]},
        {"close_country": ["BD"]},
    )
    for given in ways:
        got = door.whatif("Ada", **given)
        assert got.people_after.open_harms == got.people_before.open_harms > 0, given
        assert got.people_after.left_without_remedy == got.people_before.open_harms, given
    assert got.header == door.header() and door.whatif("Ada", **given) == got


def test_ours_leaves_the_other_buyers_where_they_are(door: Door) -> None:
    everyone, ours = door.whatif("Ada", drop=["Knitter"]), door.whatif("Ada", drop=["Knitter"], ours=True)
    assert [[p.buyer_name for p in x.purchases] for x in (everyone, ours)] == [["Ada", "Bo"], ["Ada"]]
    assert [[o.name for o in x.orphaned] for x in (everyone, ours)] == [["Knitter"], []]


def test_a_remedy_takes_its_findings_away_and_only_those(door: Door) -> None:
    for what, left in (("overtime", 1), ("osh", 1), ("Working time", 1), (None, 0)):
        got = door.whatif("Ada", remediate=["Tailor" if what is None else f"Tailor:{what}"])
        assert (got.people_before.open_harms, got.people_after.open_harms) == (2, left), what
        moved = {c.issue for c in got.indicators if c.indicator == "upstream_risk" and c.before != c.after}
        held = {None: {"osh", "working_time"}, "osh": {"osh"}}
        assert moved == held.get(what, {"working_time"}), what


def test_an_event_may_hold_colons_and_its_party_too(door: Door) -> None:
    for party in ("Knitter", "name:Knitter"):
        got = door.whatif("Ada", remediate=[f"{party}:raid:2025"])
        assert (got.people_before.open_harms, got.people_after.open_harms) == (1, 0)
    (change,) = [r.change for r in door.largest("Ada").rows if r.name == "Knitter"]
    (c,) = [c for c in got.indicators if (c.indicator, c.issue) == ("upstream_risk", "forced_labour")]
    assert c.before - c.after == pytest.approx(change)


def test_other_words_are_refused(door: Door) -> None:
    with pytest.raises(UnknownName, match=r"of Knitter named 'fire'; known: raid:2025 \(Forced labour, 2025-07-01\)"):
        door.whatif("Ada", remediate=["Knitter:fire"])
    with pytest.raises(NotFound, match="'Nobody'"):
        door.whatif("Ada", remediate=["Nobody:raid"])
    with pytest.raises(UsageError, match="say what to change: --drop"):
        door.whatif("Ada")
