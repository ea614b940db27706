"""Write the fictional world as files in the real formats."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from headwater.demo.evidence import (
    ACTION_COLUMNS,
    ASSESSMENT_COLUMNS,
    FINDING_COLUMNS,
    action_rows,
    assessment_rows,
    finding_rows,
)
from headwater.demo.names import LANDS
from headwater.demo.world import (
    LARKSPUR,
    MARRAM,
    OSSIFRAGE,
    QUILLMERE,
    THISTLEDOWN,
    TOLLIVER,
    Facility,
    World,
    build,
)

SAID = "FICTIONAL demonstration data: no company, facility or finding in it exists"
"""Stands in each file."""
PAGE = 25
"""Features a GeoJSON page."""


@dataclass(frozen=True, slots=True)
class DemoFile:
    """One load of the demo: what `headwater load` is told. `path` is a file, or a folder of pages."""

    path: Path
    format: str | None
    """The loader's NAME; None: found from the content, as a person's own list would be."""
    source: str
    buyer: str | None = None
    dated: str | None = None
    licence: str | None = None
    country: str | None = None
    completeness: float | None = None
    unknown_list: bool = False
    """A list nobody knows: its proposed mapping is to be confirmed."""


def write_world(folder: Path, *, seed: int = 7) -> list[DemoFile]:
    """Write the world's files into `folder` and give the loads, in order; the same seed, the same bytes.

    Args:
        folder: Made where it isn't there; files of the same names are overwritten.
        seed: Chooses names, sizes and who supplies whom. The story stays the same.

    Returns:
        What to load, each with its format and what the list's publisher would have said beside it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    world = build(seed)
    audits, voices = (finding_rows(world, seed, voices=said) for said in (False, True))
    cc0 = "CC0-1.0"
    pages = folder / "fictional_oshub_marram_mire"
    _oshub_pages(pages, world)
    wages = folder / "fictional_wage_gaps_turkey.json"
    return [
        DemoFile(_brand_list(folder / "fictional_larkspur_vale_2025-12.csv", world), "brand-list",
                 "fictional Larkspur & Vale factory list", licence=cc0),
        DemoFile(pages, "osh-api", "fictional open registry, facilities of Marram & Mire", buyer=MARRAM,
                 dated="2025-10-31", licence=cc0),
        DemoFile(_oshub_download(folder / "fictional_oshub_download.csv", world, seed), "osh-download",
                 "fictional open registry, download for Tolliver Finchbury", buyer=TOLLIVER, dated="2025-11-15",
                 licence=cc0),
        DemoFile(_contributor_list(folder / "fictional_quillmere_list.csv", world), "osh-list",
                 "fictional Quillmere list", buyer=QUILLMERE, dated="2025-09-01", licence=cc0),
        DemoFile(_german_list(folder / "fictional_ossifrage_lieferanten.csv", world), None,
                 "fictional Ossifrage Denim list", buyer=OSSIFRAGE, dated="2025-08", unknown_list=True),
        DemoFile(_goods(folder / "fictional_goods_list.xml"), "ilab-goods",
                 "fictional goods list in the form of ILAB's", dated="2025", licence=cc0),
        DemoFile(_parties(folder / "fictional_parties.csv", world), "parties", "fictional parties", dated="2025-12",
                 licence=cc0),
        DemoFile(_edges(folder / "fictional_edges.csv", world), "edges", "fictional supply links", dated="2025-12",
                 licence=cc0, completeness=0.8),
        DemoFile(_table(folder / "fictional_findings_audits.csv", FINDING_COLUMNS, audits),
                 "findings", "fictional audits and authorities", dated="2025-12", licence=cc0),
        DemoFile(_table(folder / "fictional_findings_voices.csv", FINDING_COLUMNS, voices),
                 "findings", "fictional NGOs and press", dated="2025-12", licence=cc0),
        DemoFile(_table(folder / "fictional_assessments.csv", ASSESSMENT_COLUMNS, assessment_rows(world, seed)),
                 "assessments", "fictional works programme", dated="2025-12", licence=cc0),
        DemoFile(_table(folder / "fictional_actions.csv", ACTION_COLUMNS, action_rows(world)),
                 "actions", "fictional actions under way", dated="2025-12", licence=cc0),
        DemoFile(_wages(wages, world), "wikirate-wage-gap", "fictional wage gaps", country="TR", licence=cc0),
    ]  # fmt: skip


