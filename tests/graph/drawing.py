"""Strategies that draw any record."""

from __future__ import annotations

import types
import typing
from enum import Enum
from typing import Any

from hypothesis import strategies as some

from headwater.graph.ids import nfc
from headwater.graph.records import WIDEST, Complaint, Record
from tests.graph.making import prov

TEXT = some.text(some.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=12).map(
    nfc
)
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
    if kind is Complaint:  # no wider than its complainant chose

        def made(**said: Any) -> Complaint:
            return Complaint(**said | {"visibility": max(said["visibility"], WIDEST[said["release"]])})

        return some.builds(made, provenance=where, **fields)
    return some.builds(kind, provenance=where, **fields)
