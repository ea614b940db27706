"""How new the data behind a party is."""

from __future__ import annotations

import pytest

from headwater.graph.ids import name_key
from headwater.graph.records import Finding, Party, Relation
from headwater.graph.risk.indicators import LinkedHarm, UpstreamRisk, WorstPath
from headwater.graph.risk.network.data_dates import data_dates, newest
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.values.params import LinkedOptions
from tests import worlds as made
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, snap, source, supplies


def dated(record: Party | Relation | Finding, day: str | None):
    return record.model_copy(update={"provenance": record.provenance.model_copy(update={"dated": day})})


def test_the_date_is_the_newest_of_all_that_lies_upstream():
    world = snap(
        source(),
        dated(brand("Ash"), "2024-01-01"),
        dated(facility("Mill"), None),
        dated(facility("Gin"), "2023-05-05"),
        dated(brand("Bay"), None),
        dated(supplies("Mill", "Ash"), "2024-02-02"),
        dated(supplies("Gin", "Mill"), "2022-01-01"),
        dated(finding("Gin"), "2026-03-03"),
    )
    got = {name: data_dates(world)[world.index[name_key(name)]] for name in ("Ash", "Mill", "Gin", "Bay")}
    assert got == {"Ash": "2026-03-03", "Mill": "2026-03-03", "Gin": "2026-03-03", "Bay": None}
    row = next(r for r in UpstreamRisk().score(world, own(world, PACK, TODAY)).rows(world) if r.name == "Ash")
    assert row.data_date == "2026-03-03"


def test_a_buyer_of_old_data_is_not_made_newer_by_others():
    world = snap(source(), dated(brand("Ash"), "2020-01-01"), dated(brand("Bay"), "2026-01-01"))
    assert data_dates(world) == ("2020-01-01", "2026-01-01")
    assert newest([None]) is None


@pytest.mark.parametrize("indicator", [UpstreamRisk(), LinkedHarm(), WorstPath()])
def test_a_row_says_how_it_was_made(indicator):
    snapshot, risks = made.world(made.G4)
    for row in indicator.score(snapshot, risks, None).rows(snapshot):
        assert row.n is None
        assert row.interval is not None and "priors" in row.interval
        assert (row.error is not None) == (indicator.name == "upstream_risk")
    if indicator.name == "upstream_risk":
        assert 0 < row.error < 1e-11


def test_sampled_rows_say_n_and_wilson():
    snapshot, risks = made.world(made.G5)
    got = LinkedHarm().score(snapshot, risks, LinkedOptions(hops=None, method="montecarlo", worlds=640))
    assert {(r.n, r.interval.split(",")[0]) for r in got.rows(snapshot)} == {(640, "Wilson 95 %")}
