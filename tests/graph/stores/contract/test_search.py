"""Search finds and orders the same in every store."""

from __future__ import annotations

from typing import Any

from headwater.graph.stores.base import PUBLIC, Store
from tests.graph.making import (
    DAY,
    facility,
    load,
)


def test_search_puts_exact_before_prefix_before_word_before_text(store: Store) -> None:
    load(store, "blue", [
        facility("blue", "oshub:T1", "Kumo Garment Factory", "VN", aliases=("Blue Lotus",)),
        facility("blue", "oshub:T2", "Kumo Co., Ltd", "VN"),
        facility("blue", "oshub:T3", "Great Kumo Garment", "VN"),
        facility("blue", "oshub:T4", "Takumoto Dyeing", "CN"),
        facility("blue", "oshub:T5", "Kumo Aparel", "VN"),
        facility("blue", "oshub:T6", "南洋制衣", "CN"),
    ])  # fmt: skip

    def hits(text: str, **more: Any) -> list[tuple[str, str]]:
        return [(h.id, h.why.split(":")[0]) for h in store.find(text, viewer=PUBLIC, as_of=DAY, **more)]

    assert hits("kumo") == [
        ("oshub:T2", "exact"), ("oshub:T5", "prefix"), ("oshub:T1", "prefix"), ("oshub:T3", "word"),
        ("oshub:T4", "text"),
    ]  # fmt: skip
    assert hits("KUMO, Limited.", limit=2) == [("oshub:T2", "exact"), ("oshub:T5", "prefix")]
    assert hits("garment kumo") == [("oshub:T3", "word"), ("oshub:T1", "word")]
    assert hits("lotus") == [("oshub:T1", "word")]
    assert hits("oshub:T4") == [("oshub:T4", "exact")]
    assert hits("t4") == [], "under 3 characters only beginnings of names are looked up"
    assert hits("ta") == [("oshub:T4", "prefix")]
    assert hits("南洋") == [("oshub:T6", "prefix")]
    assert hits("制衣厂") == []
    assert hits("洋制衣") == [("oshub:T6", "text")]
    assert hits("kumo", kind="brand") == []
    for hostile in ('"', "%", "_", "' or 1=1 --", "a*", "NEAR(", "\\", "{}", "AND", "kumo\x00"):
        hits(hostile)
    (first, *_) = store.find("kumo", viewer=PUBLIC, as_of=DAY)
    assert (first.name, first.kind, first.country, first.why) == ("Kumo Co., Ltd", "facility", "VN", "exact: kumo")
