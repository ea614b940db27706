"""Actions are shown beside findings and move nothing: no score, no state, no what-if."""

from __future__ import annotations

import pytest

from headwater.graph.ids import name_key
from headwater.graph.records import Action
from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.register.filters import Filters
from headwater.graph.risk.register.register import priorities
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.whatif import whatif
from tests.graph.risk.register.filtered import WHOLE, WORLD, action, rows
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
        parts = UpstreamRisk().explain(s, now, "name:Brand", "forced_labour", None)
        log = [now.log[i, k] for i in range(len(s.ids)) for k in now.issues]
        documents.append((now.s.tolist(), now.p.tolist(), now.state.tolist(), log, what_if, parts))
    assert len(s.actions) == 1
    assert documents[0] == documents[1]


def test_actions_stand_beside_their_findings_and_move_no_rank():
    acted = snap(
        *WORLD,
        action("A", "Give passports back", due="2026-06", status="under way", owner="facility management"),
        action("B", "Train guards", due="2026-05", status="under way"),
        action("B", "Hire an ombudsperson", status="done", verified_effect=0.9),
        action("D", "Later", date="2026-07-01"),
    )
    got = priorities(acted, own(acted, PACK, TODAY), PACK, ["name:Brand"])
    assert rows(got) == WHOLE
    by = {(r.name, r.issue): r.actions for r in got.rows}
    (a,) = by["A", "forced_labour"]
    assert (a.owner, a.due, a.overdue, a.verified_effect) == ("facility management", "2026-06", False, None)
    assert [(b.what, b.overdue) for b in by["B", "forced_labour"]] == [
        ("Train guards", True),
        ("Hire an ombudsperson", False),
    ]
    assert by["A", "working_time"] == by["D", "forced_labour"] == ()

    undated = snap(*WORLD, action("A", "Give passports back"))
    first = priorities(undated, own(undated, PACK, TODAY), PACK, ["name:Brand"])
    assert [a.overdue for r in first.rows for a in r.actions] == [None]
    late = priorities(undated, own(undated, PACK, TODAY), PACK, ["name:Brand"], filters=Filters(actions="overdue"))
    assert rows(late) == []

    def kept(word):
        some = priorities(acted, own(acted, PACK, TODAY), PACK, ["name:Brand"], filters=Filters(actions=word))
        return rows(some)

    assert kept("any") == WHOLE[1:3]
    assert kept("overdue") == [WHOLE[2]]
    assert kept("none") == [WHOLE[0], *WHOLE[3:]]
