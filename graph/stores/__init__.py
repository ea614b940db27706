"""The stores: a scheme leads to an import path, so that a driver is loaded only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from headwater.graph.errors import UnknownName
from headwater.graph.stores.base import Store

_NEO4J = "headwater.graph.stores.neo4j.store:Neo4jStore"

STORES: dict[str, str] = {
    "sqlite": "headwater.graph.stores.sqlite.store:SqliteStore",
    "neo4j": _NEO4J,
    "neo4j+s": _NEO4J,
    "neo4j+ssc": _NEO4J,
    "bolt": _NEO4J,
    "bolt+s": _NEO4J,
    "bolt+ssc": _NEO4J,
}
"""Scheme of a store URL → import path of its class, which takes the path (sqlite) or the URL."""


def open_store(url: str, *, ranks: Mapping[str, int] | None = None, make: bool = False) -> Store:
    """Open the store at a URL: `sqlite:PATH`, or `neo4j://HOST:PORT[/DATABASE]` and its kin.

    Args:
        url: Where it is.
        ranks: Source → rank in the fold (from the pack).
        make: To write: a store that isn't there yet is made. Who only reads makes nothing.

    Raises:
        UnknownName: No such scheme.
        StoreMissing: Nothing was ever loaded there, and `make` isn't said.
        StoreMismatch: Written by a newer program, or somebody else's.
        StoreError: Can't be reached or made.
    """
    scheme, colon, rest = url.partition(":")
    if not colon or scheme not in STORES or not rest:
        raise UnknownName("store", scheme if colon else url, sorted(STORES))
    module, _, name = STORES[scheme].partition(":")
    store = getattr(import_module(module), name)(rest if scheme == "sqlite" else url, make=make)
    store.ranks = dict(ranks or {})
    return cast(Store, store)


__all__ = ["STORES", "open_store"]
