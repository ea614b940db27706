"""Rules of the method, from CSV files through the command line: each number worked by hand. All made up.

One store holds many small worlds side by side; what isn't linked doesn't touch.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.method_rows import FORCED, GOODS, RAW, Rows, checked, facility, found, grave, line, sold, table, write
from tests.running import TODAY, ask


@pytest.fixture(scope="module")
def mills(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Facilities, each with evidence of its own, and who buys there."""
    folder = tmp_path_factory.mktemp("mills")
    names = ("Remedied", "Old rumour", "Graded", "Same family", "Clean", "Clean once", "Clean twice", "Two points")
    parties = [facility(n) for n in names]
    edges = [sold(n) for n in names]
    findings = [
        found("Remedied", observed="2024-11-22", remedied_effect=0.8),
        found("Old rumour", "allegation", observed="2022-11-22", **grave(5)),
        found("Graded", point="overtime", scale=2, scope=4, irremediability=1),
        found("Same family", event="E1", text="one report", **grave(5)),
        found("Same family", event="E1", text="another of the same house", **grave(5)),
        found(
            "Two points",
            "allegation",
            point="forced_labour_and_overtime",
            state="potential",
            likelihood=0.4,
            **grave(1),
        ),
    ]
    checks = [checked("Clean", p, TODAY) for p in FORCED] + [checked("Clean once", p, "2022-11-22") for p in FORCED]
    checks += [checked("Clean twice", p, d) for p in FORCED for d in ("2022-11-22", TODAY)]
    # Two reports and one prior, hand-worked: by finding and by nobody.
    parties += [facility("Heavy"), facility("Light"), line("parties", id="Brand", name="Brand", kind="brand")]
    edges += ["Heavy,Brand,0.5,1,,", "Light,Brand,0.2,1,,"]
    findings += [found("Heavy", "press", event="E1", **grave(5)), found("Heavy", event="E2", **grave(5))]
    # Companies of which more or less is looked at: 50, 40 and 41 % of what is mapped.
    parties += [facility(n) for n in ("Seen", "Unseen")]
    checks += [checked("Seen", "coercion", TODAY)]
    for name, share in (("P", 0.5), ("Q", 0.4), ("R", 0.41)):
        edges += [f"Seen,{name},{share},1,,", f"Unseen,{name},{1 - share},1,,"]
    # One pair, two products.
    edges += ["Clean,Twofold,0.3,0.5,,shirts", "Clean,Twofold,0.4,0.8,,trousers"]
    # The same goods of one country, in the regions that a list names apart, and in others.
    for n, region, good in (
        ("Cotton of Xinjiang", "Xinjiang", "Cotton"), ("Cotton of Hubei", "Hubei", "Cotton"),
        ("Garments of Guangdong", "Guangdong", "Garments"), ("Garments of Hubei", "Hubei", "Garments"),
    ):  # fmt: skip
        parties.append(facility(n, country="CN", region=region, good=good))
    url = write(
        f"sqlite:{folder / 'mills.db'}",
        folder,
        {"parties": parties, "edges": edges, "findings": findings, "assessments": checks},
    )
    said = "".join(
        f"<Good><Good_Name>{good}</Good_Name><Countries><Country><Country_Name>China</Country_Name>"
        f"<Country_Region>{region}</Country_Region><Child_Labor>No</Child_Labor><Forced_Labor>{listed}</Forced_Labor>"
        "<Forced_Child_Labor>No</Forced_Child_Labor></Country></Countries></Good>"
        for good, region, listed in GOODS
    )
    (folder / "goods.xml").write_text(f"<Goods>{said}</Goods>", encoding="utf-8")
    ask("load", folder / "goods.xml", "--fictional", store=url)
    return url


@pytest.fixture(scope="module")
def chances(mills: str) -> Rows:
    """p of each facility: nothing is upstream of it, so its worst path is its own."""
    return table(mills, "--indicator", "worst_path", "--issue", "forced_labour")


@pytest.fixture(scope="module")
def risks(mills: str) -> Rows:
    return table(mills, "--issue", "forced_labour")


