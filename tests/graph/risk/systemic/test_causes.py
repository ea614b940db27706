"""Causes that findings name, and who must act."""

from tests.graph.risk.systemic.factories import BRANDS, SYSTEMIC, cause, factories, row


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
