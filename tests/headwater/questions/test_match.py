"""Which keys are one party, and why: of what the reader may see."""

from __future__ import annotations

from pathlib import Path

from headwater.door import Door
from headwater.graph.stores.base import OWNER
from headwater.library import Library
from tests.graph.making import facility, load
from tests.running import TODAY


def test_the_link_names_both_keys_and_the_reason(door: Door) -> None:
    got = door.match()
    (link,) = got.links
    assert {link.a, link.b} == {"name:Dyer", "oshub:TR2026001FIC001"}
    assert link.reason == "same name and country: dyer, TR"
    assert got.applied and got.header == door.header()
    assert {link.a, link.b} == set(door.show(link.a).keys)


def test_a_merge_known_only_from_what_is_sealed_is_told_to_its_owner_alone(tmp_path: Path) -> None:
    with Library.open(f"sqlite:{tmp_path}/sealed.db", today=TODAY, make=True) as library:
        load(library.store, "open", [facility("open", f"row:open:{n}", f"Mill {n}", "VN") for n in (1, 2)])
        secret = [facility("secret", f"row:open:{n}", f"Mill {n}", os_id="T5", visibility=3) for n in (1, 2)]
        load(library.store, "secret", secret)
        assert Door(library).match().links == ()
        (link,) = Door(library, OWNER).match().links
        assert {link.a, link.b} == {"row:open:1", "row:open:2"}
