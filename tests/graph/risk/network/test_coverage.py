import numpy as np
import pytest

from headwater.graph.dates import check_age, finding_age, is_future
from headwater.graph.records import Outcome
from headwater.graph.risk.network.coverage import coverage, looked_at
from tests.graph.risk.rows import TODAY, check, facility, finding, snap


def test_mapped_and_assessed_add_shares_and_nothing_bought_is_not_a_number():
    mapped, assessed = coverage(
        np.array([0, 1, 2], dtype=np.int32),
        np.array([3, 3, 4], dtype=np.int32),
        np.array([0.5, 0.25, 0.0]),
        np.array([True, False, True, False, False]),
    )
    np.testing.assert_allclose(mapped, [np.nan, np.nan, np.nan, 0.75, 0.0])
    np.testing.assert_allclose(assessed, [np.nan, np.nan, np.nan, 2 / 3, np.nan])


def test_looked_at_means_a_check_or_a_finding_in_the_last_24_months():
    s = snap(
        *(facility(x) for x in "ABCDEFGH"),
        check("A", date="2024-07"),
        check("B", date="2024-06"),  # its last day is the very first day of the time
        check("C", date="2024-05-31"),
        check("D", date="2026-07-01"),
        check("E", outcome=Outcome.NOT_CHECKED),
        finding("F", observed="2024"),
        finding("G"),
        check("H", outcome=Outcome.NON_COMPLIANT),
    )
    assert [s.ids[i][-1] for i in np.flatnonzero(looked_at(s, TODAY))] == ["A", "B", "F", "H"]


def test_findings_take_the_last_day_and_checks_the_first():
    assert finding_age("2025", TODAY) == pytest.approx(181 / 365.25)
    assert check_age("2025", TODAY) == pytest.approx(545 / 365.25)
    assert finding_age("2026", TODAY) == 0.0
    assert finding_age(None, TODAY) is None
    assert is_future("2026-07", TODAY)
    assert not is_future("2026", TODAY)
    assert not is_future(None, TODAY)
