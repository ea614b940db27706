"""what-if and the largest change, through the command line and the route, on a made-up world."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import WORLDS, ask, run


@pytest.fixture
def store(tmp_path: Path) -> str:
    """G6, and findings at two facilities in BD."""
    url = f"sqlite:{tmp_path / 'w.db'}"
    ask("load", WORLDS / "g6_edges.csv", "--as", "edges", store=url)
    ask("load", WORLDS / "g6_risks.csv", "--as", "risks", store=url)
    (tmp_path / "parties.csv").write_text(
        "id,name,kind,country,workers\nBrand,Brand,brand,,\nMill,Mill,facility,BD,300\nDyer,Dyer,facility,,40\n"
    )
    (tmp_path / "edges.csv").write_text("supplier,buyer,share,confidence\nMill,Brand,0.5,1\nDyer,Brand,0.3,1\n")
    (tmp_path / "findings.csv").write_text(
        "party,country,point,kind,state,observed,source_type,scale,event\n"
        "Mill,,coercion,audit finding,actual,2026-05-01,audit,5,raid\n"
        "Mill,,emergency_preparedness,audit finding,actual,2026-05-01,audit,3,fire\n"
    )
    for name in ("parties", "edges", "findings"):
        ask("load", tmp_path / f"{name}.csv", "--as", name, store=url)
    return url


def test_a_country_is_closed_and_its_people_stay(store: str) -> None:
    doc = ask("whatif", "Brand", "--close-country", "BD", store=store)
    assert doc["people_before"]["open_harms"] == doc["people_after"]["open_harms"] == 2
    assert doc["people_after"]["left_without_remedy"] == 2
    assert [(o["name"], o["open_harms"]) for o in doc["orphaned"]] == [("Mill", 2)]
    words = run("whatif", "Brand", "--close-country", "BD", store=store).out
    assert "Left: 1 supplier in Bangladesh" in words
    assert "Left without a known buyer:" in words
    assert "error at most" in words
    assert run("whatif", "Brand", "--close-country", "Atlantis", store=store).code == 2


def test_a_policy_counts_only_when_somebody_verified_it(store: str) -> None:
    def value(*words: str) -> tuple[float, float]:
        doc = ask("whatif", "Brand", *words, "--issue", "forced_labour", store=store)
        c = next(c for c in doc["indicators"] if c["indicator"] == "upstream_risk")
        return c["before"], c["after"]

    before, after = value("--policy", "forced_labour=0.8@BD,audit")
    assert after < before
    before, after = value("--policy", "forced_labour=0.8@BD")
    assert after == pytest.approx(before, abs=1e-15)
    assert "so it changes nothing" in run("whatif", "Brand", "--policy", "forced_labour=0.8", store=store).out
    assert run("whatif", "Brand", "--policy", "forced_labour=2,audit", store=store).code == 2


def test_one_event_or_point_is_remedied(store: str) -> None:
    for what in ("raid", "emergency_preparedness", "osh"):
        doc = ask("whatif", "Brand", "--remediate", f"Mill:{what}", store=store)
        assert doc["people_after"]["open_harms"] == 1, what
    ran = run("whatif", "Brand", "--remediate", "Mill:flood", store=store)
    assert ran.code == 2
    assert "raid" in ran.err


def test_the_largest_change_is_exact_and_orders_no_work(store: str, tmp_path: Path) -> None:
    doc = ask("largest", "A", "--issue", "harm", "--top", 2, "--param", "unmapped=none", store=store)
    assert [r["change"] for r in doc["rows"]] == pytest.approx([0.2125, 0.2125])
    assert doc["together"]["harm"] == pytest.approx(0.425)
    costs = tmp_path / "costs.csv"
    costs.write_text("party,cost\nB,10\nC,4\nD,1\n")
    words = ("largest", "A", "--issue", "harm", "--costs", costs, "--budget", 5)
    chosen = ask(*words, store=store)["chosen"]
    assert chosen["exact"]
    assert chosen["cost"] == 5
    assert len(chosen["parties"]) == 2
    said = run(*words, store=store).out
    assert "orders no work" in said
    assert 'headwater priorities "A"' in said
    costs.write_text("who,what\n")
    assert run(*words, store=store).code == 2
    costs.write_text("party,cost\nB,many\n")
    assert run(*words, store=store).code == 2
    assert run("largest", "A", "--budget", 5, store=store).code == 2


def test_no_sequence_of_leaving_lowers_the_second_ledger(store: str) -> None:
    ways = (
        ("--drop", "Mill"),
        ("--drop", "Dyer"),
        ("--close-country", "BD"),
        ("--replace", "Mill=Dyer"),
        ("--drop", "Mill", "--respread"),
        ("--drop", "Mill", "--ours"),
        ("--drop", "Dyer", "--drop", "Mill"),
        ("--replace", "Dyer=Mill", "--close-country", "BD"),
        ("--drop", "Dyer", "--drop", "Mill", "--respread", "--ours"),
    )
    for words in ways:
        doc = ask("whatif", "Brand", *words, store=store)
        before, after = doc["people_before"], doc["people_after"]
        assert after["open_harms"] == before["open_harms"], words
        assert after["workers"] == before["workers"], words
        touched = sum(f["open_harms"] for f in doc["facilities"])
        assert after["left_without_remedy"] == touched == before["open_harms"], words
        assert touched == (2 if "Mill" in " ".join(words).replace("Dyer=Mill", "") or "BD" in words else 0), words
    # Remedy does lower it: the ledger can move.
    cured = ask("whatif", "Brand", "--remediate", "Mill", store=store)
    assert cured["people_after"]["open_harms"] < cured["people_before"]["open_harms"]


def test_leaving_somebody_the_buyer_does_not_buy_from_touches_nobody_and_says_so(store: str) -> None:
    edges = "supplier,buyer,share,confidence\nSpinner,Mill,0.5,1\n"
    (path := Path(store.removeprefix("sqlite:")).parent / "more.csv").write_text(edges)
    ask("load", path, "--as", "edges", store=store)
    doc = ask("whatif", "Brand", "--drop", "Spinner", "--ours", store=store)
    assert doc["facilities"] == []
    assert all(c["before"] == c["after"] for c in doc["indicators"])
    assert any("isn't known to buy from Spinner directly" in n for n in doc["notes"])
    every = ask("whatif", "Brand", "--drop", "Spinner", store=store)
    assert [f["name"] for f in every["facilities"]] == ["Spinner"]
    assert any(
        "Nobody is known to buy from Brand" in n for n in ask("whatif", "Mill", "--drop", "Brand", store=store)["notes"]
    )
