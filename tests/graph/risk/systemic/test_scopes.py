"""A buyer's rows, only where nothing small is left."""

from headwater.graph.risk.systemic.verdicts import Verdict
from tests.graph.risk.rows import supplies
from tests.graph.risk.systemic.factories import BRANDS, cause, factories, member, row


def test_a_buyer_sees_its_factories_only_where_the_rest_is_large_enough_too():
    alone = [*BRANDS, *factories("F", "b" * 12 + "g" * 6)]  # 6 of each brand, 4 of them non-compliant
    got = row(*alone, buyer="name:Ada")
    assert (got.assessed, got.refs, got.verdict, got.owners) == (None, (), Verdict.UNSURE, None)
    world = [*BRANDS, *factories("A", "b" * 9 + "g" * 6, buyers=["Ada"]), *factories("B", "b" * 5 + "g", buyers=["Bo"])]
    shown = row(*world, buyer="name:Ada")
    assert (shown.assessed, shown.non_compliant) == (15, 9)
    less = [*BRANDS, *factories("A", "b" * 9 + "g" * 6, buyers=["Ada"]), *factories("B", "bbb" + "gg", buyers=["Bo"])]
    said = [cause(f"A{i}", "law gap") for i in range(6)]
    assert row(*world, *said, buyer="name:Ada").causes[0].factories is None  # the rest could be worked out
    hidden = row(*less, *said, buyer="name:Ada")
    assert (hidden.assessed, hidden.non_compliant, hidden.rate, hidden.causes) == (None, None, None, ())
    everything = [*BRANDS, *factories("A", "b" * 9 + "g" * 6, buyers=["Ada"])]
    assert row(*everything, buyer="name:Ada").assessed == row(*everything).assessed == 15


def test_a_group_and_its_member_are_not_told_apart_by_a_small_rest():
    house = [*BRANDS, member("Ada", "House"), member("Bo", "House")]
    ada, cy = factories("A", "b" * 9 + "g" * 6, buyers=["Ada"]), factories("C", "b" * 9, buyers=["Cy"])
    world = [*house, *ada, *cy]
    few, many = ([*factories("B", outcomes, buyers=["Bo"])] for outcomes in ("bbg", "b" * 5 + "g"))
    for buyer in ("House", "Ada", "Bo"):
        assert row(*world, *few, buyer=f"name:{buyer}").assessed is None
        assert row(*world, *many, buyer=f"name:{buyer}").assessed is not None
    shared = [supplies(f"A{i}", "Bo") for i in (0, 1)]  # two of both: House less Ada less Bo would tell of them
    for buyer in ("House", "Ada", "Bo"):
        got = row(*world, *many, *shared, buyer=f"name:{buyer}")
        assert (got.assessed is None) == (buyer != "House")
