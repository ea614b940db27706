"""Which keys become one party: written cases, and the order of the input never matters."""

from __future__ import annotations

import random
from typing import Any

import pytest

from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.linker import link
from headwater.graph.resolution.review import PAIRS, review
from tests.graph.resolution.saying import KUMO, apart, canon, said, same


def test_name_and_country_join_across_sources() -> None:
    linked = link(KUMO)
    assert linked.joined == {"row:blue:1": ("oshub:X1", "oshub:X1", "same name and country: kumo, VN")}
    assert linked.doubts == ()


@pytest.mark.parametrize(
    "change",
    [
        {"country": None},
        {"country": "TR"},
        {"norm": None},
        {"norm": "kumo two"},
        {"kind": "organisation"},
        {"kind": "brand"},
        {"kind": "person"},
        {"current": False},
    ],
    ids=str,
)
def test_anything_else_than_the_same_keeps_them_two(change: dict[str, Any]) -> None:
    assert link([KUMO[0]._replace(**change), KUMO[1]]).joined == {}


def test_brands_and_groups_of_one_name_stay_two() -> None:
    for kind in ("brand", "group", "person"):
        assert link([x._replace(kind=kind) for x in KUMO]).joined == {}


def test_a_stub_fits_the_one_kind_there_is_and_no_two() -> None:
    stub = said("red", "name:Kumo", "kumo", "VN", kind="stub")
    assert canon(link([*KUMO, stub])) == {"row:blue:1": "oshub:X1", "name:Kumo": "oshub:X1"}
    firm = said("grey", "lei:K", "kumo", "VN", kind="organisation")
    linked = link([*KUMO, stub, firm])
    assert canon(linked) == {"row:blue:1": "oshub:X1"}
    assert ("lei:K", "name:Kumo") in {(i.a, i.b) for i in review(linked, [])}


def test_a_stub_that_another_source_names_fully_has_that_kind() -> None:
    assert canon(link([said("red", "row:blue:1", kind="stub"), *KUMO])) == {"row:blue:1": "oshub:X1"}


def test_several_of_a_name_in_one_source_are_left_to_people() -> None:
    linked = link([*KUMO, said("blue", "row:blue:2", "kumo", "VN")])
    assert linked.joined == {}
    assert {(i.a, i.b) for i in review(linked, [])} == {
        ("oshub:X1", "row:blue:1"), ("oshub:X1", "row:blue:2"), ("row:blue:1", "row:blue:2"),
    }  # fmt: skip


def test_several_of_a_name_that_are_one_by_os_id_are_no_doubt() -> None:
    linked = link([*KUMO, said("blue", "row:blue:2", "kumo", "VN", os_id="X1"), said("blue", "row:blue:1", os_id="X1")])
    assert set(canon(linked).values()) == {"oshub:X1"}
    assert len(linked.joined) == 2
    assert linked.doubts == ()


def test_an_os_id_joins_without_name_or_country() -> None:
    linked = link([said("blue", "row:blue:1", "one", os_id="X1"), said("green", "oshub:X1", "other", "TR")])
    assert linked.joined == {"row:blue:1": ("oshub:X1", "oshub:X1", "same OS ID X1")}


def test_differing_os_ids_stand_against_a_name_and_against_a_lei() -> None:
    two = [said("blue", "oshub:X1", "kumo", "VN", lei="L"), said("green", "oshub:X2", "kumo", "VN", lei="L")]
    linked = link(two)
    assert linked.joined == {}
    assert {d.reason for d in linked.doubts} == {
        "same LEI L, but another id differs", "same name and country, but their OS IDs differ",
    }  # fmt: skip


def test_one_lei_joins_organisations_but_not_several_facilities_of_a_source() -> None:
    firms = [said("blue", f"row:blue:{n}", kind="organisation", lei="L") for n in range(2)]
    assert canon(link(firms)) == {"row:blue:1": "row:blue:0"}
    places = [x._replace(kind="facility") for x in firms]
    linked = link(places)
    assert linked.joined == {}
    assert len(linked.doubts) == 1
    assert link([places[0], places[1]._replace(source="green")]).joined != {}


