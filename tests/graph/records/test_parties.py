from __future__ import annotations

import pytest

from headwater.graph.records import LINK_KINDS, Party, PartyKind, Record, Relation, RelationKind, Source
from tests.graph.making import facility, source_line, supplies, takes

MILL, LINK, LIST = facility("blue", "row:1", "Mill"), supplies("blue", "row:1", "brand:a"), source_line("blue")


def test_risk_travels_along_goods_and_recruitment_and_not_along_ownership() -> None:
    assert {k.value for k in LINK_KINDS} == {"SUPPLIES", "SUBCONTRACTS_FOR", "RECRUITS_FOR"}
    assert {k.value for k in RelationKind} - {k.value for k in LINK_KINDS} == {"OWNS", "MEMBER_OF", "OPERATES"}
    assert [k.value for k in PartyKind] == ["organisation", "facility", "brand", "group", "person", "stub"]


@pytest.mark.parametrize(
    ("record", "field", "right", "wrong"),
    [
        (MILL, "country", ("BD", None), ("bd", "BGD", "Bangladesh", "")),
        (MILL, "country_proposed", ("BD", None), ("b", "12")),
        (MILL, "latitude", (-90, 0, 90), (90.5, -91)),
        (MILL, "longitude", (-180, 180), (181,)),
        (MILL, "workers", (0, 120, None), (-1, 1.5)),
        (MILL, "women_share", (0, 0.5, 1), (50, -0.1)),
        (MILL, "kind", ("stub", "person"), ("supplier", "factory", None)),
        (MILL, "key", ("k" * 512,), ("", "k" * 513)),
        (LINK, "kind", ("OWNS", "SUPPLIES"), ("supplies", "BUYS")),
        (LINK, "share", (0, 1, None), (1.01, "half")),
        (LINK, "confidence", (0, 1), (-1, 2)),
        (LINK, "tier", (1, 20, None), (0, 21)),
        (LIST, "redistributable", ("yes", "no", "unknown"), ("perhaps", True)),
        (LIST, "completeness", (0, 0.8), (80,)),
    ],
)
def test_a_field_takes_what_it_means_and_refuses_the_rest(
    record: Record, field: str, right: tuple[object, ...], wrong: tuple[object, ...]
) -> None:
    takes(record, field, right, wrong)


@pytest.mark.parametrize(
    ("kind", "must"), [(Party, {"kind", "key"}), (Relation, {"kind", "start", "end"}), (Source, {"key", "title"})]
)
def test_only_what_makes_it_one_must_be_said(kind: type[Record], must: set[str]) -> None:
    assert {n for n, f in kind.model_fields.items() if f.is_required()} == must | {"provenance"}


def test_what_a_list_does_not_say_of_itself_is_unknown() -> None:
    assert (LIST.licence, LIST.completeness, LIST.complete_for_tier_1, LIST.fictional) == (None, None, None, None)
    assert LIST.redistributable == "unknown"
