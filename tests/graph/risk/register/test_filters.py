"""The register of a country or facility, its filters, and pages that hang together."""

import pytest

from headwater.graph.errors import NotFound, UnknownName, UsageError
from tests.graph.risk.register.filtered import WHOLE, register, rows


def test_the_register_of_a_country_holds_its_stated_facilities_whoever_buys_there():
    r = register(country="XA")
    assert rows(r) == [(1, "A", "coercion"), (2, "B", "coercion"), (3, "E", "coercion"), (4, "A", "overtime")]
    assert (r.buyer, r.buyer_name, r.country) == ((), "XA", "XA")
    assert r.counts.total == 3
    # D's country is only proposed: it is said, not counted.
    assert any("1 company or facility whose country is only proposed as XA" in n for n in r.notes)


def test_the_register_of_a_facility_holds_its_rows():
    r = register(facility="name:A")
    assert rows(r) == [(1, "A", "coercion"), (2, "A", "overtime")]
    assert (r.buyer_name, r.counts.total) == ("A", 1)


def test_a_filter_keeps_the_rank_among_all_rows():
    assert rows(register("Brand")) == WHOLE
    r = register("Brand", country="XA")
    assert rows(r) == [WHOLE[1], WHOLE[2], WHOLE[4]]
    assert (r.total, r.matched) == (5, 3)
    assert r.counts == register("Brand").counts
    assert rows(register("Brand", facility="name:C")) == [WHOLE[3]]
    assert rows(register("Brand", severity=4)) == WHOLE[:3]
    assert rows(register("Brand", kinds=("allegation",))) == WHOLE[3:]
    assert rows(register("Brand", points=("Overtime",))) == WHOLE[3:]
    assert rows(register("Brand", text="LOCKERS")) == [WHOLE[2]]
    assert rows(register("Brand", country="XA", severity=5)) == [WHOLE[1]]
    assert rows(register("Brand", text="nobody wrote this")) == []


def test_undated_findings_stay_when_a_day_is_asked_for_and_a_year_counts_to_its_end():
    assert rows(register("Brand", since="2025-06-01")) == [WHOLE[0], WHOLE[2], WHOLE[4]]
    assert rows(register("Brand", since="2025-03-31")) == [WHOLE[0], WHOLE[2], WHOLE[3], WHOLE[4]]


def test_whose_register_must_be_said_and_names_must_be_known():
    with pytest.raises(UsageError, match="whose register"):
        register()
    with pytest.raises(NotFound):
        register(facility="name:Nobody")
    with pytest.raises(UnknownName, match="compliance point"):
        register("Brand", points=("moon dust",))
    with pytest.raises(UnknownName, match="kind of finding"):
        register("Brand", kinds=("rumour",))
