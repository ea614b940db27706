"""The published files themselves, with counts written down beforehand (their README and `formats.md`)."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from headwater.graph.ids import brand_key
from headwater.graph.names import normalise
from headwater.graph.records import Assessment, Finding, Party, PartyKind, Prior, Record, Relation, RelationKind
from headwater.loaders.input.files import open_path
from headwater.loaders.port import InputFile, Loader, Options, Row
from headwater.loaders.registry import detect
from tests.running import shared_data

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"


@pytest.fixture(autouse=True)
def _data() -> None:
    shared_data()


class Loaded:
    """One file or folder, read by the loader that takes it."""

    def __init__(self, path: str | Path, **said: str) -> None:
        self.files: tuple[InputFile, ...] = open_path(DATA / path)
        found = detect(self.files)
        assert found is not None, f"no loader takes {path}"
        self.loader: Loader = found
        self.options = Options(source="real", **said)
        self.source = found.describe(self.files, self.options)
        self.rows: list[Row] = list(found.read(self.files, self.options))
        self.records: list[Record] = [r for row in self.rows for r in row.records]

    @property
    def facilities(self) -> list[Party]:
        return [r for r in self.records if isinstance(r, Party) and r.kind is PartyKind.FACILITY]

    def relations(self, kind: RelationKind) -> list[Relation]:
        return [r for r in self.records if isinstance(r, Relation) and r.kind is kind]

    def buyers(self) -> dict[str, int]:
        return dict(Counter(r.end for r in self.relations(RelationKind.SUPPLIES)))

    def codes(self) -> dict[str, int]:
        found = [w.code for row in self.rows for w in row.warnings]
        return dict(Counter(found + [row.rejected.code for row in self.rows if row.rejected]))

    def named(self, name: str) -> Party:
        (found,) = (f for f in self.facilities if f.name == name)
        return found


def test_nike_and_converse_2025() -> None:
    nike = Loaded("brands/nike_imap_export_2025-12.csv")
    assert nike.loader.NAME == "brand-list"
    assert len(nike.rows) == 687 and len(nike.facilities) == 687
    assert nike.source.dated == "2025-12"
    assert nike.source.publisher == "Nike, Inc."
    assert nike.buyers() == {"brand:nike": 651, "brand:converse": 36}
    assert Counter(f.facility_type for f in nike.facilities) == {
        "FINISHED GOODS": 487,
        "MATERIALS": 142,
        "FINISHED GOODS - COMPONENTS": 58,
    }
    assert Counter(r.tier for r in nike.relations(RelationKind.SUPPLIES)) == {1: 487, 2: 142 + 58}
    groups = [r for r in nike.records if isinstance(r, Party) and r.kind is PartyKind.GROUP]
    assert len(groups) == 326 + 1
    assert {(r.start, r.end) for r in nike.relations(RelationKind.MEMBER_OF) if r.start.startswith("brand:")} == {
        ("brand:nike", "group:nike"),
        ("brand:converse", "group:nike"),
    }
    assert not nike.relations(RelationKind.OWNS)
    assert all(f.country for f in nike.facilities) and len({f.country for f in nike.facilities}) == 37
    fjord = nike.named("Fjord, Ltd.")
    assert (fjord.country, fjord.region, fjord.postal_code) == ("US", "US-OR", "97071")
    assert (fjord.workers, fjord.women_share, fjord.migrant_share) == (114, 0.95, 0.0)
    assert nike.rows[0].number == 3 and nike.rows[-1].number == 689


def test_nike_2021_names_subcontractors_in_40_rows() -> None:
    nike = Loaded("brands/nike_2021-02_with_subcons.xls")
    assert len(nike.rows) == 498 and nike.source.dated == "2021-02"
    assert nike.buyers() == {"brand:nike": 498, "brand:converse": 6}
    says = [
        row
        for row in nike.rows
        if any(isinstance(r, Relation) and r.kind is RelationKind.SUBCONTRACTS_FOR for r in row.records)
    ]
    self_only = [row for row in nike.rows if row not in says and any(w.code == "self_reference" for w in row.warnings)]
    assert len(says) + len(self_only) == 40
    assert len(self_only) == 4  # Dong Guan Lien Hong, H&H Screening, Tukes Printing, Vega Balls
    names = {f.key: f.name for f in nike.facilities}
    keys = {v: k for k, v in names.items()}
    subs = nike.relations(RelationKind.SUBCONTRACTS_FOR)
    of = [names[r.start] for r in subs if r.end == keys["CHANG SHIN VIETNAM COMPANY, LTD."]]
    assert of == ["Framas Korea Vina Co., Ltd", "Hapco Screen Printing"]
    of = [names[r.start] for r in subs if r.end == keys["ALMAXTEX TEKSTIL SANAYI VE TICARET A.S."]]
    assert len(of) == 5 and of[0] == "ASENA 3 TEXTIL S.R.L."
    assert "HI TECH APPAREL CO LTD, BRANCH 70" in names.values()
    # One name, four namers in Vietnam, Brazil and Indonesia: four parties, so that nothing is merged blindly.
    hapco = {r.start for r in subs if names[r.start] == "Hapco Screen Printing"}
    assert len(hapco) == 4
    assert all(f.country is None for f in nike.facilities if f.key in {r.start for r in subs})
    assert nike.named("A & K DESIGNS, INC.").postal_code == "97220"
    assert nike.named("A & K DESIGNS, INC.").women_share == 0.71


def test_no_contact_column_is_kept() -> None:
    for path in ("brands/nike_2021-02_with_subcons.xls", "brands/nike_converse_adidas_2023_merged.csv"):
        extra = {k for f in Loaded(path).facilities for k in f.extra or {}}
        assert extra <= {"Region", "Events", "Line Workers", "Line_Workers", "Male_Workers"}


def test_the_older_nike_list_is_the_same_as_csv_and_xlsx() -> None:
    text, sheet = Loaded("brands/nike_factories_older.csv"), Loaded("brands/nike_factory_locations.xlsx")
    assert len(text.rows) == len(sheet.rows) == 618
    assert text.buyers() == {"brand:nike": 495 + 79, "brand:converse": 44 + 79}
    assert sheet.buyers() == text.buyers()
    plain = [r.model_dump(exclude={"provenance"}) for r in text.records]
    other = [r.model_dump(exclude={"provenance"}) for r in sheet.records]
    differ = [(a, b) for a, b in zip(plain, other, strict=True) if a != b]
    # The two files themselves differ in one cell: line workers of row 137.
    assert [(a.pop("extra"), b.pop("extra")) for a, b in differ] == [
        ({"Line Workers": "7769"}, {"Line Workers": "3980"})
    ]
    assert all(a == b for a, b in differ)
    assert text.source.dated is None
    # Rows whose State cell holds the country: it is left out, said, and never taken for a region.
    assert text.codes()["region_is_country"] == 47
    assert text.named("DEWHIRST SHANTA").region is None and text.named("DEWHIRST SHANTA").country == "BD"
    assert any(f.latitude for f in text.facilities)


def test_the_merged_list_of_2023() -> None:
    merged = Loaded("brands/nike_converse_adidas_2023_merged.csv")
    assert merged.loader.NAME == "merged-list"
    assert len(merged.rows) == 1017 and merged.source.dated == "2023"
    assert merged.buyers() == {"brand:nike": 607, "brand:converse": 35, "brand:adidas": 375}
    assert "empty Corporation_Brand are read as adidas's" in (merged.source.note or "")
    said = {r.end: r.confidence for r in merged.relations(RelationKind.SUPPLIES)}
    assert said == {"brand:nike": 0.95, "brand:converse": 0.95, "brand:adidas": 0.7}
    assert merged.named("A & K Designs, Inc.").women_share == pytest.approx(81 / 111)
    assert merged.named("Can Sports Shoes Co., Ltd.").women_share is None  # 6,493 women among 1,652 workers
    told = Loaded("brands/nike_converse_adidas_2023_merged.csv", buyer="adidas AG", dated="2023-05")
    assert told.source.dated == "2023-05"
    assert told.buyers()[brand_key("adidas AG")] == 375
    assert all(r.confidence == 0.95 for r in told.relations(RelationKind.SUPPLIES))


def test_the_merged_list_without_a_name_says_no_buyer(tmp_path: Path) -> None:
    shutil.copy(DATA / "brands/nike_converse_adidas_2023_merged.csv", tmp_path / "list.csv")
    merged = Loaded(tmp_path / "list.csv")
    assert merged.source.dated is None
    assert sum(merged.buyers().values()) == 642
    assert merged.codes()["brand_missing"] == 375
    assert "--buyer" in (merged.source.note or "")


ROWS_OF_LISTS = {
    2: 83,
    3: 19,
    4: 81,
    5: 64,
    6: 44,
    7: 30,
    8: 61,
    9: 34,
    10: 54,
    11: 55,
    12: 15,
    13: 26,
    14: 46,
    15: 351,
}


def test_the_hubs_contributor_lists() -> None:
    found = {n: Loaded(f"osh/contributor_lists/{n}.csv") for n in ROWS_OF_LISTS}
    assert {n: len(x.rows) for n, x in found.items()} == ROWS_OF_LISTS
    assert sum(len(x.rows) for x in found.values()) == 963  # the README's 663 is not the sum of its own counts
    assert {x.loader.NAME for x in found.values()} == {"osh-list"}
    assert not any(x.codes() for x in found.values())
    assert all(f.country for x in found.values() for f in x.facilities)
    assert not any(x.relations(RelationKind.SUPPLIES) for x in found.values())
    assert {x.source.licence for x in found.values()} == {None}, "the form is public, the list need not be"
    assert all("--licence CC-BY-SA-4.0" in (x.source.note or "") for x in found.values())


def test_list_12_is_the_same_from_three_kinds_of_file() -> None:
    text, old, new = (Loaded(f"osh/contributor_lists/12.{e}", buyer="Somebody") for e in ("csv", "xls", "xlsx"))
    plain = [[r.model_dump(exclude={"provenance"}) for r in x.records] for x in (text, old, new)]
    assert len(text.rows) == 15 and plain[0] == plain[1] == plain[2]
    assert [[r.number for r in x.rows] for x in (text, old, new)] == [list(range(2, 17))] * 3
    assert {r.confidence for r in text.relations(RelationKind.SUPPLIES)} == {0.95}


@pytest.mark.parametrize("number", [2, 12, 15])
def test_geocoded_lists_have_places(number: int) -> None:
    found = Loaded(f"osh/contributor_lists_geocoded/{number}.csv")
    assert len(found.rows) == ROWS_OF_LISTS[number] - (number == 2)  # the geocoded list 2 lacks one row
    assert sum(f.latitude is not None for f in found.facilities) > 0.9 * len(found.rows)
    for f in found.facilities:
        if f.country == "CN" and f.latitude is not None:
            assert 3 < f.latitude < 54 and f.longitude is not None and 73 < f.longitude < 136


def test_the_hubs_download() -> None:
    found = Loaded("osh/osh_download_wilmar.csv")
    assert found.loader.NAME == "osh-download" and len(found.rows) == 51
    assert {f.key for f in found.facilities} == {f"oshub:{f.os_id}" for f in found.facilities}
    assert not found.buyers()  # contributors are not buyers
    assert all(f.closed is False for f in found.facilities)
    assert sum(len(f.contributors or ()) > 1 for f in found.facilities) > 20
    names = {c for f in found.facilities for c in f.contributors or ()}
    assert "Roundtable on Sustainable Palm Oil (RSPO)" in names
    assert not any("[Public List]" in n for n in names)
    with (DATA / "osh/osh_download_wilmar.csv").open(encoding="utf-8") as stream:
        parents = {normalise(p) for row in csv.DictReader(stream) for p in row["parent_company"].split("|") if p}
    assert {r.end for r in found.relations(RelationKind.MEMBER_OF)} == {f"group:{p}" for p in parents}


def test_a_contributor_buys_only_where_the_user_says_so() -> None:
    rspo = "Roundtable on Sustainable Palm Oil (RSPO)"
    found = Loaded("osh/osh_download_wilmar.csv", buyer=rspo)
    naming = [f for f in found.facilities if rspo in (f.contributors or ())]
    assert 0 < len(naming) < 51
    assert {r.start for r in found.relations(RelationKind.SUPPLIES)} == {f.key for f in naming}
    assert {r.confidence for r in found.relations(RelationKind.SUPPLIES)} == {0.9}


def test_adidas_from_the_hubs_api() -> None:
    adidas = Loaded("osh/api_responses/facilities_contributor_127", buyer="adidas", dated="2022")
    assert adidas.loader.NAME == "osh-api"
    assert len(adidas.rows) == 589 and adidas.buyers() == {"brand:adidas": 589}
    assert len({f.key for f in adidas.facilities}) == 589
    assert adidas.source.note is None
    one = adidas.named("Advanced Processing Limited")
    assert (one.key, one.country) == ("oshub:GB20191431WPT6G", "GB")
    assert (one.latitude, one.longitude) == (53.759196, -1.87378)
    assert one.provenance.file == "page01.json" and one.provenance.row == 1


def test_pvh_is_the_larger_set_less_the_smaller(tmp_path: Path) -> None:
    """Membership: the API's contributors are joined by "or", so what only the set with PVH holds is PVH's."""

    def features(folder: str) -> dict[str, object]:
        pages = sorted((DATA / "osh/api_responses" / folder).glob("*.json"))
        return {f["id"]: f for p in pages for f in json.loads(p.read_text(encoding="utf-8"))["features"]}

    smaller = features("facilities_contributor_127_and_2729")
    larger = features("facilities_contributor_127_and_2729_714")
    assert (len(smaller), len(larger)) == (591, 1592)
    only = [f for i, f in larger.items() if i not in smaller]
    path = tmp_path / "pvh.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": only}), encoding="utf-8")
    pvh = Loaded(path, buyer="PVH")
    assert len(pvh.rows) == 1001 and pvh.buyers() == {"brand:pvh": 1001}


@pytest.mark.parametrize("folder, rows", [("union", 3505)])
def test_other_sets_of_the_api(folder: str, rows: int) -> None:
    found = Loaded(f"osh/api_responses/facilities_contributor_{folder}")
    assert len(found.rows) == rows
    assert not [r for r in found.rows if r.rejected]


def test_a_folder_that_lacks_a_page_says_so(tmp_path: Path) -> None:
    shutil.copy(DATA / "osh/api_responses/facilities_contributor_127/page01.json", tmp_path)
    assert "589" in (Loaded(tmp_path).source.note or "")


def test_the_goods_list_of_the_department_of_labor() -> None:
    ilab = Loaded("ilab/goods_2016.xml")
    priors = [r for r in ilab.records if isinstance(r, Prior)]
    assert len(ilab.rows) == 467 and not ilab.codes()
    assert ilab.source.dated == "2022"  # by its content, in spite of its name
    assert len(priors) == 2 * 467
    assert len({(p.country, p.good_name) for p in priors}) == 467

    def listed(good: str, issue: str) -> set[str]:
        return {p.country for p in priors if p.good_name == good and p.issue == issue and p.listed}

    assert listed("Garments", "forced_labour") == {"AR", "BD", "BR", "CN", "IN", "MY", "TH", "VN"}
    assert len({p.country for p in priors if p.good_name == "Garments"}) == 12
    assert {p.good for p in priors if p.good_name == "Garments"} == {"garments"}
    assert len({p.country for p in priors if p.good_name == "Cotton"}) == 16
    assert len({p.country for p in priors if p.good_name == "Textiles"}) == 7
    assert {p.country for p in priors if p.good_name == "Thread/Yarn"} == {"CN", "IN"}
    assert {p.country for p in priors if p.good_name == "Embellished Textiles"} == {"IN", "NP"}
    # 54 rows say Yes to forced child labour, which counts for both; 24 more say Yes to both, 43 to forced only.
    assert sum(p.listed for p in priors if p.issue == "forced_labour") == 54 + 24 + 43
    assert sum(p.listed for p in priors if p.issue == "child_labour") == 336 + 54 + 24
    keys = Counter(p.key for p in priors)
    assert max(keys.values()) == 1


def test_the_older_goods_list_has_no_edition_until_it_is_said() -> None:
    assert Loaded("ilab/complete_goods_by_good.xml").source.dated is None
    told = Loaded("ilab/complete_goods_by_good.xml", dated="2016")
    assert {p.edition for p in told.records if isinstance(p, Prior)} == {"2016"}


@pytest.mark.parametrize(
    "land, country, rows, reached",
    [("indonesia", "ID", 138, 11), ("pakistan", "PK", 11, 0), ("turkey", "TR", 11, 0), ("cambodia", "KH", 7, 0)],
)
def test_wage_gaps(land: str, country: str, rows: int, reached: int) -> None:
    path = f"wikirate/fashionchecker_{land}.json"
    gaps = Loaded(path)
    assert len(gaps.rows) == rows and not gaps.codes()
    assert {f.country for f in gaps.facilities} == {country}
    assert gaps.source.licence == "CC-BY-4.0" and gaps.source.dated == "2025-03-10"
    findings = [r for r in gaps.records if isinstance(r, Finding)]
    checks = [r for r in gaps.records if isinstance(r, Assessment)]
    items = json.loads((DATA / path).read_text(encoding="utf-8"))["items"]
    values = [float(i["value"]) for i in items]
    assert len(checks) == sum(v >= 100 for v in values) == reached
    assert len(findings) == rows - reached
    under = [v for v in values if v < 100]
    # The contract's table, written out: 80 and more 2, 60 and more 3, 40 and more 4, less 5.
    grades = [5 if v < 40 else 4 if v < 60 else 3 if v < 80 else 2 for v in under]
    assert [f.scale for f in findings] == grades
    assert {(f.irremediability, f.scope, f.state, f.source_type) for f in findings} <= {(2, None, "actual", "ngo")}
    assert {f.issue for f in findings} <= {"living_wage"}
    assert [f.observed for f in findings] == [str(i["year"]) for i in items if float(i["value"]) < 100]


@pytest.mark.parametrize(
    "path",
    [
        "wikirate/fashionchecker_living_wage_scores.json",
        "wikirate/companies_dedup_test.csv",
        "brands/wikirate_22_brands_sample.csv",
        "country/country-codes.csv",
        "fti/2020_brand_scores_semicolon.csv",
    ],
)
def test_no_published_format_claims_another_file(path: str) -> None:
    found = detect(open_path(DATA / path))
    assert found is None or found.NAME == "list"
