"""Records for tests, made up: short builders."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import pytest
from pydantic import ValidationError

from headwater.graph.records import Action, Assessment, Entry, Finding, Party, Provenance, Record, Relation, Source
from headwater.graph.stores.base import Counts, LoadKey, Store

AT = "2026-01-02T03:04:05Z"
DAY = "2026-06-01"


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def prov(source: str, row: int = 2, dated: str | None = None) -> Provenance:
    return Provenance(source=source, file=f"{source}.csv", sha256=sha(f"{source} {dated}"), row=row, dated=dated)


def facility(source: str, key: str, name: str | None, country: str | None = None, **more: Any) -> Party:
    kind = more.pop("kind", "facility")
    p = prov(source, more.pop("row", 2), more.pop("dated", None))
    return Party(provenance=p, kind=kind, key=key, name=name, country=country, **more)


def brand(source: str, name: str, **more: Any) -> Party:
    return facility(source, f"brand:{name.lower()}", name, kind="brand", **more)


def supplies(source: str, start: str, end: str, **more: Any) -> Relation:
    p = prov(source, more.pop("row", 2), more.pop("dated", None))
    return Relation(provenance=p, kind=more.pop("kind", "SUPPLIES"), start=start, end=end, **more)


def finding(source: str, key: str, party: str, **more: Any) -> Finding:
    given = {"issue": "forced_labour", "point": "coercion", "kind": "allegation", "source_type": "ngo"} | more
    return Finding(
        provenance=prov(source, given.pop("row", 2), given.pop("dated", None)), key=key, party=party, **given
    )


def assessment(source: str, key: str, party: str, **more: Any) -> Assessment:
    given = {"issue": "forced_labour", "point": "coercion", "outcome": "compliant"} | more
    return Assessment(
        provenance=prov(source, given.pop("row", 2), given.pop("dated", None)), key=key, party=party, **given
    )


def action(source: str, key: str, party: str, what: str, **more: Any) -> Action:
    p = prov(source, more.pop("row", 2), more.pop("dated", None))
    return Action(provenance=p, key=key, party=party, what=what, **more)


def country_of(party: str, value: str, *, row: int = 1) -> Entry:
    return Entry(provenance=prov("people", row), key="country", party=party, value=value, by="A. Person")


def source_line(source: str, dated: str | None = None) -> Source:
    return Source(provenance=prov(source, 0, dated), key=source, title=source.title(), dated=dated)


def load(
    store: Store, source: str, records: list[Record], *, dated: str | None = None, content: str = "",
    accept_shrink: bool = False, batch: int = 10_000,
) -> Counts:  # fmt: skip
    """Load the records, each as a row of its own."""
    key = LoadKey(source, sha(f"{source} {dated} {content}"), dated=dated)
    with store.write(key, at=AT, batch=batch) as writer:
        if not writer.no_op:
            for n, record in enumerate(records, 2):
                writer.put([record], row=n)
        return writer.finish(accept_shrink=accept_shrink)


def takes(record: Record, field: str, right: Iterable[object], wrong: Iterable[object]) -> None:
    """Hold that a field of the record takes some values as they are and refuses others by its name."""
    whole = record.model_dump()
    for value in right:
        assert getattr(type(record).model_validate(whole | {field: value}), field) == value
    for value in wrong:
        with pytest.raises(ValidationError, match=field):
            type(record).model_validate(whole | {field: value})
