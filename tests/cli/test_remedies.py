"""What ends an open event, and what doesn't, through the command line on made-up worlds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.running import ask, run

FINDINGS = "party,country,point,kind,state,observed,source_type,scale,affected,event,remedied_effect\n"
CHECKS = "party,country,point,outcome,method,standard,cycle,date\n"


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A brand that buys from one mill."""
    url = f"sqlite:{tmp_path / 'w.db'}"
    add(url, "parties", "id,name,kind,country,workers\nBrand,Brand,brand,,\nMill,Mill,facility,BD,300\n")
    add(url, "edges", "supplier,buyer,share,confidence\nMill,Brand,1,1\n")
    return url


def add(url: str, template: str, text: str, stem: str = "") -> None:
    """Load one file of a template beside the store."""
    path = Path(url.removeprefix("sqlite:")).parent / f"{stem or template}.csv"
    path.write_text(text)
    (done,) = ask("load", path, "--as", template, "--fictional", store=url)["loads"]
    assert done["quarantined"] == 0, done["codes"]


def rows(url: str) -> int:
    return len(ask("priorities", "Brand", store=url)["rows"])


@pytest.mark.parametrize(
    ("who", "effect", "left"),
    [("survey", 1.0, 1), ("allegation", 1.0, 1), ("audit", 0.7, 1), ("audit", 0.8, 0), ("confirmed_on_site", 0.5, 0)],
)
def test_a_remedy_ends_an_event_by_what_of_it_is_verified(store: str, who: str, effect: float, left: int) -> None:
    add(store, "findings", FINDINGS + "Mill,,coercion,confirmed,actual,2026-01-10,confirmed_on_site,5,40,E1,\n")
    assert rows(store) == 1
    later = f"Mill,,coercion,allegation,actual,2026-02-10,{who},,,E1,{effect}\n"
    add(store, "findings", FINDINGS + later, "remedy")
    assert rows(store) == left
    doc = ask("whatif", "Brand", "--drop", "Mill", store=store)
    assert doc["people_after"]["left_without_remedy"] == left
    assert bool(doc["steps"]) == bool(left)


@pytest.mark.parametrize(
    ("policy", "left"),
    [("0.5@BD,survey", 1), ("0.6,allegation", 1), ("0.6,audit", 1), ("0.8,audit", 0), ("0.5,confirmed_on_site", 0)],
)
def test_a_policy_empties_the_second_ledger_only_by_what_is_verified(store: str, policy: str, left: int) -> None:
    add(store, "findings", FINDINGS + "Mill,,coercion,audit finding,actual,2026-01-10,audit,5,40,E1,\n")
    doc = ask("whatif", "Brand", "--drop", "Mill", "--policy", f"forced_labour={policy}", store=store)
    assert doc["people_after"]["left_without_remedy"] == left
    assert bool(doc["steps"]) == bool(left)


@pytest.mark.parametrize(
    ("method", "standard", "left"),
    [("survey", "Scheme", 1), ("announced", "Other", 1), ("announced", "Scheme", 0)],
)
def test_a_rating_is_cleared_by_its_own_programme_with_a_method_as_sharp(
    store: str, method: str, standard: str, left: int
) -> None:
    bad = "Mill,,emergency_preparedness,non_compliant,announced,Scheme,,2025-01-10\n"
    add(store, "assessments", CHECKS + bad)
    assert rows(store) == 1
    good = f"Mill,,emergency_preparedness,compliant,{method},{standard},,2026-01-10\n"
    add(store, "assessments", CHECKS + good, "later")
    assert rows(store) == left


def test_no_check_closes_a_finding(store: str) -> None:
    add(store, "findings", FINDINGS + "Mill,,emergency_preparedness,audit finding,actual,2025-01-10,audit,5,40,E1,\n")
    add(store, "assessments", CHECKS + "Mill,,emergency_preparedness,compliant,unannounced,Scheme,,2026-01-10\n")
    assert rows(store) == 1


def test_explain_names_the_findings_at_a_facility_itself(store: str) -> None:
    add(store, "findings", FINDINGS + "Mill,,coercion,confirmed,actual,2026-01-10,confirmed_on_site,5,40,E1,\n")
    own = ask("explain", "Mill", "--issue", "forced_labour", store=store)["own_operations"]
    assert own["amount"] == own["evidence"] + own["context"] == 1.0
    assert any(r["file"] == "findings.csv" and r["row"] == 2 for r in own["refs"])
    assert (
        "Its own operations, in no list above: 1.0000 Mill: confirmed"
        in run("explain", "Mill", "--issue", "forced_labour", store=store).out
    )


@pytest.mark.parametrize(("field", "wrong"), [("today", "soon"), ("revision", -1)])
def test_a_recipe_with_an_impossible_field_is_refused(store: str, tmp_path: Path, field: str, wrong: object) -> None:
    doc = ask("priorities", "Brand", store=store)
    doc["recipe"][field] = wrong
    (path := tmp_path / "made.json").write_text(json.dumps(doc))
    ran = run("reproduce", path, store=store)
    assert ran.code == 4, ran.err
    assert f"field {field}" in ran.err
