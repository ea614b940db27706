"""The register as a whole: who is reached, and that no share, tier or leverage moves it."""

import random
import re

import pytest

from headwater.graph.errors import NotFound, UnknownName
from headwater.graph.ids import name_key
from headwater.graph.records import PartyKind, Relation, RelationKind
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.register.register import priorities
from tests.graph.risk.register.asking import json_of, names, register, world
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, listed, prov, snap, supplies


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