def _write(path: Path, rows: Iterable[Sequence[object]], *, delimiter: str = ",", end: str = "\n") -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(rows)
    return path


def _table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """A template's file: the header, then the rows; who wrote it is in the file's name and the source's."""
    return _write(path, [columns, *rows])


def _text(value: object) -> str:
    """Empty for unknown, never 0."""
    return "" if value is None else str(value)


def _heads(workers: int | None, share: float | None) -> str:
    return "" if workers is None or share is None else str(round(workers * share))


def _percent(share: float | None) -> str:
    return "" if share is None else str(round(share * 100))


def _brand_list(path: Path, world: World) -> Path:
    """In the form of a sportswear group's map export: a title row with the date, then the header."""
    columns = ["Factory Name", "Factory Type", "Product Type Type", "Brand(s)", "Events", "Supplier Group",
               "Address", "City", "State", "Postal Code", "Country / Region", "Region", "Total Workers", "Line Workers",
               "% Female Workers", "% Migrant Workers"]  # fmt: skip
    title = [f"Data Export - {SAID} - Filters applied: (none) Data As Of DEC 2025", *[""] * (len(columns) - 1)]
    rows: list[list[str]] = []
    for f in world.facilities:
        brands = [b for b in (LARKSPUR, THISTLEDOWN) if b in f.lists]
        if not brands:
            continue
        kind = "FINISHED GOODS" if f.tier == 1 else "MATERIALS"
        line = _text(None if f.workers is None else int(f.workers * 0.8))
        rows.append([f.name, kind, "Apparel", ", ".join(brands), "", (f.owner or "").upper(), f.address, f.place.city,
                     f.place.state, "", LANDS[f.country].name, LANDS[f.country].area, _text(f.workers), line,
                     _percent(f.women), _percent(f.migrants)])  # fmt: skip
    return _write(path, [title, columns, *rows], end="\r\n")


def _feature(f: Facility) -> dict[str, object]:
    properties = {
        "name": f.name, "address": f"{f.address}, {f.place.city}, {f.place.state}, {LANDS[f.country].name}",
        "country_code": f.country, "os_id": f.os_id, "country_name": LANDS[f.country].name,
        "has_approved_claim": False, "ppe_product_types": None, "ppe_contact_phone": None, "ppe_contact_email": None,
        "ppe_website": None, "is_closed": None,
    }  # fmt: skip
    point = {"type": "Point", "coordinates": [f.place.longitude, f.place.latitude]}
    return {"id": f.os_id, "type": "Feature", "geometry": point, "properties": properties}


