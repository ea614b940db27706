"""upstream_risk: a mean over what is bought, worked by hand on a chain, and taken apart to the same number."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.graph.risk.indicators import UpstreamRisk, get_indicator
from headwater.graph.risk.values.params import LinkedOptions, UpstreamOptions
from tests import worlds as made

CHAIN = "A 0\nB .2 end\nC .6 end\nB->A 1 .5\nC->A 1 .5"
TOP = "A 0\nB .2\nC .6 end\nB->A 1 1\nC->B 1 1"


def test_it_is_found_by_its_name_with_its_parameters() -> None:
    found = get_indicator("upstream_risk")
    assert isinstance(found, UpstreamRisk) and found.params is UpstreamOptions
    assert found.title.startswith("Upstream risk: ")


def test_half_from_each_of_two_is_their_mean() -> None:
    snapshot, own = made.world(CHAIN)
    result = UpstreamRisk().score(snapshot, own)
    assert result.values[snapshot.index["name:A"], 0] == pytest.approx(0.5 * 0.2 + 0.5 * 0.6, abs=1e-12)
    parts = result.evidence + result.context + result.unmapped
    assert parts == pytest.approx(result.values, abs=1e-12)


def test_alpha_weighs_each_step_and_hops_end_it() -> None:
    snapshot, own = made.world(TOP)
    at = snapshot.index["name:A"]
    for alpha in (0.0, 0.5, 0.85):
        got = UpstreamRisk().score(snapshot, own, UpstreamOptions(alpha=alpha)).values[at, 0]
        assert got == pytest.approx((1 - alpha) * 0.2 + alpha * 0.6, abs=1e-12)
    raw = UpstreamOptions(alpha=0.5, unmapped="none")
    assert UpstreamRisk().score(snapshot, own, raw).values[at, 0] == pytest.approx(0.5 * 0.2 + 0.25 * 0.6, abs=1e-12)


def test_taken_apart_it_is_the_same_number_of_the_same_parameters() -> None:
    snapshot, own = made.world(TOP)
    given = UpstreamOptions(alpha=0.5)
    told = UpstreamRisk().explain(snapshot, own, "name:A", made.ISSUE, given)
    assert (told.value, told.params) == (pytest.approx(0.4, abs=1e-12), given)
    assert sum(x.amount for x in told.by_supplier.parts) + told.by_supplier.rest == pytest.approx(0.4, abs=1e-9)


def test_who_is_viewed_changes_nothing_and_other_parameters_are_refused() -> None:
    snapshot, own = made.world(CHAIN)
    one, all_ = (UpstreamRisk().score(snapshot, own, viewed=v).values for v in (["name:A"], None))
    assert np.array_equal(one, all_, equal_nan=True)
    with pytest.raises(TypeError, match="LinkedOptions aren't UpstreamOptions"):
        get_indicator("upstream_risk").score(snapshot, own, LinkedOptions())
