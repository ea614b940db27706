"""The document of `systemic`: its order, what it stands on, and what can't be asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.graph.errors import NotFound, UnknownName, UsageError
from headwater.graph.risk.systemic.verdicts import Verdict
from tests.graph.risk.rows import PACK, TODAY, source
from tests.graph.risk.systemic.factories import BRANDS, SYSTEMIC, ask, factories, row


@settings(max_examples=20, deadline=None)
@given(st.text("nc", max_size=12))
def test_not_checked_and_not_applicable_change_nothing(letters):
    more = factories("X", letters)
    now, then = ask(*SYSTEMIC), ask(*SYSTEMIC, *more)
    assert [r.model_dump(exclude={"refs"}) for r in now.rows] == [r.model_dump(exclude={"refs"}) for r in then.rows]


def test_owners_names_do_not_matter():
    world = [*BRANDS, *factories("G", "bbbbbb", owner="Big"), *factories("F", "b" + "g" * 7)]
    other = [*BRANDS, *factories("G", "bbbbbb", owner="Aaa"), *factories("F", "b" + "g" * 7)]
    one, two = row(*world), row(*other)
    assert one.verdict is two.verdict is Verdict.OWNER_GROUP
    assert (one.owner.name, two.owner.name) == ("Big", "Aaa")


def test_rows_stand_in_the_order_of_names():
    world = [*SYSTEMIC, *factories("G", "g" * 12, country="XB"), *factories("H", "g" * 6, point="regular_hours")]
    assert [(r.country, r.point) for r in ask(*world).rows] == [
        ("XA", "overtime"), ("XA", "regular_hours"), ("XB", "overtime"),
    ]  # fmt: skip
    assert [r.country for r in ask(*world, country="XB").rows] == ["XB"]


def test_the_document_says_what_it_stands_on():
    doc = ask(*SYSTEMIC, source(dated="2026-02-01"), *factories("U", "bg", country=None))
    head = doc.header
    assert (head.day, head.today, head.revision, head.method_version) == (TODAY, TODAY, 1, "1")
    assert (head.pack, doc.data_date, doc.interval, doc.small_cell) == (PACK.version, "2026-02-01", 0.9, 5)
    assert doc.thresholds["systemic_lower_bound"] == 0.3
    assert any(n.startswith("Fewer than 5 assessed factories have no known country") for n in doc.notes)
    assert "prevalence" not in doc.model_dump_json()


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"by": ["weather"]}, UnknownName), ({"by": ["country", "region"]}, UsageError),
        ({"issue": "weather"}, UnknownName), ({"buyer": "name:Nobody"}, NotFound),
        ({"by": ["region"], "buyer": "name:Ada"}, UsageError),
    ],
)  # fmt: skip
def test_what_can_not_be_asked_is_refused_in_words(options, error):
    with pytest.raises(error):
        ask(*SYSTEMIC, **options)
