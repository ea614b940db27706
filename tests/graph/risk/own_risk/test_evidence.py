"""Own risk of a whole graph: given risks, sums that add up, and rows in any order."""

import itertools

import numpy as np
import pytest
from hypothesis import given as cases
from hypothesis import settings
from hypothesis import strategies as st

from headwater.graph.records import FindingKind, Outcome
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import STATES, State
from tests.graph.risk.own_risk.mills import cell
from tests.graph.risk.rows import PACK, TODAY, check, facility, finding, given, listed, snap


class TestGiven:
    def test_a_given_risk_replaces_prior_and_findings(self):
        s = snap(facility("Mill", "XA"), facility("Other", "XA"), finding("Mill"), given("Mill", "forced_labour", 0.2))
        result = own(s, PACK, TODAY)
        got = cell(result, s)
        assert (got["p"], got["s"], got["low"], got["high"]) == (0.2, 0.2, 0.2, 0.2)
        assert result.given.sum() == 1
        assert [c.amount for c in got["log"]] == [0.2]
        assert any("Taken as given" in n for n in result.notes)
        assert cell(result, s, "Other")["p"] == pytest.approx(0.1)

    def test_an_issue_beyond_the_pack_is_a_column_of_its_own(self):
        s = snap(facility("A"), facility("B"), given("A", "bad smell", 0.9))
        result = own(s, PACK, TODAY)
        assert result.issues == (*PACK.issue_ids, "bad smell")
        k = result.column("bad smell")
        a, b = s.find("name:A"), s.find("name:B")
        assert (result.s[a, k], result.s[b, k]) == (0.9, 0.0)
        assert STATES[result.state[b, k]] is State.UNKNOWN
        assert np.isnan(result.unmapped[:, k]).all()
        assert result.log[b, "bad smell"] == ()


FINDINGS = st.lists(
    st.builds(
        dict,
        point=st.sampled_from(["coercion", "forced_labour", "overtime", "made up", "gender"]),
        issue=st.just("forced_labour"),
        source_type=st.sampled_from(["audit", "allegation", "ngo", "press", "confirmed_on_site", "who knows"]),
        kind=st.sampled_from(list(FindingKind)),
        scale=st.none() | st.integers(1, 5),
        scope=st.none() | st.integers(1, 5),
        state=st.sampled_from(["actual", "potential"]),
        likelihood=st.none() | st.floats(0, 1),
        status=st.sampled_from(["open", "unknown"]),
        observed=st.none() | st.sampled_from(["2019", "2024-05", "2026-01-01", "2030"]),
        source=st.sampled_from(["a", "b"]),
    ),
    max_size=5,
)  # fmt: skip
CHECKS = st.lists(
    st.builds(
        dict,
        point=st.sampled_from(["coercion", "forced_labour", "overtime", "gender"]),
        outcome=st.sampled_from(list(Outcome)),
        method=st.sampled_from(["announced", "survey", "unheard of", None]),
        date=st.none() | st.sampled_from(["2020", "2025-05", "2026-06-30"]),
        standard=st.none() | st.sampled_from(["A", "B"]),
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@cases(FINDINGS, CHECKS, st.integers(0, 4))
def test_the_parts_add_up_the_range_holds_and_a_finding_never_lowers_a_score(findings, checks, take):
    mill = facility("Mill", "XA", "cotton")
    base = [mill, listed("XA", "cotton"), *(check("Mill", **dict(c)) for c in checks)]
    rows = [finding("Mill", **dict(f)) for f in findings]
    s = snap(*base, *rows)
    result = own(s, PACK, TODAY)
    fewer_rows = [r for i, r in enumerate(rows) if i != take]
    # A report that joins an event makes it actual or likelier; a status is a separate word on it.
    fewer = own(snap(*base, *fewer_rows), PACK, TODAY)
    assert np.all(result.s >= fewer.s - 1e-12)
    np.testing.assert_allclose(result.s, result.s_evidence + result.s_context, atol=1e-12)
    assert np.all((result.low >= 0) & (result.low <= result.s) & (result.s <= result.high) & (result.high <= 1 + 1e-12))
    for i, k in itertools.product(range(len(s.ids)), result.issues):
        lines = result.log[i, k]
        j = result.column(k)
        for part, whole in (("evidence", result.s_evidence), ("context", result.s_context)):
            assert sum(c.amount for c in lines if c.part == part) == pytest.approx(whole[i, j], abs=1e-12)
        assert all(c.refs for c in lines)


def test_the_same_rows_in_another_order_give_the_same_numbers():
    rows = [
        facility("A", "XA", "cotton"), facility("B", "XB"), listed("XA", "cotton"),
        finding("A", source="x"), finding("A", "overtime", "press", source="y"), check("B"), given("B", "osh", 0.3),
    ]  # fmt: skip
    a, b = own(snap(*rows), PACK, TODAY), own(snap(*reversed(rows)), PACK, TODAY)
    for name in ("p", "s", "low", "high", "state"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))


def test_an_empty_graph_has_no_rows():
    result = own(snap(), PACK, TODAY)
    assert result.s.shape == (0, len(PACK.issue_ids))
    assert len(result.log) == 0
