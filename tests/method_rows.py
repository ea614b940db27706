"""Rows of our own templates, for small worlds that try the method's rules; all made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.running import ask

Rows = dict[str, dict[str, Any]]
RAW = ("--param", "unmapped=none")
COLUMNS = {
    "parties": "id,name,kind,country,region,good,chain_end",
    "edges": "supplier,buyer,share,confidence,kind,product",
    "findings": "party,country,point,kind,state,observed,source_type,scale,scope,irremediability,likelihood,affected,"
    "event,remedied_effect,text,delay_irremediable",
    "assessments": "party,country,point,outcome,method,standard,date",
    "risks": "party,issue,value",
}
FORCED = ("coercion", "bonded_labour", "forced_labour_and_overtime", "prison_labour")
GOODS = [("Cotton", "East Asia", "No"), ("Cotton", "Xinjiang", "Yes"), ("Garments", "East Asia", "Yes"),
         ("Garments", "Guangdong", "No")]  # fmt: skip
"""Good, region or part of the world, forced labour: rows of the goods list about one country."""


def line(template: str, **cells: object) -> str:
    names = COLUMNS[template].split(",")
    assert set(cells) <= set(names)
    return ",".join(str(cells.get(n, "")) for n in names)


def facility(name: str, **cells: object) -> str:
    """A chain end in a country that no list names: pi is the world's 0.1, and X = s."""
    return line(
        "parties", **{"id": name, "name": name, "kind": "facility", "country": "LU", "chain_end": "yes"} | cells
    )


def sold(name: str, share: float = 1.0) -> str:
    """Who buys all of it of this facility: its upstream risk is the facility's s."""
    return line("edges", supplier=name, buyer=f"Buyer of {name}", share=share, confidence=1)


def found(name: str, source: str = "audit", **cells: object) -> str:
    kind = "allegation" if source == "allegation" else "audit finding"
    base = {"party": name, "country": "LU", "point": "bonded_labour", "kind": kind, "source_type": source}
    return line("findings", **base | cells)


def checked(name: str, point: str, date: str, **cells: object) -> str:
    base = {"party": name, "country": "LU", "outcome": "compliant", "method": "unannounced", "standard": "Made-up"}
    return line("assessments", **base | {"point": point, "date": date} | cells)


def grave(n: int) -> dict[str, int]:
    return dict.fromkeys(("scale", "scope", "irremediability"), n)


def write(url: str, folder: Path, tables: dict[str, list[str]]) -> str:
    """Load rows as files of our templates."""
    for template, rows in tables.items():
        path = folder / f"{template}.csv"
        path.write_text("\n".join([COLUMNS[template], *rows]) + "\n", encoding="utf-8")
        (done,) = ask("load", path, "--as", template, "--fictional", store=url)["loads"]
        assert done["quarantined"] == 0, (template, done["codes"])
    return url


def table(store: str, *words: str) -> Rows:
    return {r["name"]: r for r in ask("score", *words, store=store)["rows"]}
