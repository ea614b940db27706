"""Who buys from a facility, down the links."""

import pytest

from headwater.graph.errors import NotFound
from headwater.graph.risk.trace.buyers import buyers
from tests.graph.risk.rows import PACK, TODAY, brand, snap, supplies
from tests.graph.risk.trace.chain import CHAIN


def test_buyers_go_down_the_links_with_confidence_and_rows_and_no_shares():
    s = snap(brand("Brand"), brand("Other"), *CHAIN, supplies("Mill", "Other", 0.1, confidence=0.95, product="Denim"))
    got = buyers(s, PACK, "name:Mill", today=TODAY)
    assert [(r.name, r.steps, r.direct, r.through) for r in got.rows] == [
        ("Other", 1, True, ()),
        ("Sewer", 1, True, ()),
        ("Brand", 2, False, ("name:Sewer",)),
    ]
    assert [r.confidence for r in got.rows] == [0.95, 0.7, None]
    assert got.rows[0].products == ("Denim",)
    assert all(r.refs for r in got.rows)
    assert not [f for f in got.rows[0].model_dump() if "share" in f]
    with pytest.raises(NotFound):
        buyers(s, PACK, "name:Nobody", today=TODAY)
