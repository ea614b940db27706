"""The fewest who could ask together, and what can't be asked."""

import pytest

from headwater.graph.errors import UsageError
from headwater.graph.ids import name_key
from headwater.graph.risk.leverage.leverage import leverage
from tests.graph.risk.leverage.works import ask, takes
from tests.graph.risk.rows import PACK, TODAY, facility, snap


def test_given_shares_make_the_fewest_exact():
    got = ask(takes=takes(Ada=0.2, Bo=0.45), target=0.6)
    assert [b.name for b in got.surely.buyers] == ["Bo", "Ada"]
    assert got.surely.low == pytest.approx(0.65)
    hub = got.buyers[2].of_output
    assert (hub.value, hub.low, hub.high) == (None, 0.0, pytest.approx(0.35))
    assert got.unnamed.high == pytest.approx(0.35)
    assert ask(takes=takes(Ada=0.2, Bo=0.2, Hub=0.1), target=0.6).maybe is None


def test_a_facility_without_buyers_says_so():
    got = leverage(snap(facility("Works")), PACK, name_key("Works"), today=TODAY)
    assert (got.buyers, got.surely, got.maybe) == ((), None, None)
    assert "doesn't mean" in got.reasons[0]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"target": 0.0}, "target 0"), ({"target": 1.2}, "target 1.2"), ({"target": float("nan")}, "target nan"),
        ({"takes": takes(Ada=0.7, Bo=0.7)}, "sum to 1.4"), ({"takes": takes(Ada=-0.1)}, "-0.1"),
        ({"takes": takes(Ada=float("nan"))}, "nan"), ({"takes": takes(Cy=0.1)}, "Cy isn't known to buy directly"),
    ],
)  # fmt: skip
def test_what_can_not_be_is_refused(options, says):
    with pytest.raises(UsageError, match=says):
        ask(**options)
