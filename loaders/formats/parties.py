"""Our own template for parties: companies, facilities, brands, groups and persons."""

from __future__ import annotations

import re
from typing import ClassVar

from headwater.graph.ids import key_tail
from headwater.graph.records import Party, PartyKind, Provenance, Record, Visibility
from headwater.loaders.cells.countries import region_code
from headwater.loaders.cells.fields import Bad, Fields
from headwater.loaders.cells.goods import good_of
from headwater.loaders.lists.template import Looked, Template


class Parties(Template):
    """Companies, facilities, brands, groups and persons, with what is known of each."""

    NAME: ClassVar[str] = "parties"
    TITLE: ClassVar[str] = "parties"
    PACK: ClassVar[tuple[str, ...]] = ("goods",)
    NEEDED: ClassVar[tuple[str, ...]] = ("id", "name", "kind")
    ALSO: ClassVar[tuple[str, ...]] = ("country", "region", "good", "chain_end", "workers", "women", "migrants")
    TELLING: ClassVar[tuple[str, ...]] = ("id", "name", "kind", "chain_end")

    def make(self, cells: Fields, where: Provenance, looked: Looked) -> tuple[Record, ...]:
        """Make the party. Women and migrants are head counts, kept as shares of the workers."""
        key = cells.key("id")
        kind = PartyKind(cells.word("kind", [k.value for k in PartyKind], PartyKind.STUB.value))
        country = cells.country("country")
        region = cells.text("region")
        workers = cells.whole("workers")
        person = kind is PartyKind.PERSON
        party = Party(
            provenance=where,
            visibility=Visibility.RESTRICTED if person else Visibility.PUBLIC,
            kind=kind,
            key=key,
            name=cells.text("name") or key_tail(key),
            country=country,
            region=None if person else region_code(region, country) or region,
            good=_good(cells),
            chain_end=cells.truth("chain_end"),
            workers=workers,
            women_share=_part(cells, "women", workers),
            migrant_share=_part(cells, "migrants", workers),
        )
        return (party,)


def _good(cells: Fields) -> str | None:
    text = cells.text("good")
    good = good_of(text, pack=cells.pack)
    if text is not None and good is None:
        good = re.sub(r"\W+", "_", text.casefold()).strip("_") or None
        cells.warn("good", "vocabulary", f"{text!r} is no good of the pack; kept as {good!r}, without context")
    return good


def _part(cells: Fields, name: str, workers: int | None) -> float | None:
    """A head count as a share of the workers; None with a warning where the workers are unknown."""
    count = cells.whole(name)
    if count is None:
        return None
    if not workers:
        cells.warn(name, "no_total", f"{name} is a head count, and workers is not known; left out")
        return None
    if count > workers:
        raise Bad(name, "range", f"{name} {count} of {workers} workers")
    return count / workers


__all__ = ["Parties"]
