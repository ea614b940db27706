"""Own risk as arrays: NaN is unknown, and one issue alone is that issue's column."""

import numpy as np

from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import known, known_at
from tests.graph.risk.rows import PACK, TODAY, facility, finding, given, snap


def test_what_is_not_a_number_is_unknown_and_zero_is_zero():
    assert (known(float("nan")), known(0.0), known_at(None, 0, 0)) == (None, 0.0, None)
    assert known_at(np.array([[0.5, np.nan]]), 0, 1) is None


def test_one_issue_alone_has_its_own_column_of_every_matrix():
    s = snap(facility("Mill", "XA"), finding("Mill"), given("Mill", "beyond", 0.5))
    whole = own(s, PACK, TODAY)
    for issue in ("forced_labour", "beyond"):
        one, k = whole.only(issue), whole.column(issue)
        assert (one.issues, one.column(issue), one.column("osh")) == ((issue,), 0, None)
        for name in ("p", "s", "low", "high", "severity", "unmapped", "state", "given", "p_low", "p_high"):
            assert np.array_equal(getattr(one, name)[:, 0], getattr(whole, name)[:, k], equal_nan=True), name
    assert np.isnan(whole.only("beyond").unmapped[0, 0]), "the pack knows no prior of it"
    assert whole.column("moon dust") is None
