"""Which keys are one party, and why."""

from __future__ import annotations

from headwater.door import Door


def test_the_link_names_both_keys_and_the_reason(door: Door) -> None:
    got = door.match()
    (link,) = got.links
    assert {link.a, link.b} == {"name:Dyer", "oshub:TR2026001FIC001"}
    assert link.reason == "same name and country: dyer, TR"
    assert got.applied and got.header == door.header()
    assert {link.a, link.b} == set(door.show(link.a).keys)
