"""The world of the brief's tests, one with hostile names, and how a brief is asked of them."""

from __future__ import annotations

from headwater.graph.records import Record
from headwater.graph.risk.own_risk.evidence import own
from headwater.visualizations.reports.brief import Brief, brief
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, listed, snap, source, supplies

HOSTILE = [
    "<script>alert(1)</script>", "</script><b>", "\"'><img src=x onerror=alert(1)>", "javascript:alert(1)",
    "[click](http://x)", "=cmd|' /C calc'!A0", "{{ 7*7 }}", "Mill \u202egnp.exe", "a | b\n# head", "\u5e7f\u5dde",
]  # fmt: skip


def of(*records: Record, issue: str | None = None, **options: int) -> Brief:
    s = snap(
        brand("Brand"), source("made-up", licence="CC-BY-SA-4.0", attribution="By Nobody", dated="2026-01-01"), *records
    )
    return brief(s, own(s, PACK, TODAY), PACK, "name:Brand", issue=issue, **options)


WORLD: list[Record] = [
    *(facility(x, "XB", "garments") for x in ("Amber", "Basalt", "Coral", "Dune")),
    facility("Ember"),
    facility("Flint", country_proposed="XA", country_reason="city Xville"),
    facility("Mill", "XA", "cotton"),
    *(supplies(x, "Brand") for x in ("Amber", "Basalt", "Coral", "Dune", "Ember", "Flint")),
    supplies("Mill", "Dune"),
    listed("XB", "garments"), listed("XA", "cotton", "child_labour"),
    finding("Mill", "coercion", "confirmed_on_site", affected=12, text="Passports held"),
    finding("Amber", "emergency_preparedness", "inspection"),
    finding("Basalt", "gender", "allegation"),
    finding("Basalt", "overtime", "audit", state="potential", likelihood=0.3, scale=1),
    check("Coral", "osh"),
]  # fmt: skip


def hostile() -> Brief:
    rows = [
        r for name in HOSTILE for r in (facility(name, product=name), supplies(name, "Brand"), finding(name, text=name))
    ]
    return of(*rows, facility("X", country_proposed="XA", country_reason=HOSTILE[0]), supplies("X", "Brand"), first=20)
