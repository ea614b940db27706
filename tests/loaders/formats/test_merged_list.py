"""The merged list of three brands: who buys where the brand is empty, and shares from head counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from headwater.graph.records import Relation, RelationKind
from headwater.loaders.formats.merged_list import other_brand
from headwater.loaders.input.files import open_path
from headwater.loaders.port import InputFile, Options, Row
from headwater.loaders.registry import get_loader
from tests.loaders.formats.made import codes, facility, read

COLUMNS = ("Country", "Factory_Name", "Factory_Number", "Total_Workers", "Female_Workers", "Migrant_Workers",
           "Parent_Organization_Name", "Supplier_Group", "Factory_Type", "Corporation_Brand")  # fmt: skip


def one(tmp_path: Path, file: str = "list.csv", *, said: dict[str, Any] | None = None, **cells: str) -> Row:
    path = tmp_path / file
    line = {"Country": "Vietnam", "Factory_Name": "Lark"} | cells
    path.write_text(",".join(COLUMNS) + "\n" + ",".join(line.get(c, "") for c in COLUMNS) + "\n", encoding="utf-8")
    (row,) = read("merged-list", path, **(said or {}))
    return row


def links(row: Row, kind: RelationKind) -> list[Relation]:
    return [r for r in row.records if isinstance(r, Relation) and r.kind is kind]


@pytest.mark.parametrize(
    "file, said, brand, buyer, confidence",
    [
        ("adidas_2023.csv", {}, "Nike", "brand:nike", 0.95),
        ("adidas_2023.csv", {}, "", "brand:adidas", 0.7),
        ("list.csv", {"buyer": "Heath"}, "", "brand:heath", 0.95),
        ("adidas_2023.csv", {"buyer": "Heath"}, "", "brand:heath", 0.95),
        ("adidas_2023.csv", {"buyer": "Heath"}, "Nike", "brand:nike", 0.95),
    ],
)
def test_who_buys_and_how_sure_that_is(
    tmp_path: Path, file: str, said: dict[str, str], brand: str, buyer: str, confidence: float
) -> None:
    (link,) = links(one(tmp_path, file, said=said, Corporation_Brand=brand), RelationKind.SUPPLIES)
    assert (link.end, link.confidence) == (buyer, confidence)


def test_where_nobody_says_who_buys_nobody_does(tmp_path: Path) -> None:
    row = one(tmp_path)
    assert links(row, RelationKind.SUPPLIES) == [] and codes(row) == ["brand_missing"]
    path = tmp_path / "list.csv"
    assert "say whose they are with --buyer" in (
        get_loader("merged-list").describe(open_path(path), Options("s")).note or ""
    )
    file = InputFile(path, "Nike_ADIDAS.csv", "0")
    assert (other_brand(file, Options("s")), other_brand(file, Options("s", buyer="B"))) == ("adidas", "B")


@pytest.mark.parametrize(
    "total, women, share, said",
    [("500", "125", 0.25, []), ("500", "", None, []), ("", "125", None, []), ("100", "125", None, ["over_total"]),
     ("0", "0", None, [])],
)  # fmt: skip
def test_a_share_is_heads_over_workers_or_unknown(
    tmp_path: Path, total: str, women: str, share: float | None, said: list[str]
) -> None:
    row = one(tmp_path, Total_Workers=total, Female_Workers=women, Corporation_Brand="Nike")
    assert facility(row).women_share == share and facility(row).migrant_share is None
    assert codes(row) == said


@pytest.mark.parametrize("kind, tier", [("Finished Goods", 1), ("MATERIALS", 2), ("", None)])
def test_the_tier_is_that_of_the_factorys_type(tmp_path: Path, kind: str, tier: int | None) -> None:
    (link,) = links(one(tmp_path, Factory_Type=kind, Corporation_Brand="Nike"), RelationKind.SUPPLIES)
    assert link.tier == tier


def test_a_group_named_twice_is_one_membership_and_no_group_is_none(tmp_path: Path) -> None:
    row = one(tmp_path, Parent_Organization_Name="Lark Group", Supplier_Group="Lark Group", Corporation_Brand="Nike")
    assert [r.end for r in links(row, RelationKind.MEMBER_OF)] == ["group:lark group"]
    row = one(tmp_path, Parent_Organization_Name="-", Supplier_Group="NO SUPPLIER GROUP", Corporation_Brand="Nike")
    assert links(row, RelationKind.MEMBER_OF) == []


def test_telephone_numbers_are_not_read(tmp_path: Path) -> None:
    row = one(tmp_path, Factory_Number="6221000000", Corporation_Brand="Nike")
    assert facility(row).extra is None
    bad = one(tmp_path, Factory_Name="", Factory_Number="6221000000")
    assert bad.rejected is not None and (bad.rejected.code, bad.rejected.message) == ("name_missing", "no factory name")
