"""What a row can say: the record kinds, frozen and closed to unknown fields.

A record is one sentence of one row. `None` means "the row doesn't say", never zero or "no".
Dates are ISO text, a year or a month where the source says no more ("2022", "2021-02").
Every record carries its `Provenance`; `headwater.graph.statements` turns it into the stored form.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Share = Annotated[float, Field(ge=0.0, le=1.0)]
"""A fraction of something, 0 to 1."""
Grade = Annotated[int, Field(ge=1, le=5)]
"""A part of severity, 1 (least) to 5 (gravest)."""
Key = Annotated[str, Field(min_length=1, max_length=512)]
"""A source key, see `headwater.graph.ids`."""


class Visibility(IntEnum):
    """Who may see a statement; an order, so that a viewer's level filters by `<=`."""

    PUBLIC = 0
    PARTNER = 1
    RESTRICTED = 2
    SEALED = 3


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


class FindingKind(StrEnum):
    """How a finding came to be said; always shown beside it."""

    ALLEGATION = "allegation"
    AUDIT = "audit finding"
    INSPECTION = "inspection finding"
    CONFIRMED = "confirmed"
    AUTHORITY = "decision of an authority"


class Outcome(StrEnum):
    """What an assessment says of one compliance point."""

    COMPLIANT = "compliant"
    NON_COMPLIANT = "non-compliant"
    NOT_APPLICABLE = "not applicable"
    NOT_CHECKED = "not checked"


class Provenance(BaseModel):
    """Where a record stands: source, file, its SHA-256, and the row as a person would count it.

    `row` is the line of a text file or the row of a sheet (the first line is 1), else the position
    of the item in the file (the first is 1). 0 means the file as a whole. `dated` is the version
    date of the file, None where it states none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    file: str
    sha256: str
    row: int = Field(ge=0)
    dated: str | None = None


class Record(BaseModel):
    """The base of every record."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    provenance: Provenance
    visibility: Visibility = Visibility.PUBLIC
    valid_from: str | None = None
    """First day on which it holds; None: since ever. Filled from the row's own date, else the file's."""
    valid_to: str | None = None
    """First day on which it no longer holds; None: open."""


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


class Finding(Record):
    """Something found, alleged or decided about one party and one compliance point."""

    key: Key
    party: Key
    issue: str
    """A cluster of the pack, or `living_wage`."""
    point: str
    """A compliance point of the pack."""
    kind: FindingKind
    state: Literal["actual", "potential"] = "actual"
    status: Literal["open", "remedied", "closed", "unknown"] = "unknown"
    source_type: str
    """A key of the pack's credibility table (confirmed_on_site, audit, inspection, ngo, press, allegation)."""
    source_family: str | None = None
    """Sources of one family count once; None: the source itself."""
    scale: Grade | None = None
    scope: Grade | None = None
    irremediability: Grade | None = None
    delay_irremediable: bool | None = None
    """Whether the harm can't be put right any more if one waits; second in the register's key."""
    likelihood: Share | None = None
    observed: str | None = None
    reported: str | None = None
    affected: int | None = Field(default=None, ge=0)
    women: int | None = Field(default=None, ge=0)
    migrants: int | None = Field(default=None, ge=0)
    minors: int | None = Field(default=None, ge=0)
    event: str | None = None
    """Reports with one event key are one event; None: (party, point, year)."""
    cause: str | None = None
    """Coded cause outside the site."""
    standard: str | None = None
    remedied_effect: Share | None = None
    """Verified effect of a remedy, 0 to 1; None: no remedy known."""
    remedy_credibility: Share | None = None
    """Of the remedy's verification; None: that of who verified it."""
    remedied_verified_by: str | None = None
    """Who verified the remedy, a key of the pack's credibility table; None: who reports, `source_type`."""
    text: str | None = None


