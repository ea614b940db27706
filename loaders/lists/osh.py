"""What the three Open Supply Hub loaders share: licence, contributors, parents, the facility and its links.

A contributor publishes a row; it's provenance, not a buyer. Only `--buyer NAME` says that a contributor buys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from headwater.graph.ids import nfc
from headwater.graph.names import normalise
from headwater.graph.records import Party, PartyKind, Provenance, Record
from headwater.loaders.cells.goods import good_of
from headwater.loaders.cells.places import Place
from headwater.loaders.lists.links import FirstTime, member_of, supplies
from headwater.loaders.port import Options

LICENCE = "CC-BY-SA-4.0"
PUBLISHER = "Open Supply Hub"
ATTRIBUTION = "Open Supply Hub and its contributors, CC BY-SA 4.0"
_RANGE = re.compile(r"\s*(\d{1,18})\s*(?:-|–|to)\s*(\d{1,18})\s*|\s*(?:>|more than)?\s*(\d{1,18})\s*\+?\s*")
"""A head count or a range; what has more digits stays text."""


def parts(cell: str | None) -> tuple[str, ...]:
    """Cut a cell at `|`; order kept, none twice."""
    return tuple(dict.fromkeys(p for p in (nfc(x) for x in (cell or "").split("|")) if p))


def contributor(text: str) -> tuple[str, str | None]:
    """Cut "Name [Public List] (list name)" into the contributor and its list; None: no list is named.

    >>> contributor("NDPE [Public List] (List (2023))"), contributor("An Auditor / Service Provider")
    (('NDPE', 'List (2023)'), ('An Auditor / Service Provider', None))
    """
    text = text.strip()
    depth, start = 0, len(text)
    if text.endswith(")"):
        for place in range(len(text) - 1, -1, -1):
            depth += {")": 1, "(": -1}.get(text[place], 0)
            if depth == 0:
                start = place
                break
    name = nfc(text[:start].replace("[Public List]", "")) or nfc(text)
    return name, nfc(text[start + 1 : -1]) or None


def workers(cell: str | None) -> tuple[int | None, str | None]:
    """Give (head count, range as text): a range has no head count; None: not stated.

    >>> workers("1001-5000"), workers("350"), workers("120|101-500"), workers(None)
    ((None, '1001-5000'), (350, None), (120, '101-500'), (None, None))
    """
    count: int | None = None
    span: str | None = None
    for part in parts(cell):
        if (m := _RANGE.fullmatch(part)) is None or (m[3] is not None and not part.isdigit()):
            span = span or part
        elif m[3] is not None:
            count = int(m[3]) if count is None else count
        else:
            span = span or f"{int(m[1])}-{int(m[2])}"
    return count, span


def closed(cell: object) -> bool | None:
    """Whether it's closed: a truth value or the text True or False; None: not stated (the hub takes that as open)."""
    if isinstance(cell, bool):
        return cell
    return {"true": True, "false": False}.get(str(cell).strip().casefold()) if isinstance(cell, str) else None


def parents(cells: Iterable[str]) -> tuple[str, ...]:
    """Parent companies, without the junk that contributors write ("-", quotes, "1984.0"), one a normalised name."""
    kept: dict[str, str] = {}
    for text in cells:
        name = nfc(text).strip("\"' ")
        key = normalise(name)
        if len(key) > 1 and not re.fullmatch(r"[\d\s]+|n a|none|null|unknown", key):
            kept.setdefault(key, name)
    return tuple(kept.values())


@dataclass(frozen=True, slots=True)
class Said:
    """What a row of the hub says of a facility, in whichever of its forms; `own` are fields that one form alone has."""

    name: str
    place: Place
    address: str | None
    spot: tuple[float, float] | None
    """Latitude and longitude."""
    sectors: tuple[str, ...]
    product: str | None
    facility_type: str | None
    workers: str | None
    """Head count or range, as `workers` reads it."""
    parents: Iterable[str]
    own: Mapping[str, Any] = field(default_factory=dict)


def records(
    here: Provenance, key: str, said: Said, options: Options, first: FirstTime, *, buyer: str | None, sure: str
) -> Iterator[Record]:
    """Make the facility, its groups and, where there is a buyer, the link to it; `sure` is the pack's confidence."""
    heads, span = workers(said.workers)
    yield Party(
        provenance=here,
        kind=PartyKind.FACILITY,
        key=key,
        name=said.name,
        **said.place.fields(),
        address=said.address,
        latitude=said.spot[0] if said.spot else None,
        longitude=said.spot[1] if said.spot else None,
        sector=said.sectors or None,
        product=said.product,
        good=good_of(said.product, "|".join(said.sectors), pack=options.pack),
        facility_type=said.facility_type,
        workers=heads,
        workers_range=span,
        **said.own,
    )
    yield from member_of(here, key, parents(said.parents), first)
    if buyer:
        yield from supplies(here, key, buyer, first, confidence=options.pack.setting(sure))


__all__ = [
    "ATTRIBUTION",
    "LICENCE",
    "PUBLISHER",
    "Said",
    "closed",
    "contributor",
    "parents",
    "parts",
    "records",
    "workers",
]
