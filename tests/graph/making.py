"""Records for tests, made up: short builders, and strategies that draw any record."""

from __future__ import annotations

import hashlib
import types
import typing
from enum import Enum
from typing import Any

from hypothesis import strategies as some

from headwater.graph.ids import nfc
from headwater.graph.records import Entry, Finding, Party, Provenance, Record, Relation, Source
from headwater.graph.stores.base import Counts, LoadKey, Store

AT = "2026-01-02T03:04:05Z"
DAY = "2026-06-01"


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def prov(source: str, row: int = 2, dated: str | None = None) -> Provenance:
    return Provenance(
        source=source, file=f"{source}.csv", sha256=sha(f"{source} {dated}"), row=row, dated=dated
    )


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
    return Finding(provenance=prov(source, given.pop("row", 2), given.pop("dated", None)), key=key, party=party, **given)


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


# -- any record

TEXT = some.text(some.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=12).map(nfc)
TEXT = TEXT.filter(bool)
COUNTRY = some.sampled_from(["VN", "TR", "CN"])
DATE = some.sampled_from(["2019", "2021-02", "2020-02-29", "2024-12-31"])
NAMED = {
    "country": COUNTRY,
    "country_proposed": COUNTRY,
    **dict.fromkeys(["since", "until", "observed", "reported", "date", "due", "raised", "dated"], DATE),
    "tier": some.integers(1, 20),
    "latitude": some.floats(-90, 90),
    "longitude": some.floats(-180, 180),
    **dict.fromkeys(["scale", "scope", "irremediability"], some.integers(1, 5)),
    "value": None,
}


def values(name: str, wanted: Any) -> some.SearchStrategy[Any]:
    """Any value that a field may hold."""
    if typing.get_origin(wanted) in (typing.Union, types.UnionType):
        parts = typing.get_args(wanted)
        return some.one_of(*(some.none() if p is type(None) else values(name, p) for p in parts))
    if NAMED.get(name) is not None:
        return typing.cast(some.SearchStrategy[Any], NAMED[name])
    if typing.get_origin(wanted) is typing.Annotated:
        return values(name, typing.get_args(wanted)[0])
    if typing.get_origin(wanted) is typing.Literal:
        return some.sampled_from(typing.get_args(wanted))
    if typing.get_origin(wanted) is tuple:
        return some.lists(TEXT, max_size=3).map(tuple)
    if typing.get_origin(wanted) is dict:
        return some.dictionaries(TEXT, TEXT, max_size=3)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return some.sampled_from(wanted)
    return {
        str: TEXT,
        bool: some.booleans(),
        int: some.integers(0, 2**40),
        float: some.floats(0, 1),
    }[wanted]


def any_record(kind: type[Record], source: str) -> some.SearchStrategy[Record]:
    """Any record of a kind, from one source."""
    hints = typing.get_type_hints(kind)
    fields = {
        name: values(name, hints[name])
        for name in kind.model_fields
        if name not in ("provenance", "valid_from", "valid_to")
    }
    where = some.builds(lambda row: prov(source, row), some.integers(0, 10**6))
    return some.builds(kind, provenance=where, **fields)
