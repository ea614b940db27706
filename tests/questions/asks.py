"""For every question, asks that together set every field: what the tests of questions go through.

The world is the demo's. A field that no ask sets fails `test_every_field_is_asked`.
"""

from __future__ import annotations

from typing import Any

BRAND, OTHER, GROUP = "Larkspur & Vale", "Marram & Mire", "Larkspur & Vale Group"
FACILITY, AUDITED = "Nightjar Stitching Works", "oshub:BD2026001FIC001"
DAY = "2026-06-30"
HARM = {"hops": "3", "worlds": "640", "seed": "3", "method": "montecarlo", "materiality": "0.1", "priors": "count"}

ASKS: dict[str, tuple[dict[str, Any], ...]] = {
    "find": ({"text": "nightjar"}, {"text": "larkspur", "kind": "brand", "limit": 3, "as_of": DAY}),
    "show": ({"party": FACILITY}, {"party": BRAND, "as_of": DAY}),
    "priorities": (
        {"party": [BRAND]},
        {"party": [BRAND, OTHER], "issue": "osh", "severity": 3, "since": "2020-01-01", "as_of": DAY},
        {"country": "BD", "limit": 2},
        {"party": [GROUP], "country": "Bangladesh", "actions": "none", "text": "line"},
        {"facility": AUDITED},
        {"party": [BRAND], "finding": ["audit finding"], "point": ["worker_protection"]},
        {"party": [BRAND], "limit": 2, "after": ""},
    ),
    "brief": ({"party": BRAND}, {"party": GROUP, "issue": "osh", "as_of": DAY}),
    "trace": ({"party": BRAND}, {"party": GROUP, "depth": 2, "issue": "osh", "limit": 3, "as_of": DAY}),
    "buyers": ({"party": FACILITY}, {"party": AUDITED, "as_of": DAY}),
    "share": ({"party": [BRAND, OTHER]}, {"party": [GROUP, OTHER], "depth": 2, "as_of": DAY}),
    "score": (
        {"kind": "brand"},
        {"indicator": "linked_harm", "issue": "osh", "kind": "brand", "param": {"hops": "2"}, "as_of": DAY},
        {"indicator": "worst_path", "issue": "all", "param": {"materiality": "a0"}},
        {"param": {"alpha": "0.5", "unmapped": "none"}, "issue": "osh"},
    ),
    "explain": (
        {"party": BRAND},
        {"party": GROUP, "issue": "osh", "top": 3, "param": {"alpha": "0.9"}, "as_of": DAY},
        {"party": BRAND, "indicator": "linked_harm", "issue": "osh", "param": {"hops": "2"}},
        {"party": BRAND, "indicator": "worst_path", "issue": "osh"},
    ),
    "compare": ({"party": [BRAND, OTHER]}, {"party": [GROUP], "issue": "osh", "as_of": DAY}),
    "whatif": (
        {"party": BRAND, "drop": [AUDITED], "ours": True, "respread": True, "issue": "osh"},
        {"party": BRAND, "replace": [f"{AUDITED}={FACILITY}"], "as_of": DAY},
        {"party": BRAND, "remediate": [f"{AUDITED}:osh"], "param": {"alpha": "0.6"}},
        {"party": BRAND, "close_country": ["BD"], "policy": ["osh=0.5@BD,audit"]},
    ),
    "largest": (
        {"party": BRAND},
        {"party": BRAND, "issue": "osh", "top": 2, "cost": [f"{AUDITED}=3"], "budget": 5, "as_of": DAY},
        {"party": BRAND, "param": {"alpha": "0.6"}},
    ),
    "leverage": (
        {"party": AUDITED, "target": 0.4, "takes": [f"{BRAND}=0.2"]},
        {"party": f"{AUDITED}:osh", "sheet_for": BRAND, "as_of": DAY},
    ),
    "systemic": ({}, {"by": "region,issue", "issue": "osh", "as_of": DAY}, {"buyer": GROUP}, {"country": "Bangladesh"}),
    "indicators": ({},),
    "pack": ({}, {"sensitivity": OTHER, "issue": "osh"}),
    "sensitivity": (
        {"party": OTHER, "issue": "osh", "as_of": DAY},
        {"party": OTHER, "indicator": "worst_path", "issue": "osh", "param": {"hops": "1"}},
    ),
    "review": ({}, {"limit": 2}),
    "match": ({},),
    "loads": ({},),
    "view": ({"party": BRAND}, {"party": BRAND, "as": "network", "depth": 1, "issue": "osh", "as_of": DAY}),
    "export": (
        {"root": [BRAND], "format": "graphml"},
        {"root": [BRAND, OTHER], "format": "json", "depth": 1, "issue": "osh", "as_of": DAY},
        {"root": [GROUP], "format": "csv", "country": "BD", "since": "2020"},
        {"root": [BRAND], "format": "json", "open_only": True},
        {"format": "canonical"},
    ),
}
