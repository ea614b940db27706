"""Countries and goods to find out about."""

from tests.graph.risk.register.asking import names, register
from tests.graph.risk.rows import facility, finding, given, listed, supplies


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


def test_a_risk_that_somebody_gave_needs_no_finding_out():
    rows = (*(facility(x, "XB", "garments") for x in "AB"), *(supplies(x, "Brand") for x in "AB"))
    (one,) = register(*rows, listed("XB", "garments"), given("A", "forced_labour", 0.2)).context
    assert one.facilities == 1
