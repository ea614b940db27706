"""Whom and what to ask about in a world."""

from __future__ import annotations

import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tests.answers.words import Json


@dataclass(frozen=True, slots=True)
class Subjects:
    """Whom and what to ask about, picked from a canonical export by rules that give the same on any day."""

    brands: list[str]
    """Names."""
    group: str
    """Name of the group that most brands belong to."""
    owner: str
    """Id of a group that is no buyer."""
    found: list[str]
    """Ids of facilities with findings: those that supply a brand directly first, those with most findings first."""
    clean: list[str]
    others: list[str]
    """Ids of organisations and the like."""
    merged: list[str]
    """Ids of those with several keys."""
    twice: str
    """A name that several have."""
    names: dict[str, str]
    sells: dict[str, list[str]]
    """By id, the names of the brands that buy there directly."""
    countries: list[str]
    """With most findings first."""
    issues: list[str]
    points: list[str]
    kinds: list[str]
    keys: dict[str, str]
    """By id of a facility, the key of its first finding."""

    @classmethod
    def of(cls, lines: Sequence[str]) -> Subjects:
        """Pick from the lines of a canonical export."""
        rows: dict[str, list[dict[str, Json]]] = defaultdict(list)
        for line in lines:
            row = json.loads(line)
            rows[row["kind"]].append(row)
        parties = [r for r in itertools.chain.from_iterable(rows.values()) if "keys" in r]
        names = {r["id"]: r["props"].get("name", r["id"]) for r in parties}
        land = {r["id"]: r["props"].get("country") for r in parties}
        brands = {r["id"]: names[r["id"]] for r in rows["brand"]}
        members = Counter(r["end"] for r in rows["MEMBER_OF"] if r["start"] in brands)
        sells: dict[str, set[str]] = defaultdict(set)
        for r in rows["SUPPLIES"]:
            if r["end"] in brands:
                sells[r["start"]].add(brands[r["end"]])
        findings = Counter(r["party"] for r in rows["finding"])
        facilities = [r["id"] for r in rows["facility"]]
        alike = Counter(n.casefold() for n in names.values())
        places = Counter(c for r in rows["finding"] if (c := land.get(r["party"])))
        told = [r["props"] for r in rows["finding"]]
        return cls(
            brands=sorted(brands.values()),
            group=names[_most(members)[0]],
            owner=next(r["id"] for r in rows["group"] if r["id"] not in members),
            found=sorted((f for f in facilities if findings[f]), key=lambda f: (not sells[f], -findings[f], f)),
            clean=[f for f in facilities if not findings[f]],
            others=[r["id"] for r in rows["organisation"]],
            merged=[r["id"] for r in parties if len(r["keys"]) > 1],
            twice=min((n for n in names.values() if alike[n.casefold()] > 1), default="nobody"),
            names=names,
            sells={k: sorted(v) for k, v in sells.items()},
            countries=_most(places),
            issues=_most(Counter(p["issue"] for p in told)),
            points=_most(Counter(p["point"] for p in told if p.get("point"))),
            kinds=_most(Counter(p["kind"] for p in told)),
            keys={r["party"]: r["key"] for r in reversed(rows["finding"])},
        )


def _most(counted: Counter[str]) -> list[str]:
    return sorted(counted, key=lambda x: (-counted[x], x))
