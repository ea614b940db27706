"""A small world of the sensitivity's tests, and how it is asked."""

from __future__ import annotations

from headwater.graph.risk.sensitivity.sensitivity import sensitivity
from headwater.graph.vocabulary import load_pack
from tests.graph.risk.rows import TODAY, brand, check, facility, finding, listed, snap, supplies

PACK = load_pack()
WORLD = snap(
    brand("Brand"), brand("Elsewhere"),
    facility("Sewer", "BD", "garments"), facility("Mill", "IN", "textiles"), facility("Other mill", "XX"),
    supplies("Sewer", "Brand", 0.4), supplies("Mill", "Sewer"), supplies("Other mill", "Elsewhere"),
    listed("BD", "garments"), finding("Mill", "overtime", "press", observed="2023-01-01", status="unknown"),
    finding("Sewer", "leave", "audit", observed="2026-01-01", affected=50), check("Sewer", "osh"),
)  # fmt: skip


def moved(issue, **more):
    return sensitivity(WORLD, PACK, "name:Brand", today=TODAY, issue=issue, **more)


def line(doc, table, name):
    return next(r for r in doc.rows if r.table == table and r.id == name)
