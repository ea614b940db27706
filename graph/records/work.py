"""What people write, raise, do and decide: entries, complaints, actions and what follows from them."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import ConfigDict, model_validator

from headwater.graph.records.base import About, Key, Share, Visibility


class Entry(About):
    """What a person decided to write about a party, `key` the property it sets: outranks every source."""

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


class Complaint(About):
    """A complaint; becomes a finding only when founded. Nothing takes one that isn't public yet.

    `visibility` is by default the widest that `release` allows, and never wider. No error shows its words.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

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


class Action(About):
    """A corrective or preventive action. It moves no score: a remedy counts by a finding's `remedied_effect`."""

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


class Engagement(About):
    """A talk with people affected, or with those who speak for them."""

    what: str
    with_whom: str | None = None
    date: str | None = None


class Decision(About):
    """What a person decided about work to do: who, why, and on which revision."""

    what: str
    by: str | None = None
    reason: str | None = None
    revision: int | None = None


class Response(About):
    """The answer of the facility or company to a finding."""

    finding: Key | None = None
    text: str
    date: str | None = None


class Involvement(About):
    """A buyer's involvement in a finding, a person's judgement with its reason."""

    finding: Key
    involvement: Literal["caused", "contributed", "directly linked"]
    reason: str