def test_u3_a_verified_remedy_takes_away_its_verified_part(chances: Rows) -> None:
    assert chances["Remedied"]["value"] == pytest.approx(0.3772, abs=1e-12)


def test_u3_the_undecayed_allegation_is_the_upper_end(mills: str, chances: Rows) -> None:
    assert chances["Old rumour"]["value"] == pytest.approx(0.2125, abs=1e-9)
    assert chances["Old rumour"]["high"] == pytest.approx(1 - 0.5 * 0.75, abs=1e-9)
    assert chances["Old rumour"]["low"] == pytest.approx(1 - 0.99 * 0.875, abs=1e-9)
    doc = ask("explain", "Buyer of Old rumour", "--issue", "forced_labour", store=mills)
    (alone,) = [p["alone"] for p in doc["width"]["parts"] if p["kind"] == "event"]
    assert doc["value"] == pytest.approx(0.2125, abs=1e-9)
    assert doc["value"] + alone == pytest.approx(0.325, abs=1e-9)


def test_severity_is_the_largest_part_and_weighs_what_the_finding_says(mills: str) -> None:
    (row,) = ask("priorities", "Buyer of Graded", store=mills)["rows"]
    assert (row["severity"], row["scale"], row["scope"], row["irremediability"]) == (4, 2, 4, 1)
    got = table(mills, "--issue", "working_time")["Buyer of Graded"]
    # What the audit (0.7) says weighs 4 of 5; what is left of the prior weighs the point's 3 of 5.
    assert got["evidence"] == pytest.approx(0.7 * 0.8, abs=1e-12)
    assert got["context"] == pytest.approx(0.3 * 0.1 * 0.6, abs=1e-12)


def test_reports_of_one_family_count_once(mills: str, chances: Rows) -> None:
    assert chances["Same family"]["value"] == pytest.approx(1 - 0.9 * 0.3, abs=1e-12)
    (row,) = ask("priorities", "Buyer of Same family", store=mills)["rows"]
    assert row["findings"] == 1
    assert len(row["refs"]) == 2


def test_clean_checks_decay_and_one_programme_counts_once_by_its_strongest(chances: Rows) -> None:
    def left(power: float) -> float:
        return 0.1 * (1 - power) / (1 - 0.1 * power)

    # Detection 0.25, credibility 0.7; 1,461 days are one half-life of forced labour.
    assert chances["Clean"]["value"] == pytest.approx(left(0.175), abs=1e-12)
    assert chances["Clean once"]["value"] == pytest.approx(left(0.0875), abs=1e-12)
    assert chances["Clean twice"]["value"] == pytest.approx(left(0.175), abs=1e-12)


def test_the_low_end_of_an_issue_is_the_largest_over_its_points(risks: Rows, chances: Rows) -> None:
    got = risks["Buyer of Two points"]
    # The gravest point has no event: 0.1, from 0.01. The other's allegation, 0.25 · 0.4 and severity 1 of 5, makes
    # 0.02 + 0.9 · 0.08, less than that; but it stands at its low end too: 0.02 + 0.9 · 0.008.
    assert got["value"] == pytest.approx(0.1, abs=1e-12)
    assert got["low"] == pytest.approx(0.1 * 0.2 + 0.9 * 0.01 * 0.8, abs=1e-12)
    assert chances["Two points"]["low"] == pytest.approx(1 - 0.99 * 0.9, abs=1e-12)


def test_the_row_of_a_region_stands_over_that_of_its_country(chances: Rows) -> None:
    got = {n: r["value"] for n, r in chances.items() if " of " in n and "Buyer" not in n}
    assert got == pytest.approx(
        {"Cotton of Xinjiang": 0.2, "Cotton of Hubei": 0.1, "Garments of Guangdong": 0.1, "Garments of Hubei": 0.2},
        abs=1e-12,
    )


