"""Actions are shown beside findings and move nothing: no score, no state, no what-if."""

from __future__ import annotations

import pytest

from headwater.graph.ids import name_key
from headwater.graph.records import Action
from headwater.graph.risk.explain.upstream import explain
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.whatif.whatif import parse_edits, whatif
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, prov, snap, supplies

BASE = (brand("Brand"), facility("Mill", "XA"), supplies("Mill", "Brand", 0.5), finding("Mill", event="E", row=7))


@pytest.mark.parametrize(
    "said",
    [{"event": "E", "status": "planned", "due": "2020"}, {"event": "E", "status": "done", "date": "2026-01-01"},
     {"event": "E", "status": "verified", "verified_effect": 1.0, "date": "2026-01-01"}, {"verified_effect": 1.0}],
)  # fmt: skip
def test_no_action_moves_a_score_a_state_a_part_or_a_what_if(said):
    action = Action(provenance=prov(), key="a", party=name_key("Mill"), what="Mend", point="coercion", **said)
    documents = []
    for s in (snap(*BASE), snap(*BASE, action)):
        now = own(s, PACK, TODAY)
        edits = parse_edits(now.issues, remediate=["name:Mill"])
        what_if = whatif(s, now, PACK, "name:Brand", edits, issue="forced_labour")
        parts = explain(s, now, "name:Brand", "forced_labour", None)
        log = [now.log[i, k] for i in range(len(s.ids)) for k in now.issues]
        documents.append((now.s.tolist(), now.p.tolist(), now.state.tolist(), log, what_if, parts))
    assert len(s.actions) == 1
    assert documents[0] == documents[1]
