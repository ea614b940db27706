"""The words of pictures: what isn't known is said, and what is proposed or assumed is called that."""

from __future__ import annotations

import pytest

from headwater.graph.risk.own_risk.own import State
from headwater.visualizations.subgraph import Node
from headwater.visualizations.views import words


def node(**of: object) -> Node:
    return Node.model_validate({"id": "a", "name": "A", "kind": "facility", **of})


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ({"country": "BD"}, "Bangladesh"),
        ({"country": "BD", "country_proposed": "IN"}, "Bangladesh"),
        ({"country_proposed": "IN"}, "proposed: India"),
        ({}, "Country unknown"),
    ],
)
def test_a_proposed_country_is_never_said_as_a_fact(of: dict[str, str], said: str) -> None:
    assert words.place(node(**of)) == said


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ({}, "Unknown: nobody looked"),
        ({"state": State.CONTEXT}, "Context only"),
        ({"state": State.LOOKED}, "Looked, nothing found (undated)"),
        ({"state": State.LOOKED, "looked": "2025", "looked_how": "survey"}, "Looked, nothing found (2025, survey)"),
        ({"state": State.EVIDENCE, "severity": 4, "findings": {"allegation": 2}}, "High: 2 allegations"),
        (
            {"state": State.EVIDENCE, "severity": 4, "severity_assumed": True, "findings": {"allegation": 1}},
            "High, severity assumed: 1 allegation",
        ),
        ({"state": State.EVIDENCE, "findings": {"allegation": 1}}, "Severity unknown: 1 allegation"),
    ],
)
def test_a_state_says_on_what_it_rests(of: dict[str, object], said: str) -> None:
    assert words.status(node(**of)) == said
    assert bool(words.severity(node(**of))) == (of.get("state") is State.EVIDENCE)


def test_findings_stand_from_confirmed_to_alleged_and_an_unheard_kind_comes_last() -> None:
    found = node(findings={"zeal": 1, "allegation": 1, "confirmed": 2, "audit finding": 3})
    assert words.findings(found) == "2 confirmed, 3 audit findings, 1 allegation, 1 zeal"
    assert words.findings(node()) == ""


@pytest.mark.parametrize(("tier", "said"), [(None, "Not on a supply path"), (-1, "Who buys here"), (3, "Tier 3")])
def test_lanes_are_called_by_tier(tier: int | None, said: str) -> None:
    assert words.lane(tier) == words.lane(tier, facility_root=True) == said


def test_a_name_without_more_is_a_company_or_facility() -> None:
    assert words.kind(node(kind="stub", roles=("supplier", "recruiter"))) == "company or facility, recruiter"
    assert words.kind(node(kind="organisation")) == "company"
