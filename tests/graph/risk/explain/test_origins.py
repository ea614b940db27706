"""Lists by origin and by finding: what is looked through, and what the bound says of the rest."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from headwater.graph.risk.explain import origins as explain_module
from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.own_risk.own import Contribution
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.statements import Ref
from tests import worlds as made
from tests.running import said

WORLD = "A .1\nB .4\nC .2 end\nB->A .9 ?\nC->A .8 .3\nC->B .9 .5"


def test_findings_of_small_origins_wait_and_the_bound_says_so() -> None:
    text = "A 0\n" + "".join(f"S{i:02} .{i + 10} end\n" for i in range(30))
    snap, own = made.world(text + "".join(f"S{i:02}->A 1 .03\n" for i in range(30)))
    e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, None, top=2)
    assert [p.names[0] for p in e.by_finding.parts] == ["S29", "S28"]
    assert e.by_finding.left_out is None
    assert e.by_finding.bound == pytest.approx(0.03 * 0.37, abs=1e-12)
    assert "no part left out adds more than 0.011100" in said(e)


def test_equal_origins_are_not_all_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A 0\n" + "".join(f"S{i:04} .3 end\nS{i:04}->A 1 ?\n" for i in range(1500))
    snap, own = made.world(text)
    looked = []
    lines_of = explain_module._lines_of
    monkeypatch.setattr(explain_module, "_lines_of", lambda case, i: looked.append(i) or lines_of(case, i))
    e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, None, top=5)
    assert len(looked) <= explain_module.LOOKED
    assert len(e.by_finding.parts) == 5
    assert e.by_finding.bound is not None and e.by_finding.bound >= 0.8 * 0.3 / 1500


def test_findings_and_context_come_from_the_log_weighed_by_origin() -> None:
    snap, own = made.world("A 0\nB .4 end\nB->A 1 .5")
    ref = Ref("audit", "audit.csv", made.SHA, 7, "2025-02-03")
    b = snap.index["name:B"]
    evidence, context = own.s.copy(), own.s.copy()
    evidence[b, 0], context[b, 0] = 0.3, 0.1
    log = {
        (b, made.ISSUE): (
            Contribution(b, made.ISSUE, "point", "evidence", 0.3, "an audit finding of 2025", (ref,)),
            Contribution(b, made.ISSUE, None, "context", 0.1, "country context", (ref,)),
        )
    }
    own = dataclasses.replace(
        own, s_evidence=evidence, s_context=np.where(own.s > 0, context, 0), given=np.zeros_like(own.given), log=log
    )
    e = UpstreamRisk().explain(snap, own, "name:A", made.ISSUE, UpstreamOptions())
    got = {p.kind: p.amount for p in e.by_finding.parts}
    assert got == pytest.approx({"finding": 0.15, "context": 0.05, "unmapped": 0.05}, abs=1e-12)
    first = e.by_finding.parts[0]
    assert first.what == "B: an audit finding of 2025"
    assert [(r.file, r.row, r.dated) for r in first.refs] == [("audit.csv", 7, "2025-02-03")]
    assert "0.1500 B: an audit finding of 2025 [audit.csv row 7 (audit)]" in said(e)
