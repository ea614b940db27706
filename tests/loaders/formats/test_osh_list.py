"""Contributor lists of Open Supply Hub on odd input of our own."""

from __future__ import annotations

from pathlib import Path

from headwater.loaders.input.files import open_path
from headwater.loaders.registry import detect
from tests.loaders.formats.made import facility, read


def test_an_own_list_with_other_headers_is_not_taken_for_the_hubs(tmp_path: Path) -> None:
    for i, head in enumerate(
        ["Country,Name,Address,Sector", "country,name,address", "country,name,address,sector,margin"]
    ):
        path = tmp_path / f"{i}.csv"
        path.write_text(
            head + "\n" + ",".join(["China", "Lark", "1 Road", "Apparel", "9"][: head.count(",") + 1]) + "\n"
        )
        found = detect(open_path(path))
        assert found is None or found.NAME != "osh-list"


def test_namibia_is_a_country_where_the_column_holds_codes(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("country,name,address,sector\nNA,Lark,1 Road,Apparel\nPK,Wren,2 Road,Apparel\n")
    assert [facility(r).country for r in read("osh-list", path)] == ["NA", "PK"]