class Assessment(Record):
    """What somebody who looked says of one compliance point at one site."""

    key: Key
    party: Key
    issue: str
    point: str
    outcome: Outcome
    method: str | None = None
    """announced, unannounced, off-site interviews, workers' representatives present, survey; None: not stated."""
    standard: str | None = None
    cycle: str | None = None
    date: str | None = None
    value: float | None = None
    """A measured value, in the standard's own unit (wage as % of the benchmark)."""
    source_type: str | None = None


class Prior(Record):
    """Context: what a list says of a good from a country or region, per issue."""

    key: Key
    country: str = Field(pattern=r"^[A-Z]{2}$")
    region: str | None = None
    good: str
    issue: str
    listed: bool
    edition: str | None = None
    good_name: str | None = None
    """As the list writes it."""


class Risk(Record):
    """A party's own risk, given by the user and taken as given; `issue` is free text."""

    key: Key
    party: Key
    issue: str
    value: Share


class Entry(Record):
    """What a person decided to write about a party: outranks every source."""

    key: Key
    """The property it sets."""
    party: Key
    value: str
    by: str | None = None
    reason: str | None = None
    date: str | None = None
    """The day it was decided; of two entries the later stands."""


Release = Literal["named", "organisation only", "confidential", "sealed"]
WIDEST: dict[Release, Visibility] = {
    "named": Visibility.PUBLIC,
    "organisation only": Visibility.PARTNER,
    "confidential": Visibility.RESTRICTED,
    "sealed": Visibility.SEALED,
}
"""The most that may see a complaint, by what its complainant chose. Assumed."""


class Complaint(Record):
    """A complaint; becomes a finding only when founded. Nothing takes one that isn't public yet.

    `visibility` is by default the widest that `release` allows, and never wider. No error shows its words.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    key: Key
    party: Key
    issue: str
    release: Release = "sealed"
    status: str | None = None
    raised: str | None = None
    text: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _as_released(cls, said: Any) -> Any:
        if isinstance(said, dict) and "visibility" not in said:
            widest = WIDEST.get(said.get("release", "sealed"))
            return said if widest is None else {**said, "visibility": widest}
        return said

    @model_validator(mode="after")
    def _no_wider(self) -> Self:
        widest = WIDEST[self.release]
        if self.visibility < widest:
            seen, most = self.visibility.name.lower(), widest.name.lower()
            raise ValueError(f"a complaint released as {self.release!r} is at most {most}, not {seen}")
        return self


class Action(Record):
    """A corrective or preventive action. It moves no score: a remedy counts by a finding's `remedied_effect`."""

    key: Key
    party: Key
    issue: str | None = None
    """A cluster of the pack; None: not stated."""
    point: str | None = None
    finding: Key | None = None
    event: str | None = None
    """Key of the event it answers; None: whatever is open at the party and issue."""
    what: str
    owner: str | None = None
    """A role or an organisation, never a natural person."""
    due: str | None = None
    """Day, month or year until which it should be done; None: not stated."""
    status: str | None = None
    """planned, under way, done, verified or stopped; None: not stated."""
    verified_effect: Share | None = None
    """As the row states it, 0 to 1; None: nobody verified one."""
    date: str | None = None
    """Day, month or year on which the row's words held."""


class Engagement(Record):
    """A talk with people affected, or with those who speak for them."""

    key: Key
    party: Key
    what: str
    with_whom: str | None = None
    date: str | None = None


class Decision(Record):
    """What a person decided about work to do: who, why, and on which revision."""

    key: Key
    party: Key
    what: str
    by: str | None = None
    reason: str | None = None
    revision: int | None = None


class Response(Record):
    """The answer of the facility or company to a finding."""

    key: Key
    party: Key
    finding: Key | None = None
    text: str
    date: str | None = None


class Involvement(Record):
    """A buyer's involvement in a finding, a person's judgement with its reason."""

    key: Key
    party: Key
    finding: Key
    involvement: Literal["caused", "contributed", "directly linked"]
    reason: str


RECORDS: tuple[type[Record], ...] = (
    Source, Party, Relation, Finding, Assessment, Prior, Risk, Entry,
    Complaint, Action, Engagement, Decision, Response, Involvement,
)  # fmt: skip
"""Every record kind; the stores know them all."""
