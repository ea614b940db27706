"""Scores as a document: the worst of all issues first, what nobody knows is None."""

from __future__ import annotations

import pytest

from headwater.graph.errors import UnknownName
from headwater.graph.risk.indicators import INDICATORS
from headwater.graph.risk.indicators.scores import WORST, scores
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.values.result import Method, Unknown
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, snap, supplies

WORLD = snap(
    brand("Brand"), facility("Mill", "XA"), supplies("Mill", "Brand", 0.5),
    finding("Mill", "coercion", scale=5, observed="2026-01-01"),
)  # fmt: skip
OWN = own(WORLD, PACK, TODAY)


@pytest.mark.parametrize("indicator", [x.name for x in INDICATORS])
def test_each_party_has_its_worst_issue_and_then_every_issue(indicator: str) -> None:
    doc = scores(WORLD, OWN, PACK, indicator)
    each = 1 + len(OWN.issues)
    assert [r.issue for r in doc.rows[:each]] == [WORST, *OWN.issues]
    for i in range(0, len(doc.rows), each):
        worst, *others = doc.rows[i : i + each]
        assert worst.value == max((r.value for r in others if r.value is not None), default=None)
        (same,) = [r for r in others if r.issue == worst.worst_issue]
        assert worst == same.model_copy(update={"issue": WORST, "worst_issue": same.issue})
    assert scores(WORLD, OWN, PACK, indicator, issue=WORST).rows == tuple(r for r in doc.rows if r.issue == WORST)
    assert (doc.header.revision, doc.header.today, doc.header.pack) == (WORLD.revision, TODAY, PACK.version)


def test_an_issue_nobody_knows_is_none_or_zero_as_asked() -> None:
    (row,) = scores(WORLD, OWN, PACK, "upstream_risk", None, "moon dust", "brand").rows
    assert (row.value, row.low, row.method, row.unknown_to_pack) == (None, None, Method.NO_ISSUE, Unknown.OPEN)
    (row,) = scores(WORLD, OWN, PACK, "upstream_risk", UpstreamOptions(unmapped="none"), "moon dust", "brand").rows
    assert (row.value, row.unknown_to_pack) == (0.0, Unknown.AS_ZERO)
    with pytest.raises(UnknownName):
        scores(WORLD, OWN, PACK, "moon")
