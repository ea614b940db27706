"""Complaints stay out of every result: the same store with and without them gives the same documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headwater.graph import canonical
from headwater.graph.records import Complaint, Visibility
from headwater.graph.risk.evidence import own
from headwater.graph.risk.explain import explain
from headwater.graph.risk.register import priorities
from headwater.graph.stores.base import PUBLIC, Store
from headwater.graph.vocabulary import load_pack
from tests.graph.making import DAY, brand, facility, finding, load, prov, supplies


@pytest.mark.parametrize("visibility", [Visibility.SEALED, Visibility.RESTRICTED, Visibility.PUBLIC])
def test_complaints_move_no_result_and_what_is_not_public_is_not_exported(
    fresh: Callable[[], Store], visibility: Visibility
) -> None:
    pack = load_pack()
    base = [brand("A", "Alma"), facility("A", "oshub:1", "One"), supplies("A", "oshub:1", "brand:alma")]
    said = {"party": "oshub:1", "issue": "forced_labour", "visibility": visibility, "text": "A voice, made up."}
    complaints = [Complaint(provenance=prov("A"), key=f"c{i}", **said) for i in range(7)]
    documents, exports = [], []
    for more in ([], complaints):
        store = fresh()
        load(store, "A", [*base, finding("A", "f", "oshub:1", observed="2024"), *more])
        snapshot = store.snapshot(as_of=DAY)
        now = own(snapshot, pack, DAY)
        register = priorities(snapshot, now, pack, ["brand:alma"])
        documents.append((register, explain(snapshot, now, "brand:alma", "forced_labour", None), now.s.tolist()))
        exports.append(list(canonical.lines(store, PUBLIC)))
    assert documents[0] == documents[1]
    if visibility is not Visibility.PUBLIC:
        assert exports[0] == exports[1]
