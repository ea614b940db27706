"""The goods list of the Department of Labor on odd input of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.graph.errors import FileRefused
from headwater.graph.records import Prior
from headwater.loaders.port import Row
from tests.loaders.formats.made import read


def goods(tmp_path: Path, *rows: tuple[str, str, str, str, str]) -> list[Row]:
    body = "".join(
        f"<Good><Good_Name>{g}</Good_Name><Countries><Country><Country_Name>{c}</Country_Name><Child_Labor>{a}</Child_Labor>"
        f"<Forced_Labor>{b}</Forced_Labor><Forced_Child_Labor>{f}</Forced_Child_Labor></Country></Countries></Good>"
        for g, c, a, b, f in rows
    )
    path = tmp_path / "goods.xml"
    path.write_text(f"<Goods>{body}</Goods>", encoding="utf-8")
    return read("ilab-goods", path, dated="2024")


def said(row: Row) -> dict[tuple[str, str], bool]:
    return {(p.good, p.issue): p.listed for p in row.records if isinstance(p, Prior)}


def test_forced_child_labour_counts_for_both_issues(tmp_path: Path) -> None:
    (row,) = goods(tmp_path, ("Cotton", "India", "No", "No", "Yes"))
    assert said(row) == {("cotton", "child_labour"): True, ("cotton", "forced_labour"): True}


def test_an_empty_flag_says_nothing(tmp_path: Path) -> None:
    one, none = goods(tmp_path, ("Cotton", "India", "Yes", "", "No"), ("Rice", "India", "", "", ""))
    assert said(one) == {("cotton", "child_labour"): True}
    assert none.rejected is not None and none.rejected.code == "flags_missing"


def test_a_no_never_hides_the_listing_of_a_good_of_the_same_word(tmp_path: Path) -> None:
    jute, textiles = goods(
        tmp_path, ("Jute (textiles)", "Bangladesh", "No", "No", "No"), ("Textiles", "Bangladesh", "Yes", "No", "No")
    )
    assert said(textiles)["textiles", "child_labour"] is True
    assert said(jute) == {("jute_textiles", "forced_labour"): False}


def test_a_list_without_goods_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="Good_Name"):
        goods(tmp_path)
