"""Two small lists that share a facility, and how the suite looks at a store."""

from __future__ import annotations

from headwater.graph import canonical
from headwater.graph.records import Record
from headwater.graph.stores.base import PUBLIC, Store, Viewer
from tests.graph.making import (
    DAY,
    brand,
    facility,
    finding,
    source_line,
    supplies,
)

#   row:blue:1 ──.25 cotton──▶ brand:alma ◀──── oshub:X1 ──▶ brand:bora      (row:blue:1 and oshub:X1 are one by name)
ALMA: list[Record] = [
    source_line("blue"),
    brand("blue", "Alma"),
    facility("blue", "row:blue:1", "Demir Tekstil A.Ş.", "TR", workers=120),
    supplies("blue", "row:blue:1", "brand:alma", product="Cotton", share=0.25),
]
BORA: list[Record] = [
    brand("green", "Bora"),
    facility("green", "oshub:X1", "DEMIR TEKSTIL", "TR", workers=90, dated="2024-05-01"),
    facility("green", "oshub:X2", "Ay Giyim", "TR", city="Bursa"),
    supplies("green", "oshub:X1", "brand:bora"),
    supplies("green", "oshub:X1", "brand:alma"),
    finding("green", "f1", "oshub:X1", observed="2024"),
]


def export(store: Store) -> list[str]:
    return list(canonical.lines(store))


def names(store: Store, key: str, *, viewer: Viewer = PUBLIC, as_of: str = DAY) -> str | None:
    doc = store.get([key], viewer=viewer, as_of=as_of).get(key)
    return None if doc is None else doc.name
