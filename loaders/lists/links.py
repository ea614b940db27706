"""The links that rows of supplier lists make: who buys, the group a facility belongs to, who works for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from headwater.graph.ids import brand_key, group_key, row_key
from headwater.graph.names import normalise
from headwater.graph.records import Party, PartyKind, Provenance, Record, Relation, RelationKind
from headwater.loaders.cells.cells import Cells

_NO_GROUP = re.compile(r"no (supplier )?group\b.*|n/?a|none|-+", re.IGNORECASE)


class FirstTime:
    """Says whether a key is met for the first time, so that a party named by many rows is written once."""

    def __init__(self) -> None:
        self._met: set[str] = set()
        self._new: list[str] = []

    def __call__(self, key: str) -> bool:
        """Whether this is the first time."""
        if key in self._met:
            return False
        self._met.add(key)
        self._new.append(key)
        return True

    def keep(self) -> None:
        """A row is done: what it met is met."""
        self._new.clear()

    def forget(self) -> None:
        """A row was refused, so nothing of it is written: what it met for the first time wasn't met."""
        self._met.difference_update(self._new)
        self._new.clear()


def is_group(name: str | None) -> bool:
    """Whether a cell of Nike's form names a group.

    >>> is_group("Feng Tay"), is_group("NO SUPPLIER GROUP"), is_group("n/a"), is_group(None)
    (True, False, False, False)
    """
    return bool(name) and not _NO_GROUP.fullmatch(name or "")


def member_of(here: Provenance, key: str, names: Iterable[str], first: FirstTime) -> Iterator[Record]:
    """The groups that a facility is a member of: a parent column makes MEMBER_OF, never OWNS."""
    for name in names:
        if first(group_key(name)):
            yield Party(provenance=here, kind=PartyKind.GROUP, key=group_key(name), name=name)
        yield Relation(provenance=here, kind=RelationKind.MEMBER_OF, start=key, end=group_key(name))


def supplies(
    here: Provenance,
    key: str,
    buyer: str,
    first: FirstTime,
    *,
    confidence: float,
    product: str | None = None,
    tier: int | None = None,
    since: str | None = None,
) -> Iterator[Record]:
    """The link to a buyer, who is written where the list names it first."""
    if first(brand_key(buyer)):
        yield Party(provenance=here, kind=PartyKind.BRAND, key=brand_key(buyer), name=buyer)
    yield Relation(
        provenance=here,
        kind=RelationKind.SUPPLIES,
        start=key,
        end=brand_key(buyer),
        product=product,
        confidence=confidence,
        tier=tier,
        since=since,
    )


def subcontractors(
    cells: Cells, here: Provenance, facility: Party, names: Iterable[str], sure: float
) -> Iterator[Record]:
    """Those whom a row names; each is a party of the facility that names it, so that one name is not one place."""
    for name in names:
        if normalise(name) == normalise(facility.name or ""):
            cells.warn("subcontractors", "self_reference", f"{name!r} is named as its own subcontractor; left out")
            continue
        key = row_key(here.source, name, None, f"named by {facility.key}")
        yield Party(provenance=here, kind=PartyKind.FACILITY, key=key, name=name)
        yield Relation(
            provenance=here, kind=RelationKind.SUBCONTRACTS_FOR, start=key, end=facility.key, confidence=sure
        )


__all__ = ["FirstTime", "is_group", "member_of", "subcontractors", "supplies"]
