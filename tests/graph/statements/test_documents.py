"""What a folded document says by name is what its statements say, of the type that the record states."""

from __future__ import annotations

import pytest

from headwater.graph.records import Party, Relation
from headwater.graph.statements import PartyDoc, RelationDoc, fold, of, party
from headwater.graph.statements.documents import Said
from tests.graph.making import facility, supplies


def names(document: type) -> list[str]:
    return [name for name, value in vars(document).items() if isinstance(value, Said)]


@pytest.mark.parametrize(("document", "record"), [(PartyDoc, Party), (RelationDoc, Relation)])
def test_every_typed_fact_is_a_field_of_the_record(document: type, record: type) -> None:
    assert names(document) and set(names(document)) <= set(record.model_fields)  # type: ignore[attr-defined]


def test_a_partys_facts_are_the_folded_ones_and_unknown_is_none() -> None:
    old = facility("blue", "row:1", "One", "TR", workers=7, sector=("apparel",), chain_end=False, dated="2020")
    doc = party("row:1", [of(old), of(facility("blue", "row:1", "One", "VN", women_share=0.5, dated="2024"))])
    assert {n: getattr(doc, n) for n in names(PartyDoc)} == {
        **dict.fromkeys(names(PartyDoc)),
        "country": "VN", "workers": 7, "sector": ["apparel"], "chain_end": False, "women_share": 0.5,
    }  # fmt: skip


def test_a_relations_facts_are_the_folded_ones() -> None:
    said = of(supplies("blue", "row:1", "row:2", share=0.25, tier=2, since="2020"))
    doc = RelationDoc("SUPPLIES", "row:1", "row:2", "", fold([said]))
    assert (doc.share, doc.tier, doc.since, doc.until, doc.confidence, doc.product) == (
        0.25,
        2,
        "2020",
        None,
        None,
        None,
    )
