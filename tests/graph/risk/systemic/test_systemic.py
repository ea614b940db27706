"""Rows of `systemic` in made-up worlds: verdicts with counts by hand, words, small counts, causes, differences."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.graph.errors import NotFound, UnknownName, UsageError
from headwater.graph.ids import name_key
from headwater.graph.records import Outcome, Relation, RelationKind
from headwater.graph.risk.systemic.systemic import systemic
from headwater.graph.risk.systemic.verdicts import Verdict
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, prov, snap, source, supplies

BAD, GOOD = Outcome.NON_COMPLIANT, Outcome.COMPLIANT


def owns(owner, name):
    return Relation(provenance=prov(), kind=RelationKind.OWNS, start=name_key(owner), end=name_key(name))


def factories(prefix, outcomes, *, country="XA", point="overtime", owner=None, buyers=("Ada", "Bo", "Cy"), **more):
    """One factory per outcome letter (b, g, n, c), each of its own owner or all of `owner`, sold to one brand each."""
    kinds = {"b": BAD, "g": GOOD, "n": Outcome.NOT_APPLICABLE, "c": Outcome.NOT_CHECKED}
    for at, letter in enumerate(outcomes):
        name = f"{prefix}{at}"
        yield facility(name, country, **more)
        yield check(name, point, kinds[letter], standard="Programme", date="2026-01-01")
        yield supplies(name, buyers[at % len(buyers)])
        if owner != "unknown":
            yield owns(owner or f"Owner of {name}", name)


BRANDS = [brand("Ada"), brand("Bo"), brand("Cy")]
SYSTEMIC = [*BRANDS, *factories("F", "b" * 9 + "g" * 6)]


def ask(*records, **options):
    return systemic(snap(*records), PACK, today=TODAY, **options)


def row(*records, **options):
    (only,) = ask(*records, **options).rows
    return only


def test_a_systemic_row_says_what_it_counted_and_on_what():
    got = row(*SYSTEMIC)
    assert (got.verdict, got.assessed, got.non_compliant, got.rate) == (Verdict.SYSTEMIC, 15, 9, 0.6)
    assert (got.low, got.high) == (pytest.approx(0.3906, abs=1e-3), pytest.approx(0.7831, abs=1e-3))
    assert (got.owners, got.buyers, got.location) == (15, 3, "XA")
    assert got.reasons[0] == "9 of 15 assessed factories are non-compliant (60 %; interval 39 % to 78 %)."
    assert len(got.refs) == 15
    assert "unions" in " ".join(got.who)


def test_an_owner_group_is_named_where_its_counts_are_large_enough():
    world = [*BRANDS, *factories("G", "b" * 6 + "g", owner="Big"), *factories("F", "b" + "g" * 7)]
    got = row(*world)
    assert got.verdict is Verdict.OWNER_GROUP
    assert (got.owner.name, got.owner.assessed, got.owner.non_compliant) == ("Big", None, None)  # 7 - 6 = 1 outside
    every = row(*BRANDS, *factories("G", "b" * 5, owner="Big"), *factories("F", "g" * 7))
    assert (every.verdict, every.owner) == (Verdict.OWNER_GROUP, None)  # named, it would hold all five
    few = row(*BRANDS, *factories("G", "bbb", owner="Big"), *factories("F", "bb" + "g" * 8))
    assert (few.verdict, few.owner) == (Verdict.OWNER_GROUP, None)
    assert not any("Big" in said for said in few.reasons)


def test_an_owners_counts_stand_only_where_the_others_do():
    def world(big, rest, **more):
        return [*factories(f"G{more}", big, owner="Big", **more), *factories(f"F{more}", rest, **more)]

    alone = row(*BRANDS, *world("b" * 15, "b" * 5 + "g" * 25))
    assert (alone.owner.assessed, alone.owner.non_compliant) == (15, 15)
    north, south = (world("b" * 15, "b" * 5 + "g" * 25, region=r) for r in ("XA-N", "XA-S"))
    for got in ask(*BRANDS, *north, *south, by=["region"]).rows:
        assert (got.verdict, got.owner.name, got.owner.assessed) == (Verdict.OWNER_GROUP, "Big", None)


def test_enterprise_and_not_enough_evidence():
    assert row(*BRANDS, *factories("F", "bbbbb" + "g" * 15)).verdict is Verdict.ENTERPRISE
    assert row(*BRANDS, *factories("F", "b" * 9 + "g" * 6, owner="unknown")).verdict is Verdict.UNSURE
    few = row(*BRANDS, *factories("F", "bbb"))
    assert (few.verdict, few.assessed, few.non_compliant, few.rate, few.low, few.refs) == (
        Verdict.UNSURE, None, None, None, None, (),
    )  # fmt: skip
    assert few.reasons[0] == "Fewer than 5 assessed factories; at least 10 are needed."


def test_a_count_under_five_of_the_non_compliant_is_not_shown_and_zero_neither():
    for outcomes in ("g" * 12, "b" + "g" * 11, "bbbb" + "g" * 8):
        got = row(*BRANDS, *factories("F", outcomes))
        assert (got.assessed, got.non_compliant, got.rate, got.low, got.high) == (12, None, None, None, None)
        assert got.reasons[0] == "Fewer than 5 of 12 assessed factories are non-compliant."
        assert len(got.refs) == 12  # all that was counted, so that their number says nothing


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


def test_law_and_standard_never_share_a_row():
    wages = [
        x for i in range(9)
        for x in (finding(f"F{i}", "living_wage_gap", "ngo", standard="benchmark", observed="2025"),
                  check(f"F{i}", "minimum_wages_piece_rate", GOOD, standard="Programme", date="2026-01-01"))
    ]  # fmt: skip
    rows = {r.point: r for r in ask(*SYSTEMIC, *wages).rows}
    assert (rows["living_wage_gap"].against, rows["living_wage_gap"].non_compliant) == ("ours", 9)
    assert "lawful" in " ".join(rows["living_wage_gap"].reasons)
    assert (rows["minimum_wages_piece_rate"].against, rows["minimum_wages_piece_rate"].assessed) == ("law", 9)
    assert rows["minimum_wages_piece_rate"].non_compliant is None


def test_an_issue_shows_its_worst_point_and_no_rate_over_points():
    world = [*SYSTEMIC, *(check(f"F{i}", "regular_hours", GOOD, date="2026-01-01") for i in range(15))]
    got = row(*world, by=["country", "issue"])
    assert (got.issue, got.point, got.rate) == ("working_time", "overtime", 0.6)
    assert len(ask(*world).rows) == 2
    more = [check(f"F{i}", "leave", BAD if i < 12 else GOOD, date="2026-01-01") for i in range(15)]
    assert row(*world, *more, by=["country", "issue"]).point == "leave"


def test_rows_stand_in_the_order_of_names():
    world = [*SYSTEMIC, *factories("G", "g" * 12, country="XB"), *factories("H", "g" * 6, point="regular_hours")]
    assert [(r.country, r.point) for r in ask(*world).rows] == [
        ("XA", "overtime"), ("XA", "regular_hours"), ("XB", "overtime"),
    ]  # fmt: skip
    assert [r.country for r in ask(*world, country="XB").rows] == ["XB"]


def cause(name, words, **more):
    return finding(name, "overtime", cause=words, observed="2026-01-02", **more)


def test_who_must_act_comes_from_the_causes_that_findings_name():
    named = [cause(f"F{i}", "Buyers’ practices") for i in range(5)] + [cause("F6", "labour inspection")]
    got = row(*SYSTEMIC, *named, cause("F7", "the moon"))
    assert [(c.code, c.title, c.factories, len(c.refs)) for c in got.causes] == [
        ("inspection", "Labour inspection", None, 0),
        ("buyers_practices", "Buyers' practices", 5, 5),
        (None, "the moon", None, 0),
    ]
    assert got.who == (
        "labour inspectorate", "government and parliament", "all buyers there together", "workers' unions",
        "employers' organisations",
    )  # fmt: skip
    assert any("unknown" in x for x in row(*SYSTEMIC).reasons)
    assert not any("unknown" in x for x in got.reasons)


def test_an_enterprise_matter_with_no_cause_outside_names_nobody_else():
    assert row(*BRANDS, *factories("F", "bbbbb" + "g" * 15)).who == ()


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


def member(name, group):
    return Relation(provenance=prov(), kind=RelationKind.MEMBER_OF, start=name_key(name), end=name_key(group))


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


def test_regions_are_shown_together_or_not_at_all():
    north = [*factories("N", "b" * 6 + "g" * 6, region="XA-N"), *BRANDS]
    both = ask(*north, *factories("S", "b" * 5 + "g" * 7, region="XA-S"), by=["region"]).rows
    assert [(r.location, r.assessed, r.non_compliant) for r in both] == [("XA, XA-N", 12, 6), ("XA, XA-S", 12, 5)]
    (one,) = ask(*north, *factories("S", "bb" + "g" * 9), by=["region", "point"]).rows
    assert (one.location, one.assessed, one.refs) == ("XA, regions not shown", None, ())


def test_the_text_of_a_row_holds_no_count_that_the_row_hides():
    world = [*BRANDS, *factories("G", "bbb", owner="Big"), *factories("F", "b" + "g" * 7)]
    got = row(*world)
    said = " ".join(got.reasons)
    assert set(re.findall(r"\d+", said)) <= {"5", "11", "60"}  # k, the assessed, the threshold of an owner group


def test_differences_in_treatment_are_rows_of_their_own():
    said = [finding(f"F{i}", "overtime", affected=100, women=80, observed="2026-01-02") for i in range(5)]
    staff = [facility(f"F{i}", "XA", workers=200, women_share=0.5) for i in range(5)]
    (got,) = ask(*SYSTEMIC, *said, *staff).differences
    assert (got.group, got.factories, got.affected, got.of_group, got.workforce) == ("women", 5, 500, 400, 0.5)
    assert len(got.refs) == 5
    assert row(*SYSTEMIC).model_dump(exclude={"refs", "reasons", "causes"}) == row(*SYSTEMIC, *said).model_dump(
        exclude={"refs", "reasons", "causes"}
    )
    few = ask(*SYSTEMIC, *said[:4]).differences[0]
    assert (few.factories, few.affected, few.of_group, few.workforce, few.refs) == (None, None, None, None, ())
    assert ask(*SYSTEMIC, *said, buyer="name:Ada").differences == ()


def test_people_of_whom_few_are_left_are_not_counted_out():
    said = [finding(f"F{i}", "coercion", affected=20, migrants=20) for i in range(4)]
    said.append(finding("F4", "coercion", affected=20, migrants=18))
    (got,) = ask(*SYSTEMIC, *said).differences
    assert (got.of_group, got.affected, got.workforce) == (98, None, None)
    assert "100" not in got.words


def test_the_points_on_differences_say_which():
    rows = {r.point: r for r in ask(*SYSTEMIC, check("F0", "gender", BAD), check("F0", "race_and_origin", BAD)).rows}
    assert rows["gender"].difference == "Women and men"
    assert rows["race_and_origin"].difference == "Migrants and nationals"
    assert rows["overtime"].difference is None


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
