"""What is said of the real lists, counted again from the raw files by other means: csv, json, ElementTree and a sum."""

from __future__ import annotations

import csv
import json
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.answers.worlds import LISTS
from tests.running import ask, shared_data

IMAP, MERGED = "nike_imap_export_2025-12.csv", "nike_converse_adidas_2023_merged.csv"
COUNTRIES = {
    "BR": "Brazil", "CN": "China", "EG": "Egypt", "ID": "Indonesia", "JO": "Jordan", "KH": "Cambodia",
    "LK": "Sri Lanka", "PK": "Pakistan", "TH": "Thailand", "TR": "Turkey", "TW": "Taiwan", "VN": "Vietnam",
}  # fmt: skip
FORMS = frozenset({
    "ab", "ag", "and", "as", "bhd", "bv", "cia", "co", "company", "corp", "cv", "d", "de", "doo", "eireli", "gmbh",
    "inc", "jsc", "joint", "kft", "l", "lda", "limited", "llc", "llp", "lp", "ltd", "ltda", "member", "nv", "o", "plc",
    "private", "pt", "pte", "r", "s", "sa", "sac", "sarl", "sas", "sdn", "single", "sirketi", "snc", "spa", "srl",
    "sti", "stock", "tbk", "uab", "v",
})  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row of a list: its line in the file, whose it is, and where."""

    file: str
    line: int
    buyer: str
    name: str
    country: str
    workers: int | None
    key: tuple[str, str]


def words(name: str) -> str:
    """A name without accents, punctuation, case and legal forms; our own, not the product's."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))
    return " ".join(w for w in "".join(c if c.isalnum() else " " for c in bare).split() if w not in FORMS)


def rows(data: Path) -> list[Row]:
    out = []
    with (data / LISTS[0]).open(encoding="utf-8", newline="") as f:
        f.readline()
        for i, r in enumerate(csv.DictReader(f), 3):
            buyer, name, country = r["Nike, Inc. Brand(s)"], r["Factory Name"], r["Country / Region"]
            out.append(Row(IMAP, i, buyer, name, country, _number(r["Total Workers"]), (name, r["Address"])))
    with (data / LISTS[1]).open(encoding="utf-8", newline="") as f:
        for i, r in enumerate(csv.DictReader(f), 2):
            buyer, name = r["Corporation_Brand"] or "adidas", r["Factory_Name"]
            out.append(Row(MERGED, i, buyer, name, r["Country"], _number(r["Total_Workers"]), (name, r["Address"])))
    return out


def _number(cell: str) -> int | None:
    return int(cell.replace(",", "")) if cell.strip() else None


def facilities(held: Iterable[Row]) -> list[list[Row]]:
    """Rows of one country by facility: joined by name where each file has just one of it, else each by itself."""
    by_name: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for r in held:
        by_name[words(r.name)][r.file].append(r)
    out = []
    for files in by_name.values():
        if all(len(x) == 1 for x in files.values()):
            out.append([r for x in files.values() for r in x])
        else:
            out += [[r] for x in files.values() for r in x]
    return out


