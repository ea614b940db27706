"""Which keys are one party: entries, names, decisions, and former ids."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headwater.graph.errors import UsageError
from headwater.graph.records import Visibility
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.stores.base import OWNER, PUBLIC, Store
from headwater.graph.verify import verify
from tests.graph.making import (
    AT,
    DAY,
    country_of,
    facility,
    load,
    supplies,
)
from tests.graph.stores.contract.worlds import ALMA, BORA, export, names


def test_a_persons_entry_outranks_every_source(store: Store) -> None:
    load(store, "blue", [facility("blue", "row:blue:1", "Demir Tekstil", workers=7)])
    load(store, "green", BORA)
    assert store.resolve("row:blue:1") == "row:blue:1", "an unknown country links nothing"
    load(store, "people", [country_of("row:blue:1", "TR")])
    doc = store.get(["row:blue:1"], viewer=PUBLIC, as_of=DAY)["row:blue:1"]
    assert doc.id == "oshub:X1", "a country that a person entered counts for linking"
    assert doc.folded.statements[doc.folded.by["country"][0]].source == "people"


def test_a_proposed_country_never_links(store: Store) -> None:
    guess = facility("blue", "row:blue:1", "Demir Tekstil", country_proposed="TR", country_reason="phone code 90")
    load(store, "blue", [guess])
    load(store, "green", BORA)
    assert store.resolve("row:blue:1") == "row:blue:1"
    assert "country" not in store.get(["row:blue:1"], viewer=OWNER, as_of=DAY)["row:blue:1"].props
    (item,) = store.review(viewer=PUBLIC)
    assert (item.a, item.b, item.name, item.country) == ("oshub:X1", "row:blue:1", "demir tekstil", None)


def test_two_of_a_name_in_one_source_go_to_review(store: Store) -> None:
    load(store, "blue", [facility("blue", f"row:blue:{n}", "Nehir Giyim", "TR", city=str(n)) for n in (1, 2)])
    load(store, "green", [facility("green", "oshub:X9", "NEHIR GIYIM", "TR")])
    assert store.canon() == {}
    assert [(i.a, i.b) for i in store.review(viewer=PUBLIC)] == [
        ("oshub:X9", "row:blue:1"), ("oshub:X9", "row:blue:2"), ("row:blue:1", "row:blue:2"),
    ]  # fmt: skip
    store.decide(
        [PartyDecision("row:blue:1", "oshub:X9", "same"), PartyDecision("row:blue:2", "oshub:X9", "apart")], at=AT
    )
    assert store.canon() == {"row:blue:1": "oshub:X9"}
    assert store.review(viewer=PUBLIC) == []


def test_a_sealed_key_never_names_a_party(store: Store) -> None:
    load(store, "blue", [facility("blue", "row:blue:1", "Demir Tekstil", "TR")])
    load(store, "secret", [facility("secret", "oshub:A1", "Demir Tekstil", "TR", visibility=Visibility.SEALED)])
    assert store.resolve("oshub:A1", viewer=OWNER) == "row:blue:1"
    assert store.resolve("oshub:A1") == "oshub:A1", "to everybody else it is unknown"
    doc = store.get(["row:blue:1"], viewer=PUBLIC, as_of=DAY)["row:blue:1"]
    assert (doc.id, doc.keys, doc.links) == ("row:blue:1", ("row:blue:1",), ())


def test_retract_gives_back_the_graph_without_the_source(fresh: Callable[[], Store]) -> None:
    alone = fresh()
    load(alone, "green", BORA)
    want = export(alone)
    store = fresh()
    load(store, "blue", ALMA)
    load(store, "green", BORA)
    assert export(store) != want
    done = store.retract("blue", at=AT)
    assert (done.kind, done.source, done.opened, done.closed) == ("retract", "blue", 0, 4)
    assert export(store) == want
    assert store.resolve("row:blue:1") == "oshub:X1", "a former id redirects"
    assert verify(store, as_of=DAY) == []
    with pytest.raises(UsageError, match="no source named 'blue'"):
        store.retract("blue", at=AT)
    again = load(store, "blue", ALMA)
    assert (again.no_op, again.accepted) == (False, 4), "after a retract the same file loads again"


def test_the_id_moves_when_its_source_goes_and_the_former_one_redirects(store: Store) -> None:
    load(store, "blue", ALMA)
    load(store, "green", BORA)
    assert store.resolve("row:blue:1") == "oshub:X1"
    store.retract("green", at=AT)
    assert store.resolve("oshub:X1") == "row:blue:1"
    assert names(store, "oshub:X1") == "Demir Tekstil A.Ş."
    load(store, "green", BORA)
    assert store.canon() == {"row:blue:1": "oshub:X1"}


def test_decisions_outrank_names_and_survive_a_reload(store: Store) -> None:
    load(store, "blue", ALMA)
    load(store, "green", BORA)
    apart = PartyDecision("row:blue:1", "oshub:X1", "apart", by="A. Person", reason="other street", date="2026-01-01")
    line = store.decide([apart], at=AT)
    assert (line.kind, line.rows, line.accepted, line.revision) == ("decide", 1, 1, 3)
    assert store.canon() == {}
    assert store.decide([apart], at=AT).unchanged == 1
    assert store.revision() == 3, "the same decision again publishes nothing"
    store.retract("blue", at=AT)
    load(store, "blue", ALMA)
    assert store.canon() == {}
    same = PartyDecision("oshub:X1", "row:blue:1", "same", by="A. Person", reason="one gate")
    store.decide([same], at=AT)
    assert store.links() == [("row:blue:1", "oshub:X1", "decided by A. Person: one gate")]
    assert store.decisions() == [same]
    with pytest.raises(UsageError):
        store.decide([PartyDecision("oshub:X1", "oshub:X1", "same")], at=AT)


def test_a_split_gives_everything_back(store: Store) -> None:
    load(
        store, "blue", [facility("blue", "row:blue:1", "Ada Giyim", "TR"), supplies("blue", "row:blue:1", "brand:alma")]
    )
    load(store, "green", [facility("green", "oshub:X7", "Quite other", "TR")])
    before = export(store)
    store.decide([PartyDecision("oshub:X7", "row:blue:1", "same")], at=AT)
    assert store.get(["row:blue:1"], viewer=PUBLIC, as_of=DAY)["row:blue:1"].id == "oshub:X7"
    assert [r.start for r in store.neighbours(["oshub:X7"], direction="buyers", viewer=PUBLIC, as_of=DAY)] == [
        "oshub:X7"
    ]
    store.decide([PartyDecision("oshub:X7", "row:blue:1", "apart")], at=AT)
    assert export(store) == before
