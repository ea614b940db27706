"""Names that differ by brackets, spaces or filler words are listed for people, and joined by nobody."""

from __future__ import annotations

import pytest

from headwater.graph import statements
from headwater.graph.records import Party, PartyKind, Provenance
from headwater.graph.resolution.lookalikes import PAIRS, lookalikes, loose
from headwater.graph.statements import PartyDoc


def facility(key: str, name: str, country: str | None, source: str) -> PartyDoc:
    where = Provenance(source=source, file=f"{source}.csv", sha256="0" * 64, row=2)
    said = statements.of(Party(provenance=where, kind=PartyKind.FACILITY, key=key, name=name, country=country))
    return statements.party(key, [said])


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Huai An Yuan Tong Headwear Mfg Co Ltd (No.30&32)", "Huaian Yuantong Headwear Mfg Co Ltd", True),
        ("Fictional Sewing Company Limited", "FICTIONAL SEWING CO., LTD", True),
        ("Branch 1 - Fictional Headgear Company", "Branch 1 of Fictional Headgear", True),
        ("Fictional Mill Unit 1", "Fictional Mill Unit 2", False),
        ("Fictional Mill", "Fictional Weavers", False),
    ],
)
def test_loose_names(a: str, b: str, same: bool) -> None:
    assert (loose(a) == loose(b)) is same


def test_only_other_sources_and_one_stated_country_are_paired() -> None:
    docs = [
        facility("row:a:1", "Fictional Mill (Unit 4)", "BD", "a"),
        facility("row:a:2", "Fictional Mill (Unit 5)", "BD", "a"),
        facility("row:b:1", "Fictional Mill", "BD", "b"),
        facility("row:c:1", "Fictional Mill", "VN", "c"),
        facility("row:d:1", "Fictional Mill", None, "d"),
    ]
    assert [(i.a, i.b) for i in lookalikes(docs)] == [("row:a:1", "row:b:1"), ("row:a:2", "row:b:1")]
    assert [(i.a, i.b) for i in lookalikes(reversed(docs), decided={("row:a:1", "row:b:1")})] == [
        ("row:a:2", "row:b:1")
    ]


def test_a_name_with_many_keys_is_cut_and_counted() -> None:
    docs = [facility(f"row:s{i}:1", f"Fictional Mill ({i})", "BD", f"s{i}") for i in range(12)]
    items = lookalikes(docs)
    assert len(items) == PAIRS
    assert f"{PAIRS} of 66" in items[0].reason
