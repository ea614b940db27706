"""A sourcing manager's own list: 180 rows drawn from the real lists, 90 countries blanked, as XLSX.

python -m tests.travel.own_list FILE.xlsx      writes it, and FILE.json with the countries that were blanked
"""

from __future__ import annotations

import csv
import json
import random
import sys
from pathlib import Path

from openpyxl import Workbook

from tests.running import shared_data

HEAD = ("Vendor", "Nation", "Street", "Town", "What they make", "Headcount")
ROWS, BLANKED, SEED = 180, 90, 3


def rows(folder: Path) -> list[tuple[str, str, str, str, str, str]]:
    """180 different facilities of Nike's and adidas's lists, drawn by a seed."""
    found: dict[str, tuple[str, str, str, str, str, str]] = {}
    with (folder / "brands" / "nike_imap_export_2025-12.csv").open(encoding="utf-8", newline="") as f:
        for r in list(csv.reader(f))[2:]:
            found.setdefault(r[0].casefold(), (r[0], r[10], r[6], r[7], r[2], r[12]))
    for page in sorted((folder / "osh" / "api_responses" / "facilities_contributor_127").glob("*.json")):
        for feature in json.loads(page.read_text(encoding="utf-8"))["features"]:
            p = feature["properties"]
            found.setdefault(p["name"].casefold(), (p["name"], p["country_name"], p["address"], "", "Apparel", ""))
    drawn = random.Random(SEED).sample(sorted(found), ROWS)
    return [found[k] for k in drawn]


def write(path: Path) -> dict[str, str]:
    """Write the workbook; give the blanked countries by facility name."""
    made = rows(shared_data())
    blanked = set(random.Random(SEED + 1).sample(range(ROWS), BLANKED))
    book = Workbook()
    sheet = book.active
    sheet.title = "Vendors 2026"
    sheet.append(HEAD)
    for i, row in enumerate(made):
        sheet.append([row[0], None if i in blanked else row[1], *row[2:5], int(row[5]) if row[5].isdigit() else None])
    book.save(path)
    return {made[i][0]: made[i][1] for i in sorted(blanked)}


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.with_suffix(".json").write_text(json.dumps(write(target), ensure_ascii=False), encoding="utf-8")
