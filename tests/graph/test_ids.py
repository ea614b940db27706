from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from headwater.graph import ids


def test_keys_of_one_thing_written_otherwise_are_one_key() -> None:
    assert ids.os_id_key(" bd2020abc ") == ids.os_id_key("BD2020ABC") == "oshub:BD2020ABC"
    assert ids.lei_key("529900t8bm49aursdo55") == "lei:529900T8BM49AURSDO55"
    assert ids.registry_key("bd", " c-1 / 2 ") == "reg:BD:C-1 / 2"
    assert ids.brand_key("ALMA Ltd.") == ids.brand_key("Alma Limited") != ids.group_key("Alma")


def test_a_name_is_kept_as_given_and_a_strong_key_written_out_is_that_key() -> None:
    assert ids.name_key("Demir  Tekstil A.Ş.") == "name:Demir Tekstil A.Ş."
    assert ids.name_key("lei:529900T8BM49AURSDO55") == "lei:529900T8BM49AURSDO55"
    assert ids.name_key("Mill: north") == "name:Mill: north"
    assert ids.name_key("lei:") == "name:lei:"


def test_a_row_key_hangs_on_name_country_and_address_alone() -> None:
    decomposed = unicodedata.normalize("NFD", "Şahin")
    one = ids.row_key("list", "Şahin", "TR", "Street 1")
    assert one == ids.row_key("list", decomposed.upper(), "tr", " street  1") and one.startswith("row:list:")
    others = {("Şahin", "TR", None), ("Şahin", None, "Street 1"), ("Sahin", "TR", "Street 1"), ("Şahin", None, None)}
    assert len({one, *(ids.row_key("list", *o) for o in others)}) == 5
    assert ids.row_key("other", "Şahin", "TR", "Street 1") != one


@pytest.mark.parametrize(
    ("key", "tail"), [("name:Acme: Ltd", "Acme: Ltd"), ("lei:A", "A"), ("bare", "bare"), ("name:", "name:")]
)
def test_a_stub_is_called_by_what_stands_behind_the_first_colon(key: str, tail: str) -> None:
    assert ids.key_tail(key) == tail


@given(some.permutations(["oshub:9", "lei:9", "reg:BD:1", "brand:a", "group:a", "name:a", "row:x:1", "zz:a"]))
def test_strong_keys_name_a_cluster_before_weak_ones_and_unknown_kinds_last(keys: list[str]) -> None:
    kinds = [k.partition(":")[0] for k in sorted(keys, key=ids.key_rank)]
    assert kinds == ["oshub", "lei", "reg", "brand", "group", "name", "row", "zz"]
    assert sorted(["lei:b", "lei:B", "lei:a"], key=ids.key_rank) == ["lei:B", "lei:a", "lei:b"]


@given(some.text())
def test_normal_form_is_composed_trimmed_and_the_same_twice(text: str) -> None:
    once = ids.nfc(text)
    assert ids.nfc(once) == once == once.strip() and "  " not in once
    assert ids.nfc(unicodedata.normalize("NFD", text)) == once
