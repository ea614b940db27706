"""Which numbers are moved, and why the others aren't."""

from __future__ import annotations

from headwater.graph.risk.sensitivity.assumptions import TABLES, assumptions, why_untried
from headwater.graph.risk.sensitivity.sensitivity import sensitivity
from headwater.graph.vocabulary import load_pack
from headwater.graph.vocabulary.page import contents
from headwater.graph.vocabulary.tables import SETTINGS
from headwater.visualizations.text.sensitivity import moves
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


def test_every_number_is_moved_or_says_why_not():
    tried = {(a.table, a.line.row) for a in assumptions(PACK)}
    for table in TABLES:
        for x in getattr(PACK, table):
            assert ((table, x.row) in tried) != (table == "settings" and why_untried(x.id) is not None)
    doc = moved("osh")
    said = {r.id for r in doc.rows if r.table == "settings"} | {u.id for u in doc.untried if u.table == "settings"}
    assert said == SETTINGS
    words = moves(doc).words
    for t in contents(PACK).tables:
        for x in t.lines:
            assert (x.value is not None) == bool(words.get(t.table, {}).get(x.row)), (t.table, x.id)
    assert all(a.low <= a.value <= a.high for a in assumptions(PACK))