def wages(data: Path, name: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads((data / "wikirate" / name).read_text(encoding="utf-8"))["items"]
    return items


@pytest.fixture(scope="module")
def data() -> Path:
    return shared_data()


@pytest.fixture(scope="module")
def store(data: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:{tmp_path_factory.mktemp('oracle')}/store.db"
    ask("load", *(data / name for name in LISTS), store=url)
    return url


def test_each_brand_has_as_many_facilities_in_a_country_as_its_rows_name(data: Path, store: str) -> None:
    lists = rows(data)
    assert Counter(r.buyer for r in lists) == {"Nike": 1258, "Converse": 71, "adidas": 375}
    for buyer in ("Nike", "Converse", "adidas"):
        places = [p for t in ask("trace", buyer, store=store)["tiers"] for p in t["parties"]]
        said = Counter(p["country"] for p in places)
        for code, country in COUNTRIES.items():
            held = facilities(r for r in lists if r.country == country)
            assert said[code] == sum(any(r.buyer == buyer for r in f) for f in held), (buyer, country)


def test_a_wage_stands_in_the_register_only_where_one_row_of_each_list_has_its_name(data: Path, store: str) -> None:
    lists = rows(data)
    wanted: dict[str, set[tuple[str, int, int]]] = {"Nike, Inc.": set(), "adidas": set()}
    for code in ("ID", "KH", "PK", "TR"):
        file = f"fashionchecker_{COUNTRIES[code].lower()}.json"
        found = wages(data, file)
        for i, item in enumerate(found, 1):
            value = float(item["value"])
            alone = sum(words(x["company"]) == words(item["company"]) for x in found) == 1
            mine = [r for r in lists if r.country == COUNTRIES[code] and words(r.name) == words(item["company"])]
            if value < 100 and alone and mine and max(Counter(r.file for r in mine).values()) == 1:
                scale = next(s for s, below in ((5, 40), (4, 60), (3, 80), (2, 100)) if value < below)
                for r in mine:
                    wanted["adidas" if r.buyer == "adidas" else "Nike, Inc."].add((file, i, scale))
    assert {k: len(v) for k, v in wanted.items()} == {"Nike, Inc.": 9, "adidas": 7}
    for buyer, expected in wanted.items():
        register = ask("priorities", buyer, store=store)["rows"]
        assert {(ref["file"], ref["row"], r["severity"]) for r in register for ref in r["refs"]} == expected
        assert len(register) == len(expected)


def test_where_to_find_out_says_what_the_goods_list_says(data: Path, store: str) -> None:
    named = {"AR": "Argentina", "BD": "Bangladesh", "IN": "India", "MX": "Mexico", "MY": "Malaysia"} | COUNTRIES
    listed: dict[tuple[str, str], set[str]] = defaultdict(set)
    flags = {"Child_Labor": ["child_labour"], "Forced_Labor": ["forced_labour"]}
    flags["Forced_Child_Labor"] = ["child_labour", "forced_labour"]
    order = []
    for good in ET.parse(data / LISTS[2]).iter("Good"):
        for country in good.iter("Country"):
            name = (country.findtext("Country_Name") or "").split(" (")[0]
            order.append((name, good.findtext("Good_Name") or ""))
            for flag, issues in flags.items():
                if country.findtext(flag) == "Yes":
                    listed[name, good.findtext("Good_Name") or ""] |= set(issues)
    seen, other = 0, set()
    for buyer in ("Nike, Inc.", "adidas"):
        for line in ask("priorities", buyer, store=store)["context"]:
            country = named.get(line["country"])
            if country is not None:
                own_words = line["good"].partition(" (a list says: ")[2].removesuffix(")")
                said = country, own_words or line["good"]
                assert set(line["issues"]) == listed[said], line
                assert {order[ref["row"] - 1] for ref in line["refs"]} == {said}, line
                seen += 1
                other |= {(country, own_words)} if own_words else set()
    assert seen > 20
    assert other == {("Indonesia", "Footwear (sandals)")}, "the list names sandals there, and the register says so"


def _jeffreys(bad: int, n: int, mass: float = 0.9, steps: int = 200_000) -> tuple[float, float]:
    """Ends of the Jeffreys interval by adding up its Beta(bad + ½, n − bad + ½) in thin slices."""
    a, b = bad + 0.5, n - bad + 0.5
    half = math.pi / 2 / steps
    # x = sin² t takes the poles at 0 and 1 away
    at = [(i + 0.5) * half for i in range(steps)]
    weight = [math.exp((2 * a - 1) * math.log(math.sin(t)) + (2 * b - 1) * math.log(math.cos(t))) for t in at]
    total, run, ends = sum(weight), 0.0, []
    for t, w in zip(at, weight, strict=True):
        run += w / total
        if len(ends) < 2 and run >= ((1 - mass) / 2, (1 + mass) / 2)[len(ends)]:
            ends.append(math.sin(t) ** 2)
    return ends[0], ends[1]


@pytest.mark.parametrize(("code", "n", "bad"), [("ID", 138, 127), ("KH", 7, 7), ("PK", 11, 11), ("TR", 11, 11)])
def test_of_the_assessed_factories_as_many_fail_as_the_file_says(
    data: Path, store: str, code: str, n: int, bad: int
) -> None:
    items = wages(data, f"fashionchecker_{COUNTRIES[code].lower()}.json")
    assert (len({i["company"] for i in items}), sum(float(i["value"]) < 100 for i in items)) == (n, bad)
    (row,) = ask("systemic", "--country", code, store=store)["rows"]
    assert (row["assessed"], row["non_compliant"]) == (n, bad)
    low, high = _jeffreys(bad, n)
    high = 1.0 if bad == n else high  # by convention (Brown, Cai and DasGupta 2001)
    assert (row["low"], row["high"]) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@pytest.mark.parametrize(("buyer", "ours"), [("Nike", True), ("adidas", True), ("Nike", False)])
@pytest.mark.parametrize("code", ["ID", "KH", "TH"])
def test_the_people_of_a_country_that_is_left_are_those_of_the_lists(
    data: Path, store: str, buyer: str, ours: bool, code: str
) -> None:
    held = facilities(r for r in rows(data) if r.country == COUNTRIES[code])
    gone = [f for f in held if not ours or any(r.buyer == buyer for r in f)]
    newest = [sorted(f, key=lambda r: r.file == IMAP)[-1].workers for f in gone]
    asked = ("--close-country", code, "--issue", "living_wage", *(["--ours"] if ours else []))
    doc = ask("whatif", buyer, *asked, store=store)
    for ledger in (doc["people_before"], doc["people_after"]):
        assert (ledger["facilities"], ledger["workers"]) == (len(gone), sum(w or 0 for w in newest))
    alone = [f for f in gone if not ours or {r.buyer for r in f} == {buyer}]
    assert len(doc["orphaned"]) == len(alone)


def test_two_brands_share_what_both_name(data: Path, store: str) -> None:
    lists = rows(data)
    at = {(r.file, r.line): r for r in lists}
    for a, b in (("Nike", "Converse"), ("Nike", "adidas"), ("Converse", "adidas")):
        wanted = 0
        for country in {r.country for r in lists}:
            held = facilities(r for r in lists if r.country == country)
            wanted += sum({a, b} <= {r.buyer for r in f} for f in held)
        shared = ask("share", a, b, store=store)["facilities"]
        assert len(shared) == wanted, (a, b)
        for f in shared:
            for h in f["holds"]:
                said = {
                    (f"brand:{r.buyer.casefold()}", words(r.name)) for r in (at[x["file"], x["row"]] for x in h["refs"])
                }
                assert said == {(h["company"], words(f["name"]))}, f
