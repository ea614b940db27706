import random
import re

import pytest

from headwater.graph.errors import NotFound, UnknownName
from headwater.graph.ids import name_key
from headwater.graph.records import Finding, PartyKind, Relation, RelationKind
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.register.register import priorities
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, listed, prov, snap, supplies


def register(*records, buyer="Brand", issue=None):
    s = snap(brand("Brand"), *records)
    return priorities(s, own(s, PACK, TODAY), PACK, [f"name:{buyer}"], issue=issue)


def names(r):
    return [x.name for x in r.rows]


def test_the_key_is_severity_then_delay_then_likelihood_then_people():
    r = register(
        *(facility(x) for x in "ABCDEFG"),
        *(supplies(x, "Brand") for x in "ABCDEFG"),
        finding("A", scale=3, affected=10_000),
        finding("B", scale=4, affected=5),
        finding("C", scale=4, affected=50),
        finding("D", scale=4),
        finding("E", scale=4, state="potential", likelihood=0.9, affected=900),
        finding("F", scale=4, delay_irremediable=True, state="potential", likelihood=0.1),
        finding("G", scale=5, state="potential"),
    )
    assert names(r) == ["G", "F", "C", "B", "D", "E", "A"]
    assert [x.rank for x in r.rows] == [1, 2, 3, 4, 5, 6, 7]


def test_ties_stay_ties_and_share_a_rank():
    r = register(
        *(facility(x, "XA") for x in "ABC"),
        *(supplies(x, "Brand") for x in "ABC"),
        finding("B", scale=4),
        finding("A", scale=4),
        finding("C", scale=3),
    )
    assert [(x.rank, x.name) for x in r.rows] == [(1, "A"), (1, "B"), (3, "C")]


def test_the_other_parts_break_ties():
    r = register(
        facility("A"), facility("B"), supplies("A", "Brand"), supplies("B", "Brand"),
        finding("A", scale=4, scope=1), finding("B", scale=4, scope=3),
    )  # fmt: skip
    assert [(x.rank, x.name) for x in r.rows] == [(1, "B"), (2, "A")]


def test_unknown_severity_is_the_packs_and_says_so():
    (row,) = register(facility("A"), supplies("A", "Brand"), finding("A", "overtime")).rows
    assert (row.severity, row.severity_word, row.severity_assumed) == (3, "Medium", True)
    assert "assumed" in row.reason
    assert "people affected unknown" in row.reason


def test_one_row_per_facility_and_issue_with_the_worst_finding_leading():
    r = register(
        facility("A"), supplies("A", "Brand"),
        finding("A", "overtime", scale=2), finding("A", "leave", scale=4), finding("A", "coercion", scale=1),
    )  # fmt: skip
    assert [(x.issue, x.point, x.severity, x.findings) for x in r.rows] == [
        ("working_time", "leave", 4, 2),
        ("forced_labour", "coercion", 1, 1),
    ]
    assert len(r.rows[0].refs) == 2


def test_all_tiers_and_group_members_are_reached_and_nobody_elses_suppliers():
    member = Relation(provenance=prov(), kind=RelationKind.MEMBER_OF, start=name_key("Brand"), end=name_key("Group"))
    rows = [
        facility("Group", kind=PartyKind.GROUP), member, brand("Other"),
        supplies("Mill", "Sewer"), supplies("Sewer", "Brand"), supplies("Stranger", "Other"),
        supplies("Agent", "Sewer", kind=RelationKind.RECRUITS_FOR),
        *(finding(x, scale=5) for x in ("Mill", "Stranger", "Agent")),
    ]  # fmt: skip
    assert names(register(*rows)) == names(register(*rows, buyer="Group")) == ["Agent", "Mill"]


def test_closed_and_remedied_findings_make_no_row():
    r = register(
        facility("A"), facility("B"), supplies("A", "Brand"), supplies("B", "Brand"),
        finding("A", status="closed"), finding("B", remedied_effect=0.9),
    )  # fmt: skip
    assert r.rows == ()


def test_context_makes_one_row_per_country_and_good_whose_action_is_to_find_out():
    r = register(
        *(facility(x, "XB", "garments") for x in ("A", "B")), 
        facility("C", "XA", "cotton"), facility("D", "XC", "garments"),
        *(supplies(x, "Brand") for x in "ABCD"), finding("B", "coercion"),
        listed("XB", "garments"), listed("XB", "garments", "child_labour"), listed("XA", "cotton"),
    )  # fmt: skip
    assert names(r) == ["B"]
    assert [(c.country, c.good, c.facilities, c.action) for c in r.context] == [
        ("XA", "Cotton", 1, "find out"),
        ("XB", "Garments", 2, "find out"),  # B's child labour context stands beside its finding
    ]
    assert r.context[1].issues == ("child_labour", "forced_labour")
    assert register(facility("A", "XB", "garments"), supplies("A", "Brand"), listed("XB", "garments")).rows == ()


