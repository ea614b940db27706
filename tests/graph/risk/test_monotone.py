"""A new finding never lowers a result, and looking never scores worse than not looking: on random evidence."""

from __future__ import annotations

import numpy as np
from hypothesis import given as cases
from hypothesis import settings
from hypothesis import strategies as st

from headwater.graph.records import FindingKind, Outcome
from headwater.graph.risk.evidence import own
from tests.graph.risk.rows import PACK, TODAY, check, facility, finding, listed, snap

MILL = (facility("Mill", "XA", "cotton"), listed("XA", "cotton"))
DATES = st.none() | st.sampled_from(["2019", "2024-05", "2025-02-03", "2025", "2026-01-01", "2030"])
FINDING = st.builds(
    dict,
    point=st.sampled_from(["coercion", "forced_labour", "overtime", "made up"]),
    issue=st.just("forced_labour"),
    source_type=st.sampled_from(["audit", "allegation", "ngo", "press", "confirmed_on_site", "who knows"]),
    kind=st.sampled_from([FindingKind.ALLEGATION, FindingKind.AUDIT]),
    scale=st.none() | st.integers(1, 5),
    irremediability=st.none() | st.integers(1, 5),
    state=st.sampled_from(["actual", "potential"]),
    likelihood=st.none() | st.sampled_from([0.0, 0.1, 0.5, 1.0]),
    status=st.sampled_from(["open", "unknown", "closed"]),
    observed=DATES,
    event=st.none() | st.sampled_from(["E", "F"]),
    source=st.sampled_from(["a", "b"]),
    source_family=st.none() | st.just("wire"),
)
CHECK = st.builds(
    dict,
    point=st.sampled_from(["coercion", "forced_labour", "overtime"]),
    outcome=st.sampled_from(list(Outcome)),
    method=st.sampled_from(["announced", "unannounced", None]),
    date=DATES,
    standard=st.none() | st.sampled_from(["A", "B"]),
    source=st.sampled_from(["a", "b"]),
    source_type=st.none() | st.sampled_from(["audit", "survey"]),
)


def result(findings, checks):
    made = [finding("Mill", row=i, **f) for i, f in enumerate(findings, 1)]
    return own(snap(*MILL, *made, *(check("Mill", **c) for c in checks)), PACK, TODAY)


@settings(max_examples=200, deadline=None, derandomize=True)
@cases(st.lists(FINDING, max_size=3), st.lists(CHECK, max_size=3), FINDING)
def test_a_new_finding_never_lowers_s(findings, checks, new):
    before, after = result(findings, checks), result([*findings, new], checks)
    assert np.all(after.s >= before.s - 1e-12)


@settings(max_examples=100, deadline=None, derandomize=True)
@cases(st.lists(FINDING, max_size=3), st.lists(CHECK, max_size=3), CHECK)
def test_a_clean_check_never_raises_s(findings, checks, new):
    before = result(findings, checks)
    after = result(findings, [*checks, new | {"outcome": Outcome.COMPLIANT}])
    assert np.all(after.s <= before.s + 1e-12)


def test_a_check_of_the_same_year_closes_a_rating_only_where_it_is_surely_later():
    bad = {"point": "coercion", "outcome": Outcome.NON_COMPLIANT, "date": "2025"}
    clean = {"point": "coercion", "outcome": Outcome.COMPLIANT}
    p = [result([], [bad, clean | {"date": d}]).s.max() for d in ("2025-03", "2025-12-31", "2026-01-01")]
    assert p[0] > 0.7 and p[1] > 0.7 and p[2] < 0.3