def _oshub_pages(folder: Path, world: World) -> None:
    """In the form of the registry's API: GeoJSON pages, [longitude, latitude], links that lead nowhere."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("page*.json"):
        old.unlink()
    listed = world.listed(MARRAM)
    for number, start in enumerate(range(0, len(listed), PAGE), start=1):
        part = listed[start : start + PAGE]
        east, north = [f.place.longitude for f in part], [f.place.latitude for f in part]
        more = start + PAGE < len(listed)
        page = {
            "type": "FeatureCollection", "note": SAID, "count": len(listed),
            "next": f"https://registry.invalid/api/facilities/?page={number + 1}" if more else None, "previous": None,
            "features": [_feature(f) for f in part], "extent": [min(east), min(north), max(east), max(north)],
        }  # fmt: skip
        text = json.dumps(page, ensure_ascii=False, indent=1)
        (folder / f"page{number:02d}.json").write_text(text + "\n", encoding="utf-8")


def _oshub_download(path: Path, world: World, seed: int) -> Path:
    """In the form of the registry's download: 17 columns; other worker counts and names than the brands' lists."""
    random = Random(seed + 2)
    columns = ["os_id", "contribution_date", "name", "address", "country_code", "country_name", "lat", "lng", "sector",
               "contributor (list)", "number_of_workers", "parent_company", "processing_type_facility_type_raw",
               "facility_type", "processing_type", "product_type", "is_closed"]  # fmt: skip
    listed = world.listed(TOLLIVER)
    rows: list[list[object]] = []
    for f in listed:
        by = ["Tolliver Finchbury (fictional) [Public List] (Fictional Tolliver list 2025)"]
        by += ["An Auditor / Certification Scheme / Service Provider"] if random.random() < 0.4 else []
        # The registry counts otherwise than the brand's list: a conflict to show, not to settle.
        size = f.workers or 0
        counts = [str(int(size * 0.7)), "1001-5000" if size > 1000 else "1-1000"]
        workers = random.choice(counts) if f.workers else ""
        product = random.choice(["Knitwear", "Woven shirts", "Denim trousers"])
        name = f.name.upper() if random.random() < 0.3 else f.name
        kind = "Final Product Assembly"
        rows.append([f.os_id, "2025-11-15", name, f"{f.address}, {f.place.city}", f.country, LANDS[f.country].name,
                     f.place.latitude, f.place.longitude, "Apparel", "|".join(by), workers, f.owner or "", kind, kind,
                     "Sewing", product, "False"])  # fmt: skip
    return _write(path, [columns, *rows])


def _contributor_list(path: Path, world: World) -> Path:
    """In the form of a contributor's list: four columns; countries as names, in capitals, as codes; one ragged row."""
    rows: list[list[str]] = [["country", "name", "address", "sector"]]
    for number, f in enumerate(world.listed(QUILLMERE)):
        land = LANDS[f.country]
        country = (land.name, land.upper, land.code)[number % 3]
        rows.append([country, f.name, f"{f.address}, {f.place.city}, {land.name}", "Apparel"])
    rows.append(["Bangladesh", "Ragged Row Knitting (fictional)"])
    return _write(path, rows, end="\r\n")


def _german_list(path: Path, world: World) -> Path:
    """A list nobody knows: German headers, semicolons, some rows without a country but with a city."""
    rows: list[list[str]] = [["Lieferant", "Straße", "Ort", "Land", "Branche", "Beschäftigte"]]
    german = {"BD": "Bangladesch", "VN": "Vietnam", "KH": "Kambodscha", "CN": "China", "IN": "Indien", "TR": "Türkei",
              "ID": "Indonesien", "PK": "Pakistan", "EG": "Ägypten", "JO": "Jordanien", "PT": "Portugal",
              "MY": "Malaysia", "NP": "Nepal"}  # fmt: skip
    for number, f in enumerate(world.listed(OSSIFRAGE)):
        country = "" if number % 3 == 1 else german[f.country]
        rows.append([f.name, f.address, f.place.city, country, "Bekleidung", _text(f.workers)])
    # Named like a facility of another list, but no country is given: for the review list, not together.
    rows.append([world.named["zorvani"].name, "", "", "", "Bekleidung", ""])
    # Two facilities of one name in one country: ambiguous for whoever lists that name too.
    twin = next(f for f in world.listed(LARKSPUR) if f.country == "VN" and OSSIFRAGE not in f.lists)
    for plot in ("Fictional Road 1", "Fictional Road 2"):
        rows.append([twin.name, plot, twin.place.city, "Vietnam", "Bekleidung", ""])
    return _write(path, rows, delimiter=";")