def test_shares_of_one_pair_add_over_products_and_confidence_is_the_largest(mills: str, chances: Rows) -> None:
    p = chances["Clean"]["value"]
    got = table(mills, "--issue", "forced_labour", *RAW)
    # Raw: the buyer's own prior, and alpha times 0.7 of the mill's s.
    assert got["Twofold"]["value"] - 0.1 == pytest.approx(0.85 * 0.7 * p, abs=1e-12)
    doc = ask("explain", "Twofold", "--issue", "forced_labour", store=mills)
    (part,) = [x for x in doc["by_supplier"]["parts"] if x["kind"] == "supplier"]
    assert (part["share"], len(part["refs"])) == (pytest.approx(0.7, abs=1e-12), 2)
    linked = ask("explain", "Twofold", "--indicator", "worst_path", "--issue", "forced_labour", store=mills)
    assert doc["mapped"] == pytest.approx(0.7, abs=1e-12)
    assert table(mills, "--indicator", "linked_harm", "--issue", "forced_labour")["Twofold"]["value"] == pytest.approx(
        1 - 0.9 * (1 - 0.8 * p), abs=1e-12
    )
    assert linked["value"] == pytest.approx(0.1, abs=1e-12)


def test_compare_orders_only_those_whose_assessed_shares_lie_under_ten_points_apart(mills: str) -> None:
    (apart,) = ask("compare", "P", "Q", "--issue", "forced_labour", store=mills)["issues"]
    assert [r["assessed"] for r in apart["rows"]] == pytest.approx([0.5, 0.4], abs=1e-12)
    assert apart["orders"] == []
    assert any("There is no order of all" in x for x in apart["reasons"])
    (near,) = ask("compare", "P", "R", "--issue", "forced_labour", store=mills)["issues"]
    assert [sorted(r["name"] for r in o["rows"]) for o in near["orders"]] == [["P", "R"]]
    (three,) = ask("compare", "P", "Q", "R", "--issue", "forced_labour", store=mills)["issues"]
    assert [sorted(r["name"] for r in o["rows"]) for o in three["orders"]] == [["Q", "R"], ["P", "R"]]


# ---- lists that add up


def whole(doc: dict[str, Any]) -> None:
    """Where nothing is left out nothing is left over, and each of the three columns adds up."""
    for name in ("by_supplier", "by_origin", "by_finding"):
        block = doc[name]
        assert block["left_out"] == 0, name
        assert max(abs(block[x]) for x in ("rest", "rest_evidence", "rest_context", "rest_unmapped")) <= 1e-9, name
        for column in ("evidence", "context", "unmapped"):
            total = sum(p[column] for p in block["parts"])
            assert total == pytest.approx(doc[column], abs=1e-9), (name, column)
        assert sum(p["amount"] for p in block["parts"]) == pytest.approx(doc["value"], abs=1e-9), name


def test_every_finding_has_the_amount_worked_by_hand(mills: str) -> None:
    doc = ask("explain", "Brand", "--issue", "forced_labour", "--top", 100, store=mills)
    # Heavy: press 0.5 and audit 0.7 make 1 - 0.5 · 0.3 = 0.85, split as 5 to 7; of the prior 0.15 · 0.1 is left.
    # Light: the prior 0.1. Three tenths are bought of nobody knows whom, at 0.1.
    expect = {
        ("finding", "Heavy", "press"): 0.5 * 0.85 * 5 / 12,
        ("finding", "Heavy", "audit"): 0.5 * 0.85 * 7 / 12,
        ("context", "Heavy", ""): 0.5 * 0.015,
        ("context", "Light", ""): 0.2 * 0.1,
        ("unmapped", "", ""): 0.3 * 0.1,
    }
    parts = [(p["kind"], "".join(p["names"]), p["amount"]) for p in doc["by_finding"]["parts"]]
    want = sorted(((k, n, v) for (k, n, _), v in expect.items()), key=lambda x: -x[2])
    assert [x[:2] for x in parts] == [x[:2] for x in want]
    assert [x[2] for x in parts] == pytest.approx([x[2] for x in want], abs=1e-12)
    assert doc["value"] == pytest.approx(0.4825, abs=1e-12)
    assert (doc["evidence"], doc["context"], doc["unmapped"]) == pytest.approx((0.425, 0.0275, 0.03), abs=1e-12)
    rows = [[(r["file"], r["row"]) for r in p["refs"]] for p in doc["by_finding"]["parts"] if p["kind"] == "finding"]
    files = [{f for f, _ in refs} for refs in rows]
    assert files == [{"findings.csv"}, {"findings.csv"}]
    assert rows[0] != rows[1]
    nobody = doc["by_unmapped"]
    assert [(p["names"], p["amount"]) for p in nobody["parts"]] == [(["Brand"], pytest.approx(0.03, abs=1e-12))]
    assert abs(nobody["rest"]) <= 1e-9


