"""A trial: the part upstream of one party gives what the whole graph gives."""

import numpy as np
import pytest

from headwater.graph.errors import NotFound, UsageError
from headwater.graph.records import PartyKind
from headwater.graph.risk.indicators import LinkedHarm, UpstreamRisk
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.register.register import priorities
from headwater.graph.risk.sensitivity.trial import Trial
from tests.graph.risk.rows import TODAY, facility, snap
from tests.graph.risk.sensitivity.world import PACK, WORLD


def trial(chosen, **params):
    return Trial.of(WORLD, "name:Brand", chosen, chosen.params(**params), None, TODAY)


@pytest.mark.parametrize("chosen", [UpstreamRisk(), LinkedHarm()], ids=lambda x: x.name)
def test_the_part_holds_who_is_upstream_and_gives_the_values_and_rows_of_the_whole(chosen):
    made = trial(chosen)
    assert sorted(p.name for p in made.part.parties) == ["Brand", "Mill", "Sewer"]
    got, whole = made.case(PACK), own(WORLD, PACK, TODAY)
    wanted = chosen.score(WORLD, whole, chosen.params(), viewed=["name:Brand"]).values[WORLD.find("name:Brand")]
    np.testing.assert_allclose(got.values, wanted, rtol=0, atol=1e-12)
    rows = priorities(WORLD, whole, PACK, ["name:Brand"]).rows
    assert got.first == tuple((r.id, r.issue, r.point) for r in rows) and len(rows) == 2


def test_what_nothing_depends_on_gives_the_case_before_itself():
    made = trial(UpstreamRisk())
    base = made.case(PACK)
    assert made.case(PACK, base) is base
    other = made.case(PACK, base, alpha=0.5)
    wanted = UpstreamRisk().score(WORLD, own(WORLD, PACK, TODAY), UpstreamRisk.params(alpha=0.5)).values
    np.testing.assert_allclose(other.values, wanted[WORLD.find("name:Brand")], rtol=0, atol=1e-12)
    harm = trial(LinkedHarm())
    first = harm.case(PACK)
    assert harm.case(PACK, first, alpha=0.5) is first


def test_a_group_and_a_name_that_nobody_has_are_refused():
    world = snap(facility("Group", kind=PartyKind.GROUP), facility("Mill"))
    for key, error in (("name:Group", UsageError), ("name:Nobody", NotFound)):
        with pytest.raises(error):
            Trial.of(world, key, UpstreamRisk(), UpstreamRisk.params(), None, TODAY)