def test_counts_hold_each_supplier_once_by_the_surest():
    r = register(
        *(facility(x, "XA", "garments") for x in "ABCDEF"), facility("U"), *(supplies(x, "Brand") for x in "ABCDEFU"),
        listed("XA", "garments"),
        finding("A", source_type="confirmed_on_site"), finding("A", "overtime", "allegation"),
        finding("B", "overtime"), finding("C", "overtime", "allegation"), check("D", "overtime"),
    )  # fmt: skip
    assert r.counts.model_dump() == {
        "confirmed": 1, "found": 1, "alleged": 1, "looked": 1, "context_only": 2, "unknown": 1,
    }  # fmt: skip
    assert r.counts.total == 7


def test_an_issue_narrows_the_register():
    rows = [facility("A"), supplies("A", "Brand"), finding("A", "overtime"), finding("A", "coercion")]
    assert [x.issue for x in register(*rows, issue="working_time").rows] == ["working_time"]
    with pytest.raises(UnknownName, match="working_time"):
        register(*rows, issue="nonsense")
    with pytest.raises(NotFound):
        register(*rows, buyer="Nobody")


def world(rng, *, shares, tiers):
    """Three tiers of made-up mills with findings; shares and declared tiers as asked."""
    here = random.Random(rng)
    fixed = random.Random(7)
    out = [brand("Brand")]
    for i in range(60):
        out.append(facility(f"F{i}", fixed.choice(["XA", "XB", None]), fixed.choice(["garments", None])))
    for i in range(60):
        to = "Brand" if i < 20 else f"F{fixed.randrange(20)}" if i < 40 else f"F{fixed.randrange(20, 40)}"
        out.append(
            supplies(f"F{i}", to, here.random() / 60 if shares else None, tier=here.randint(1, 4) if tiers else None)
        )
    for i in range(40):
        point = fixed.choice([p.id for p in PACK.points])
        extra = {"scale": fixed.choice([None, 1, 3, 5]), "affected": fixed.choice([None, 5, 50]), "row": 1000 + i}
        out.append(finding(f"F{fixed.randrange(60)}", point, fixed.choice(["audit", "allegation"]), **extra))
    out.append(listed("XA", "garments"))
    return [r if isinstance(r, Finding) else r.model_copy(update={"provenance": prov(row=1)}) for r in out]


def json_of(records):
    s = snap(*records)
    return priorities(s, own(s, PACK, TODAY), PACK, ["name:Brand"]).model_dump_json()


def test_the_register_is_byte_equal_under_random_shares_permuted_tiers_and_no_spend_at_all():
    plain = json_of(world(0, shares=False, tiers=False))
    assert len(plain) > 5000
    for seed in range(5):
        assert json_of(world(seed, shares=True, tiers=True)) == plain
    # the mills' places in the chain dealt out anew: other tiers, same facilities and findings
    records = world(0, shares=True, tiers=False)
    links = [r for r in records if isinstance(r, Relation)]
    cards = [f"name:F{i}" for i in range(60)]
    dealt = cards[:]
    random.Random(3).shuffle(dealt)
    deal = dict(zip(cards, dealt, strict=True)) | {"name:Brand": "name:Brand"}
    moved = [r.model_copy(update={"start": deal[r.start], "end": deal[r.end]}) for r in links]
    assert json_of([r for r in records if r not in links] + moved) == plain


def test_no_word_of_the_register_speaks_of_share_spend_tier_or_leverage():
    s = snap(*world(1, shares=True, tiers=True))
    fields = set(priorities(s, own(s, PACK, TODAY), PACK, ["name:Brand"]).rows[0].model_dump())
    assert not {f for f in fields if re.search("share|spend|tier|leverage|rest|distance", f)}


def test_a_confirmed_case_among_180_suppliers_stands_first_whatever_its_share():
    for share in (1e-6, 0.005):
        r = register(
            *(facility(f"S{i}", "XA") for i in range(180)),
            *(supplies(f"S{i}", "Brand", share if i == 77 else 0.005) for i in range(180)),
            *(finding(f"S{i}", "overtime", "allegation") for i in range(0, 60, 3)),
            finding("S77", source_type="confirmed_on_site"),
        )
        assert (r.rows[0].rank, r.rows[0].name, r.rows[0].kind) == (1, "S77", "confirmed")
        assert r.counts.confirmed == 1


def test_nobody_affected_is_known_and_stands_before_unknown():
    r = register(
        facility("A"), facility("B"), supplies("A", "Brand"), supplies("B", "Brand"),
        finding("A", scale=4), finding("B", scale=4, affected=0),
    )  # fmt: skip
    assert [(x.rank, x.name, x.affected) for x in r.rows] == [(1, "B", 0), (2, "A", None)]