@pytest.mark.parametrize("more", [(), RAW], ids=["prior", "none"])
@pytest.mark.parametrize("name", ["Brand", "P", "Twofold", "Buyer of Graded"])
def test_each_column_of_each_list_adds_up_without_a_rest(name: str, more: tuple[str, ...], mills: str) -> None:
    doc = ask("explain", name, "--issue", "forced_labour", "--top", 100, *more, store=mills)
    whole(doc)
    assert doc["evidence"] + doc["context"] + doc["unmapped"] == pytest.approx(doc["value"], abs=1e-12)
    nobody = doc["by_unmapped"]
    assert sum(p["amount"] for p in nobody["parts"]) == pytest.approx(doc["unmapped"], abs=1e-9)
    assert abs(nobody["rest"]) <= 1e-9
    if more:
        assert doc["unmapped"] == 0.0
    for name_ in ("by_path", "by_route"):
        for column in ("evidence", "context", "unmapped"):
            told = sum(p[column] for p in doc[name_]["parts"])
            assert told == pytest.approx(doc[column], abs=1e-9), (name_, column)


# ---- the register


ORDER = "KJIGHFEDCBA"


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One buyer; each facility has one finding and stands before, in the alphabet, whoever comes before it."""
    folder = tmp_path_factory.mktemp("works")
    said: list[dict[str, object]] = [
        {"scale": 5, "state": "potential", "likelihood": 0.1, "affected": 1},
        {"scale": 4, "state": "potential", "likelihood": 0.2, "affected": 1, "delay_irremediable": "yes"},
        {"scale": 4, "state": "actual", "affected": 1000},
        {"scale": 4, "state": "actual", "affected": 10},
        {"scale": 4, "state": "actual", "affected": 10},
        {"scale": 4, "state": "actual"},
        {"scale": 4, "state": "potential", "likelihood": 0.5, "affected": 9000},
        {"scale": 4, "state": "potential", "likelihood": 0.4, "affected": 9500},
        {"scale": 4, "state": "potential", "affected": 9900},
        {"scale": 4, "state": "actual", "affected": 99998, "delay_irremediable": "no"},
        {"scale": 3, "state": "actual", "affected": 99999, "delay_irremediable": "yes"},
    ]
    names = list(ORDER)
    tables = {
        "parties": [facility(n) for n in names],
        "edges": [f"{n},Buyer,{0.05 + 0.001 * i:.3f},1,," for i, n in enumerate(names)],
        "findings": [found(n, **x) for n, x in zip(names, said, strict=True)],
    }
    return write(f"sqlite:{folder / 'works.db'}", folder, tables)


def test_severity_comes_before_delay_delay_before_likelihood_and_likelihood_before_people(works: str) -> None:
    rows = ask("priorities", "Buyer", store=works)["rows"]
    assert "".join(r["name"] for r in rows) == ORDER
    assert [r["rank"] for r in rows] == [1, 2, 3, 4, 4, 6, 7, 8, 9, 10, 11]
    assert [r["severity"] for r in rows] == [5, *[4] * 9, 3]
    # Of one severity: what delay makes irremediable, then where nobody says so, then where it doesn't.
    assert [r["delay_irremediable"] for r in rows] == [None, True, *[None] * 7, False, True]
    # Of that: what happened, then by likelihood, the unknown last; of that by people, the unknown last.
    assert [r["likelihood"] for r in rows] == [0.1, 0.2, 1, 1, 1, 1, 0.5, 0.4, None, 1, 1]
    assert [r["affected"] for r in rows] == [1, 1, 1000, 10, 10, None, 9000, 9500, 9900, 99998, 99999]
    assert "affected" in rows[5]["unknown"]
    assert "likelihood" in rows[8]["unknown"]