GOODS: tuple[tuple[str, str, tuple[tuple[str, str, str, str], ...]], ...] = (
    # good, sector, (country, child labour, forced labour, forced child labour)
    ("Cotton", "Agriculture", (("China", "No", "Yes", "No"), ("India", "Yes", "No", "No"),
                               ("Pakistan", "Yes", "No", "No"))),
    ("Garments", "Manufacturing", (("Bangladesh", "Yes", "Yes", "No"), ("Malaysia", "No", "Yes", "No"),
                                   ("Turkey (Türkiye)", "Yes", "No", "No"), ("Vietnam", "Yes", "No", ""))),
    ("Textiles", "Manufacturing", (("China", "No", "Yes", "No"), ("Pakistan", "Yes", "No", "No"))),
    ("Thread/Yarn", "Manufacturing", (("China", "No", "Yes", "No"), ("India", "Yes", "Yes", "Yes"))),
)  # fmt: skip


def _goods(path: Path) -> Path:
    """In the form of the ILAB goods list. Its rows are made up for the demo: it is not ILAB's list."""
    areas = {"Turkey (Türkiye)": "Europe and Eurasia"}
    lines = [f"<!-- {SAID}. In the form of ILAB's goods list, but not that list. -->", "<Goods>"]
    for good, sector, countries in GOODS:
        lines += ["  <Good>", f"    <Good_Name>{escape(good)}</Good_Name>", f"    <Good_Sector>{sector}</Good_Sector>",
                  "    <Countries>"]  # fmt: skip
        for country, child, forced, both in countries:
            lines += [
                "      <Country>", f"        <Country_Name>{escape(country)}</Country_Name>",
                f"        <Country_Region>{areas.get(country, 'Indo-Pacific')}</Country_Region>",
                f"        <Child_Labor>{child}</Child_Labor>", f"        <Forced_Labor>{forced}</Forced_Labor>",
                f"        <Forced_Child_Labor>{both}</Forced_Child_Labor>",
                "        <Derived_Labor_Exploitation>No</Derived_Labor_Exploitation>",
                "        <Derived_Country>No</Derived_Country>", "      </Country>",
            ]  # fmt: skip
        lines += ["    </Countries>", "  </Good>"]
    path.write_text("\n".join([*lines, "</Goods>"]) + "\n", encoding="utf-8")
    return path


def _parties(path: Path, world: World) -> Path:
    """Our own template: every facility, with what its own lists don't say."""
    columns = ["id", "name", "kind", "country", "region", "good", "chain_end", "workers", "women", "migrants"]
    rows: list[list[str]] = []
    for f in world.facilities:
        women, migrants = (_heads(f.workers, share) for share in (f.women, f.migrants))
        end = "yes" if f.chain_end else ""
        rows.append(
            [f.key, f.name, "facility", f.country, f.region or "", f.good, end, _text(f.workers), women, migrants]
        )
    rows += [[*organisation, "", "", "", "", "", ""] for organisation in world.organisations]
    return _table(path, columns, rows)


def _edges(path: Path, world: World) -> Path:
    """Our own template for networks: links with and without shares, and the other relations."""
    columns = ["supplier", "buyer", "share", "confidence", "kind", "product", "since", "until", "tier"]
    rows = [[x.start, x.end, _text(x.share), "", x.kind, x.product, x.since, "", ""] for x in world.links]
    return _table(path, columns, rows)


def _wages(path: Path, world: World) -> Path:
    """In the form of WikiRate's answers: wages as % of a living-wage benchmark, as text; one reaches it."""
    metric = "Fictional Wage Campaign+Living Wage Gap - Actual Wages as % of Living Wage Benchmark"
    factories = [f for f in world.tier(1) if f.country == "TR"][:6]
    values = ("37.580275321563676", "61.25", "44.9", "83.0", "104.5", "58.3333333333")
    items = [
        {
            "id": None, "name": f"{metric}+{f.name}+2024", "type": "Answer", "url": None, "content": value,
            "metric": metric, "company": f.name, "year": 2024, "value": value, "comments": SAID, "answer_url": None,
        }
        for f, value in zip(factories, values, strict=True)
    ]  # fmt: skip
    page = {"id": None, "name": f"{metric}+Answers", "note": SAID, "license": "CC0-1.0", "items": items}
    path.write_text(json.dumps(page, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path
