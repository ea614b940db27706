"""What is known of conditions at a party: findings, assessments, context, and risks taken as given."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from headwater.graph.records.base import About, Grade, Key, Record, Share


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


class Finding(About):
    """Something found, alleged or decided about one party and one compliance point."""

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

    @property
    def severity(self) -> int | None:
        """The worst of the parts that are stated, 1 to 5; None: none is. Source: method 3."""
        return max((p for p in (self.scale, self.scope, self.irremediability) if p is not None), default=None)


class Assessment(About):
    """What somebody who looked says of one compliance point at one site."""

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


class Risk(About):
    """A party's own risk, given by the user and taken as given; `issue` is free text."""

    issue: str
    value: Share