def test_registry_numbers_count_within_their_country() -> None:
    firms = [said("blue", "reg:TR:12", kind="organisation"), said("green", "row:green:1", kind="organisation")]
    assert canon(link([firms[0], firms[1]._replace(registry_number="tr:12")])) == {"row:green:1": "reg:TR:12"}
    assert link([firms[0], firms[1]._replace(registry_number="VN:12")]).joined == {}


def test_an_entered_country_counts_as_stated() -> None:
    loose = [KUMO[0]._replace(country=None), KUMO[1]]
    assert canon(link(loose, entries={"row:blue:1": "VN"})) == {"row:blue:1": "oshub:X1"}
    assert link(KUMO, entries={"row:blue:1": "TR"}).joined == {}


def test_the_id_is_the_least_key_of_the_lowest_visibility() -> None:
    keys = ["row:a:1", "name:A", "group:a", "brand:a", "reg:TR:1", "lei:A", "oshub:B", "oshub:A"]
    decisions = [same(keys[0], k) for k in keys[1:]]
    for n in range(len(keys), 0, -1):
        linked = link([said("s", k) for k in keys[:n]], decisions)
        assert linked.joined.get(keys[n - 1]) is None
        assert {j.canon for j in linked.joined.values()} == {keys[n - 1]}
    sealed = [said("s", k, level=3 if k.startswith("oshub") else 1 if k == "lei:A" else 0) for k in keys]
    assert {j.canon for j in link(sealed, decisions).joined.values()} == {"reg:TR:1"}


def test_the_order_of_input_never_matters() -> None:
    rng = random.Random(7)
    for _ in range(150):
        rows = [
            said(
                rng.choice("ABC"), rng.choice(["row:x:", "oshub:", "name:"]) + rng.choice("123"),
                rng.choice(["kumo", "nehir", None]), rng.choice(["VN", "TR", None]),
                kind=rng.choice(["facility", "facility", "organisation", "stub", "brand"]), level=rng.choice([0, 0, 3]),
                os_id=rng.choice([None, None, "1", "2"]), lei=rng.choice([None, None, "L"]), current=rng.random() < 0.9,
            )
            for _ in range(rng.randint(2, 9))
        ]  # fmt: skip
        keys = sorted({x.key for x in rows})
        decided = (
            [PartyDecision(*sorted(rng.sample(keys, 2)), rng.choice(["same", "apart"])) for _ in range(2)]
            if len(keys) > 1
            else []
        )
        decided = list({(d.a, d.b): d for d in decided}.values())
        want = link(rows, decided)
        for _ in range(4):
            again = link(rng.sample(rows, len(rows)), rng.sample(decided, len(decided)))
            assert again == want
        ids = canon(want)
        assert not set(ids.values()) & set(ids), "an id leads on to another"
        for d in decided:
            if d.verdict == "apart":
                assert ids.get(d.a, d.a) != ids.get(d.b, d.b)


def test_a_thousand_of_one_name_are_counted_not_listed() -> None:
    linked = link([said("blue", f"row:blue:{n:04}", "kumo", "VN" if n else None) for n in range(1000)])
    items = review(linked, [])
    assert len(items) == 2 * PAIRS
    assert {i.reason for i in items} == {
        f"same name and country, but a source lists several ({PAIRS} of 498501 such pairs are listed)",
        f"same name, but a country isn't known ({PAIRS} of 999 such pairs are listed)",
    }


def test_decided_pairs_leave_the_review() -> None:
    loose = [KUMO[0]._replace(country=None), KUMO[1]]
    linked = link(loose)
    assert [(i.a, i.b, i.country) for i in review(linked, [])] == [("oshub:X1", "row:blue:1", None)]
    assert review(linked, [apart("row:blue:1", "oshub:X1")]) == []


def test_a_nameless_stub_of_a_brands_name_is_put_up_for_review() -> None:
    linked = link([said("e", "name:Alma", "alma", kind="stub"), said("b", "brand:alma", "alma", kind="brand")])
    assert linked.joined == {}
    assert [(i.a, i.b) for i in review(linked, [])] == [("brand:alma", "name:Alma")]
