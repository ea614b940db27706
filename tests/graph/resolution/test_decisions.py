"""People's decisions outrank whatever else speaks for or against one party."""

from __future__ import annotations

from headwater.graph.resolution.linker import link
from tests.graph.resolution.saying import KUMO, apart, canon, said, same


def test_decisions_join_what_nothing_else_would_and_explain_it() -> None:
    linked = link(
        [said("blue", "row:blue:1", "one"), said("green", "oshub:X1", "other")], [same("row:blue:1", "oshub:X1")]
    )
    assert linked.joined == {"row:blue:1": ("oshub:X1", "oshub:X1", "decided")}


def test_apart_is_kept_by_whatever_way() -> None:
    third = said("red", "row:red:1", "kumo", "VN", os_id="X1")
    linked = link([*KUMO, third], [apart("row:blue:1", "row:red:1")])
    assert canon(linked) == {"row:red:1": "oshub:X1"}
    chain = [same("a", "b"), same("b", "c"), same("c", "d"), apart("a", "d")]
    linked = link([said("s", k) for k in "abcd"], chain)
    assert canon(linked).get("d", "d") != canon(linked).get("a", "a")


def test_keys_that_nobody_names_any_more_still_carry_a_decision() -> None:
    linked = link(
        [said("s", "row:a:1"), said("s", "row:b:1")], [same("row:a:1", "oshub:gone"), same("oshub:gone", "row:b:1")]
    )
    assert canon(linked) == {"row:b:1": "row:a:1", "oshub:gone": "row:a:1"}
    assert link([], [same("x", "y")]).joined == {}


def test_a_decision_says_who_and_why_and_outranks_ids_that_differ() -> None:
    two = [said("blue", "row:blue:1", "one", os_id="X1"), said("green", "oshub:X2", "one", os_id="X2")]
    decided = [same("row:blue:1", "oshub:X2", by="A. Person", reason="visited", date="2026-01-01")]
    assert link(two, decided).joined["row:blue:1"].reason == "decided by A. Person: visited"
    assert link(two).joined == {}
    assert link([two[0], two[1]._replace(os_id="X1")], [apart("oshub:X2", "row:blue:1")]).joined == {}


def test_decisions_are_ordered_and_equal_by_what_they_say() -> None:
    first, second = same("a", "b", by="A. Person"), same("a", "c", by="A. Person")
    assert sorted([second, first]) == [first, second]
    assert len({first, same("a", "b", by="A. Person"), apart("a", "b")}) == 2
