"""The numbers side by side are those of the indicators."""

import numpy as np

from headwater.graph.risk.comparison.scores import score_all
from headwater.graph.risk.comparison.stability import ALPHAS
from headwater.graph.risk.indicators import LinkedHarm, UpstreamRisk, WorstPath
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.values.params import UpstreamOptions
from tests.graph.risk.comparison.companies import world
from tests.graph.risk.rows import PACK, TODAY


def test_each_row_and_issue_is_that_of_the_indicator_over_the_whole_graph() -> None:
    s = world({"Ash": 2, "Bay": 3}, harmed={"Bay": 2})
    held, options = own(s, PACK, TODAY), UpstreamOptions(alpha=0.9)
    rows = [s.index["name:Bay"], s.index["name:Ash"]]
    got = score_all(s, held, options, rows, [s.ids[i] for i in rows])
    up = UpstreamRisk().score(s, held, options)
    for mine, theirs in (
        (got.upstream, up.values), (got.low, up.low), (got.high, up.high),
        (got.linked, LinkedHarm().score(s, held).values), (got.worst, WorstPath().score(s, held).values),
    ):  # fmt: skip
        assert np.array_equal(mine, theirs[rows], equal_nan=True)
    assert got.mapped.tolist() == [1.0, 1.0]
    assert got.assessed.round(9).tolist() == [0.15, 0.1]
    assert got.over_alpha.shape == (len(ALPHAS), 2, len(held.issues))
