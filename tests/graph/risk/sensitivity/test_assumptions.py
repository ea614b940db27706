"""Which numbers are moved, and why the others aren't."""

from __future__ import annotations

from headwater.graph.risk.sensitivity.assumptions import TABLES, assumptions, why_untried
from headwater.graph.risk.sensitivity.moves import moves
from headwater.graph.vocabulary.page import contents
from headwater.graph.vocabulary.tables import SETTINGS
from tests.graph.risk.sensitivity.world import PACK, moved


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
