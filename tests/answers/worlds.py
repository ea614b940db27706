"""The worlds that are asked about, and what is loaded into a store to build them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from headwater.demo import write_world
from tests.answers.asking import TODAY
from tests.answers.words import Args, Json

WORLDS = ("demo", "real")
LISTS = (
    "brands/nike_imap_export_2025-12.csv",
    "brands/nike_converse_adidas_2023_merged.csv",
    "ilab/goods_2016.xml",
    "wikirate/fashionchecker_cambodia.json",
    "wikirate/fashionchecker_indonesia.json",
    "wikirate/fashionchecker_pakistan.json",
    "wikirate/fashionchecker_turkey.json",
)
"""The published lists of docs/walkthrough.md, in its order."""
DECISIONS = "decisions.csv"


@dataclass(frozen=True, slots=True)
class Detail:
    """What differs between the worlds."""

    days: tuple[str, ...]
    """Past days."""
    texts: tuple[str, ...]
    """Words to search for."""
    since: str
    loose: tuple[str, ...]
    """Issues besides those with findings."""
    unknown_list: str | None
    """A list nobody knows."""
    retracted: str
    """A source that is taken back at the end."""


DETAILS = {
    "demo": Detail(
        days=("2025-11-10", "2026-01-15"),
        texts=("fictional", "garment", "nightjar", "NIGHTJAR stitching", "cong ty", "tekstil", "BD2026001FIC001"),
        since="2025-06-01",
        loose=("discrimination",),
        unknown_list="demo/files/fictional_ossifrage_lieferanten.csv",
        retracted="fictional NGOs and press",
    ),
    "real": Detail(
        days=("2023-06-30", "2025-06-30"),
        texts=("indonesia", "nikomas", "PT.", "footwear co", "arikbey", "nan yang garment"),
        since="2020-01-01",
        loose=("child_labour",),
        unknown_list=None,
        retracted="nike_imap_export_2025-12",
    ),
}


def demo_loads() -> list[Args]:
    """The loads of the demo, as `headwater demo demo` does them, once it has written its files into `demo/files`."""
    out = []
    for one in write_world(Path("demo/files")):
        args = ["load", str(one.path), "--source", one.source, "--fictional"]
        for option, value in (
            ("--as", one.format),
            ("--buyer", one.buyer),
            ("--dated", one.dated),
            ("--licence", one.licence),
            ("--country", one.country),
            ("--completeness", one.completeness),
        ):
            args += [] if value is None else [option, str(value)]
        out.append([*args, "--yes"] if one.unknown_list else args)
    return out


def real_loads() -> list[Args]:
    """The loads of docs/walkthrough.md, with its step 2: decisions on what has one name, country and address."""
    return [*(["load", f"lists/{name.rpartition('/')[2]}"] for name in LISTS), ["decide", DECISIONS]]


def same_address(review: Json) -> str:
    """Decisions that join the pairs of rows of one name, country and address: the last part of their keys is one."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["decision", "a", "b", "by", "reason", "date"])
    for pair in review["items"]:
        # A side was its key alone before it told more.
        a, b = (side if isinstance(side, str) else side["key"] for side in (pair["a"], pair["b"]))
        one, other = a.split(":"), b.split(":")
        if one[0] == other[0] == "row" and one[2] == other[2]:
            rows.writerow(["same", a, b, "supply chain desk", "same address in both lists", TODAY])
    return out.getvalue()
