"""Complaints stay out of every result: the same store with and without them gives the same documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headwater.graph import canonical
from headwater.graph.records import WIDEST, Complaint, Visibility
from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.register.register import priorities
from headwater.graph.stores.base import PUBLIC, Store
from headwater.graph.vocabulary import load_pack
from tests.graph.making import DAY, brand, facility, finding, load, prov, supplies

EXPLAIN = UpstreamRisk().explain


@pytest.mark.parametrize("release", [*WIDEST, None])
def test_complaints_move_no_result_and_what_is_not_public_is_not_exported(
    fresh: Callable[[], Store], release: str | None
) -> None:
    pack = load_pack()
    base = [brand("A", "Alma"), facility("A", "oshub:1", "One"), supplies("A", "oshub:1", "brand:alma")]
    said = {"party": "oshub:1", "issue": "forced_labour", "text": "A voice, made up."}
    said |= {"release": release} if release else {}
    complaints = [Complaint(provenance=prov("A"), key=f"c{i}", **said) for i in range(7)]
    documents, exports = [], []
    for more in ([], complaints):
        store = fresh()
        load(store, "A", [*base, finding("A", "f", "oshub:1", observed="2024"), *more])
        snapshot = store.snapshot(as_of=DAY)
        now = own(snapshot, pack, DAY)
        register = priorities(snapshot, now, pack, ["brand:alma"])
        documents.append((register, EXPLAIN(snapshot, now, "brand:alma", "forced_labour", None), now.s.tolist()))
        exports.append(list(canonical.lines(store, PUBLIC)))
    assert documents[0] == documents[1]
    assert (exports[0] == exports[1]) == (release != "named")


def test_a_complaint_is_seen_by_no_more_than_its_complainant_chose() -> None:
    said = {"provenance": prov("A"), "key": "c", "party": "oshub:1", "issue": "forced_labour", "text": "A voice."}
    assert Complaint.model_validate(said).visibility is Visibility.SEALED
    for release, widest in WIDEST.items():
        assert Complaint.model_validate(said | {"release": release}).visibility is widest
        for level in Visibility:
            row = said | {"release": release, "visibility": level}
            if level >= widest:
                assert Complaint.model_validate(row).visibility is level
            else:
                with pytest.raises(
                    ValueError, match=f"at most {widest.name.lower()}, not {level.name.lower()}"
                ) as refused:
                    Complaint.model_validate(row)
                assert "A voice" not in str(refused.value)
    with pytest.raises(ValueError, match="release"):
        Complaint.model_validate(said | {"release": "shouted"})
