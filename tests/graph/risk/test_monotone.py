"""A new finding never lowers a result, looking never scores worse than not looking, and a remedy never raises one.

On random evidence and small random networks with probabilities of exactly 0 and 1. What holds where, and the two
places where it needn't, are in `docs/decisions/0015-no-finding-lowers-a-result.md`.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, settings
from hypothesis import given as cases
from hypothesis import strategies as st

from headwater.graph.records import FindingKind, Outcome
from headwater.graph.risk.indicators import get_indicator
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.own_risk.states import open_events
from headwater.graph.risk.whatif.remedies import Relief, rework
from headwater.graph.snapshot import Snapshot
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, given, listed, snap, supplies

RISING = ("p", "s", "low", "p_low", "p_high")
"""What a new finding never lowers. `high` may fall: a report can state the parts of severity that were unknown."""
ALL = (*RISING, "high")
ISSUE = "child_labour"
# Of severity 4, 5, 2, and the issue as a whole.
POINTS = st.sampled_from(
    ["child_labourers", "unconditional_worst_forms", "documentation_and_protection_of_young_workers", ISSUE]
)
DATES = st.none() | st.sampled_from(["2019", "2024-05", "2025-02-03", "2025", "2026-01-01", "2030"])
CHANCES = st.none() | st.sampled_from([0.0, 0.1, 0.5, 1.0])
GRADES = st.none() | st.integers(1, 5)
FINDING = st.builds(
    dict,
    point=POINTS | st.just("made up"),
    issue=st.just(ISSUE),
    source_type=st.sampled_from(["audit", "allegation", "ngo", "press", "confirmed_on_site", "who knows"]),
    kind=st.sampled_from([FindingKind.ALLEGATION, FindingKind.AUDIT]),
    scale=GRADES,
    scope=GRADES,
    irremediability=GRADES,
    state=st.sampled_from(["actual", "potential"]),
    likelihood=CHANCES,
    status=st.sampled_from(["open", "unknown", "closed"]),
    observed=DATES,
    event=st.none() | st.sampled_from(["E", "F"]),
    source=st.sampled_from(["a", "b"]),
    source_family=st.none() | st.just("wire"),
    text=st.none() | st.sampled_from(["said", "also said"]),
)
REMEDY = st.builds(
    dict,
    remedied_effect=st.sampled_from([0.0, 0.3, 0.8, 1.0]),
    remedy_credibility=CHANCES,
    status=st.sampled_from(["remedied", "unknown"]),
)
HELD = FINDING | st.builds(lambda f, r: f | r, FINDING, REMEDY)
CHECK = st.builds(
    dict,
    point=POINTS | st.just(PACK.point_by_id["child_labourers"].title),
    outcome=st.sampled_from(list(Outcome)),
    method=st.sampled_from(["announced", "unannounced", None]),
    date=DATES,
    standard=st.none() | st.sampled_from(["A", "B"]),
    source=st.sampled_from(["a", "b"]),
    source_type=st.none() | st.sampled_from(["audit", "survey", "confirmed_on_site"]),
)
FINDINGS, CHECKS = st.lists(HELD, max_size=3), st.lists(CHECK, max_size=3)
# Priors of exactly 0 and 1 among them; the listed country's is that of the second line.
PACKS = tuple(
    PACK.changed("priors", next(x.row for x in PACK.priors if x.id == "listed"), mean=m, low=None, high=None)
    for m in (0.0, 0.2, 1.0)
)
PACKED = st.sampled_from(PACKS)


def world(findings, checks, *, extra=(), names=("Mill",)) -> Snapshot:
    """Facilities with their findings and checks; a row's `at` says whose it is, by default the first's."""

    def split(row):
        return names[row.get("at", 0)], {k: v for k, v in row.items() if k != "at"}

    said = [(i, *split(f)) for i, f in enumerate(findings, 1)]
    looked = [split(c) for c in checks]
    return snap(
        *(facility(n, "XA", "cotton") for n in names),
        listed("XA", "cotton", ISSUE),
        *extra,
        *(finding(who, row=i, **f) for i, who, f in said),
        *(check(who, **c) for who, c in looked),
    )


def risk(findings, checks, pack=PACK) -> Own:
    return own(world(findings, checks), pack, TODAY)


def never_falls(before: Own, after: Own, names=RISING) -> None:
    for f in names:
        assert np.all(getattr(after, f) >= getattr(before, f) - 1e-12), f


def clean(row):
    return row | {"outcome": Outcome.COMPLIANT}


def failed(row):
    return row | {"outcome": Outcome.NON_COMPLIANT}


def tells_which(new, findings, checks) -> bool:
    """Whether a finding says of a rating which event it is about: two events are then known to be one."""
    year = (new["observed"] or "undated")[:4]
    return new["event"] is not None and any(
        c["outcome"] is Outcome.NON_COMPLIANT
        and c["source"] == new["source"]
        and (c["date"] or "undated")[:4] == year
        and PACK.point_of(c["point"]) == PACK.point_of(new["point"])
        for c in checks
    )


@settings(max_examples=120, deadline=None, derandomize=True)
@cases(FINDINGS, CHECKS, FINDING, PACKED)
def test_a_new_finding_never_lowers_an_own_risk(findings, checks, new, pack):
    assume(not tells_which(new, findings, checks))
    before, after = risk(findings, checks, pack), risk([*findings, new], checks, pack)
    never_falls(before, after)
    if None in (new["scale"], new["scope"], new["irremediability"]):
        never_falls(before, after, ALL)


@settings(max_examples=100, deadline=None, derandomize=True)
@cases(FINDINGS, CHECKS, CHECK, PACKED)
def test_a_new_failed_check_never_lowers_an_own_risk(findings, checks, new, pack):
    never_falls(risk(findings, checks, pack), risk(findings, [*checks, failed(new)], pack), RISING)


@settings(max_examples=120, deadline=None, derandomize=True)
@cases(FINDINGS, CHECKS, CHECK, PACKED)
def test_a_clean_check_never_raises_an_own_risk(findings, checks, new, pack):
    never_falls(risk(findings, [*checks, clean(new)], pack), risk(findings, checks, pack), ALL)


@settings(max_examples=100, deadline=None, derandomize=True)
@cases(FINDINGS, CHECKS, FINDING, REMEDY, PACKED)
def test_a_remedy_that_a_finding_states_never_raises_an_own_risk(findings, checks, last, remedy, pack):
    kept = last | {k: v for k, v in remedy.items() if k != "status"}
    never_falls(risk([*findings, kept], checks, pack), risk([*findings, last], checks, pack), ALL)


@settings(max_examples=100, deadline=None, derandomize=True)
@cases(
    FINDINGS,
    CHECKS,
    st.builds(
        Relief,
        issue=st.none() | st.just(ISSUE),
        point=st.none() | POINTS,
        event=st.none() | st.just("E"),
        effect=st.sampled_from([0.0, 0.3, 0.8, 1.0]),
        verification=st.sampled_from([0.0, 0.5, 1.0]),
    ),
    PACKED,
)  # fmt: skip
def test_a_supposed_remedy_never_raises_an_own_risk(findings, checks, relief, pack):
    s = world(findings, checks)
    now = own(s, pack, TODAY)
    never_falls(rework(s, now, pack, [relief]).on(now), now, ALL)


@settings(max_examples=100, deadline=None, derandomize=True)
@cases(FINDINGS, CHECKS, st.randoms(use_true_random=False))
def test_rows_in_any_order_give_the_same(findings, checks, random):
    rows = [finding("Mill", row=i, **f) for i, f in enumerate(findings, 1)] + [check("Mill", **c) for c in checks]
    base = [facility("Mill", "XA", "cotton"), listed("XA", "cotton", ISSUE)]
    mixed = [*base, *rows]
    random.shuffle(mixed)
    a, b = own(snap(*base, *rows), PACK, TODAY), own(snap(*mixed), PACK, TODAY)
    for f in (*ALL, "severity", "state"):
        np.testing.assert_array_equal(getattr(a, f), getattr(b, f), f)


def test_p_is_the_largest_of_any_point_though_a_graver_point_stands_for_s():
    """A grave allegation leads by s; the surer, milder finding keeps p."""
    mild = {"point": "overtime", "scale": 1, "scope": 1, "irremediability": 1, "source_type": "confirmed_on_site"}
    grave = {"point": "leave", "source_type": "ngo", "scale": 5}
    k = PACK.issue_ids.index("working_time")
    one, two = risk([mild], []), risk([mild, grave], [])
    assert one.p[0, k] == two.p[0, k] == 1.0
    assert two.severity[0, k] == 5 and two.s[0, k] > one.s[0, k]
    assert two.s[0, k] < two.p[0, k]


def test_a_second_report_with_a_low_likelihood_lowers_nothing():
    may = {"point": "coercion", "state": "potential", "observed": "2026-01-01"}
    one, two = risk([may], []), risk([may, may | {"likelihood": 0.1}], [])
    never_falls(one, two, ALL)
    k = PACK.issue_ids.index("forced_labour")
    assert two.p[0, k] == pytest.approx(1 - 0.9 * (1 - 0.5 * 0.7))
    assert two.p_high[0, k] == pytest.approx(1 - 0.5 * (1 - 0.7))
    known = risk([may | {"likelihood": 0.1}], [])
    assert known.p[0, k] == pytest.approx(1 - 0.9 * (1 - 0.1 * 0.7))


def test_a_rating_speaks_of_each_event_that_it_may_be_about():
    rows = [
        {"point": "coercion", "event": e, "source": "a", "source_type": "ngo", "observed": "2019"} for e in ("E", "F")
    ]
    rating = {"point": "coercion", "outcome": Outcome.NON_COMPLIANT, "date": "2019", "source": "a"}
    s = world(rows, [rating])
    events = open_events(s, PACK, TODAY)[0]
    assert [(e.key, len(e.reports), e.kind) for e in events] == [
        ("event:E", 2, FindingKind.AUDIT), ("event:F", 2, FindingKind.AUDIT)
    ]  # fmt: skip
    other = {"point": "coercion", "source": "b", "source_type": "press", "observed": "2019-03"}
    s = world([*rows[:1], other], [rating])
    assert [(e.key, len(e.reports)) for e in open_events(s, PACK, TODAY)[0]] == [("event:E", 2), ("year:2019", 2)]
    s = world([rows[0] | {"status": "closed"}], [rating])
    assert [(e.key, len(e.reports)) for e in open_events(s, PACK, TODAY)[0]] == [("year:2019", 1)]


def test_a_check_of_the_same_year_closes_a_rating_only_where_it_is_surely_later():
    bad = {"point": "coercion", "outcome": Outcome.NON_COMPLIANT, "date": "2025"}
    good = {"point": "coercion", "outcome": Outcome.COMPLIANT}
    p = [risk([], [bad, good | {"date": d}]).s.max() for d in ("2025-03", "2025-12-31", "2026-01-01")]
    assert p[0] > 0.7 and p[1] > 0.7 and p[2] < 0.3


def test_a_later_check_closes_a_rating_of_the_point_by_whichever_name_it_has():
    title = PACK.point_by_id["coercion"].title
    bad = {"point": "coercion", "outcome": Outcome.NON_COMPLIANT, "date": "2024-03-01"}
    for name in ("coercion", title, title.upper()):
        got = risk([], [bad, {"point": name, "outcome": Outcome.COMPLIANT, "date": "2025-03-01"}])
        assert got.s.max() < 0.3, name
    whole = risk([], [bad, {"point": "forced_labour", "outcome": Outcome.COMPLIANT, "date": "2025-03-01"}])
    assert whole.p.max() > 0.7


NAMES = ("Ada", "Bel", "Cor", "Dov")
SPOT = st.integers(0, len(NAMES) - 1)
PLACED = st.builds(lambda f, at: f | {"at": at}, HELD, SPOT)
PLACED_NEW = st.builds(lambda f, at: f | {"at": at}, FINDING, SPOT)
PLACED_CHECK = st.builds(lambda c, at: c | {"at": at}, CHECK, SPOT)
# supplier, buyer (4: the brand), share, confidence; cycles among them
LINKS = st.lists(
    st.tuples(SPOT, st.integers(0, 4), st.sampled_from([None, 0.0, 0.2, 0.5]), st.sampled_from([None, 0.0, 0.4, 1.0])),
    min_size=2,
    max_size=6,
    unique_by=lambda x: x[:2],
).map(lambda ls: [x for x in ls if x[0] != x[1]])
GIVEN = st.lists(st.tuples(SPOT, st.sampled_from([0.0, 0.3, 1.0])), max_size=1)


def network(links, risks, names=NAMES, everyone=(*NAMES, "Brand")):
    named = [*names, everyone[-1]]
    kept: dict[int, float] = {}
    rows = []
    for u, v, a, q in links:
        total = kept.get(v, 0.0) + (a or 0.0)
        a = None if total > 1 else a
        kept[v] = kept.get(v, 0.0) + (a or 0.0)
        rows.append(supplies(named[u], named[v], a, confidence=q))
    return (brand(named[-1]), *rows, *(given(named[i], ISSUE, x) for i, x in risks))


def results(findings, checks, links, risks, pack, names=NAMES, last="Brand"):
    s = world(findings, checks, extra=network(links, risks, names, (*names, last)), names=names)
    held = own(s, pack, TODAY).only(ISSUE)
    return s, {
        x.name: x.score(s, held, x.params(method="exact" if x.name == "linked_harm" else "auto", hops=None))
        for x in map(get_indicator, ("upstream_risk", "linked_harm", "worst_path"))
    }


def above(lower, upper, names=("values", "low")):
    for n, r in lower[1].items():
        for f in names:
            a, b = getattr(r, f), getattr(upper[1][n], f)
            assert np.array_equal(np.isnan(a), np.isnan(b)), (n, f)
            assert np.all(np.isnan(a) | (b >= a - 1e-9)), (n, f)


@settings(max_examples=120, deadline=None, derandomize=True)
@cases(st.lists(PLACED, max_size=4), st.lists(PLACED_CHECK, max_size=3), LINKS, GIVEN, PLACED_NEW, PACKED)
def test_a_new_finding_never_lowers_an_indicator(findings, checks, links, risks, new, pack):
    assume(not tells_which(new, findings, checks))
    above(results(findings, checks, links, risks, pack), results([*findings, new], checks, links, risks, pack))


@settings(max_examples=120, deadline=None, derandomize=True)
@cases(st.lists(PLACED, max_size=4), st.lists(PLACED_CHECK, max_size=3), LINKS, GIVEN, PLACED_CHECK, PACKED)
def test_a_clean_check_never_raises_an_indicator(findings, checks, links, risks, new, pack):
    looked = results(findings, [*checks, clean(new)], links, risks, pack)
    above(looked, results(findings, checks, links, risks, pack), ("values", "low", "high"))


@settings(max_examples=60, deadline=None, derandomize=True)
@cases(st.lists(PLACED, max_size=3), st.lists(PLACED_CHECK, max_size=3), LINKS, GIVEN, PLACED_NEW, REMEDY, PACKED)
def test_a_remedy_never_raises_an_indicator(findings, checks, links, risks, last, remedy, pack):
    kept = last | {k: v for k, v in remedy.items() if k != "status"}
    above(
        results([*findings, kept], checks, links, risks, pack),
        results([*findings, last], checks, links, risks, pack),
        ("values", "low", "high"),
    )


@settings(max_examples=50, deadline=None, derandomize=True)
@cases(st.lists(PLACED, max_size=4), st.lists(PLACED_CHECK, max_size=3), LINKS, GIVEN, st.permutations(NAMES))
def test_other_names_give_the_same_numbers(findings, checks, links, risks, names):
    a, first = results(findings, checks, links, risks, PACK)
    b, second = results(findings, checks, links, risks, PACK, tuple(names), "Aaa")
    to = [b.index[f"name:{names[NAMES.index(x)]}"] for x in NAMES] + [b.find("name:Aaa")]
    of = [a.index[f"name:{x}"] for x in NAMES] + [a.find("name:Brand")]
    for n, r in first.items():
        for f in ("values", "low", "high"):
            got, wanted = getattr(second[n], f)[to], getattr(r, f)[of]
            np.testing.assert_allclose(got, wanted, atol=1e-9, err_msg=f"{n} {f}")
