"""Sources, parties and the relations between parties."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from headwater.graph.records.base import Key, Record, Share


class PartyKind(StrEnum):
    """Stored kinds of party. Roles (supplier, buyer, recruiter …) follow from relations."""

    ORGANISATION = "organisation"
    FACILITY = "facility"
    BRAND = "brand"
    GROUP = "group"
    PERSON = "person"
    STUB = "stub"
    """Named by a row that doesn't say what it is; any other kind wins in the fold."""


class RelationKind(StrEnum):
    """Relations between parties, written start → end."""

    SUPPLIES = "SUPPLIES"
    """supplier → buyer; carries risk."""
    SUBCONTRACTS_FOR = "SUBCONTRACTS_FOR"
    """subcontractor → supplier; carries risk."""
    RECRUITS_FOR = "RECRUITS_FOR"
    """recruiter → facility; no share, so only linked_harm and worst_path use it."""
    OWNS = "OWNS"
    """owner → owned; no link."""
    MEMBER_OF = "MEMBER_OF"
    """member → group; no link."""
    OPERATES = "OPERATES"
    """operator → facility; no link."""


LINK_KINDS: tuple[RelationKind, ...] = (
    RelationKind.SUPPLIES,
    RelationKind.SUBCONTRACTS_FOR,
    RelationKind.RECRUITS_FOR,
)
"""Relations along which risk travels, supplier → buyer."""


WHOLE_FORMATS = frozenset({"edges"})
"""Formats whose sources are complete for tier 1 without saying so: networks that users bring."""


class Source(Record):
    """Who publishes a file, and on which terms. One per source, row 0."""

    key: Key
    """The source's name, as `retract` takes it."""
    title: str
    publisher: str | None = None
    licence: str | None = None
    """SPDX id or the licence's text; None: not stated."""
    redistributable: Literal["yes", "no", "unknown"] = "unknown"
    attribution: str | None = None
    dated: str | None = None
    completeness: Share | None = None
    """What the list holds of each buyer's purchases, as declared; None: not declared."""
    complete_for_tier_1: bool | None = None
    """Whether the list calls itself complete for tier 1."""
    format: str | None = None
    """The loader's NAME."""
    fictional: bool | None = None
    note: str | None = None

    @property
    def whole(self) -> bool:
        """Whether it is taken as complete for tier 1: it says so, or its format always is."""
        return bool(self.complete_for_tier_1) or self.format in WHOLE_FORMATS


class Party(Record):
    """A company, facility, brand, group or person, as one row names it."""

    kind: PartyKind
    key: Key
    name: str | None = None
    """None only for a stub, which is called by the tail of its key."""
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    """ISO 3166-1 alpha-2, stated by the row; None: unknown."""
    country_proposed: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    """Inferred, not stated: shown as a proposal with `country_reason`, never used to link."""
    country_reason: str | None = None
    region: str | None = None
    """ISO 3166-2 code ("CN-XJ") where known, else the words of the row."""
    address: str | None = None
    city: str | None = None
    postal_code: str | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    sector: tuple[str, ...] | None = None
    good: str | None = None
    """What it makes, in the pack's words (garments, footwear, textiles, cotton …)."""
    product: str | None = None
    """What it makes, in the row's words."""
    facility_type: str | None = None
    workers: int | None = Field(default=None, ge=0)
    workers_range: str | None = None
    women_share: Share | None = None
    migrant_share: Share | None = None
    chain_end: bool | None = None
    """Declared complete: a farm, a mine; nothing further upstream."""
    closed: bool | None = None
    os_id: str | None = None
    lei: str | None = None
    registry_number: str | None = None
    """`CC:number`."""
    aliases: tuple[str, ...] | None = None
    contributors: tuple[str, ...] | None = None
    """Who published the row on an aggregating list; part of provenance, not buyers."""
    extra: dict[str, str] | None = None
    """Other columns, as raw text."""


class Relation(Record):
    """A relation of two parties, start → end (supplier → buyer for links)."""

    kind: RelationKind
    start: Key
    end: Key
    product: str | None = None
    share: Share | None = None
    """Of the end's purchases (links) or of its capital (OWNS); None: unknown."""
    confidence: float | None = Field(default=None, ge=0.0, le=1.0)
    """That the link is real; None: the engine's default for the source."""
    tier: int | None = Field(default=None, ge=1, le=20)
    """Declared tier relative to the end; counts as that many steps. None: 1."""
    since: str | None = None
    """First day, month or year of the relation, as the row states it."""
    until: str | None = None
    """Day, month or year in which it ended, as the row states it; None: not ended."""
    note: str | None = None
