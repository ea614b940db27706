"""Parameters of the indicators: one description for the command line, the API and the docs."""

from __future__ import annotations

from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

ALPHA = Field(
    default=0.85,
    ge=0.0,
    le=0.99,
    description="How much of each step's risk is passed on to the buyer, 0 to 0.99. A reporting weight, "
    "not a view on responsibility.",
)
HOPS = Field(ge=1, le=50, description="Longest route in steps; none: no limit.")
MATERIALITY = Field(
    default=None,
    gt=0.0,
    le=1.0,
    description="Share of purchases from which a link counts in full; smaller stated shares weaken it in "
    "proportion. none: off.",
)


class Params(BaseModel):
    """Parameters common to the indicators; each indicator narrows the defaults and adds its own.

    Names are those of the command line (`--param alpha=0.9`) and of the API's query. The word `none` is None, except
    for `unmapped`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    alpha: float = 0.85
    unmapped: str = "prior"
    materiality: float | None = None
    hops: int | None = None
    method: str = "auto"
    worlds: int = 10_048
    seed: int = 0

    @field_validator("materiality", "hops", mode="before")
    @classmethod
    def _none(cls, value: object) -> object:
        return None if isinstance(value, str) and value.strip().casefold() in ("none", "") else value


class UpstreamOptions(Params):
    """Parameters of upstream_risk."""

    alpha: float = ALPHA
    unmapped: Literal["prior", "none"] = Field(
        default="prior",
        description="prior: what is bought from unnamed suppliers takes the prior of its country and good; "
        "none: it is left out and the raw sum x = s + alpha · Σ share · x is given.",
    )
    materiality: None = Field(default=None, description="Not used: shares weigh every link already.")
    hops: int | None = Field(default=None, ge=1, le=50, description="Longest route in steps; none: no limit.")
    method: Literal["auto", "exact"] = Field(default="auto", description="The sum is always solved exactly.")


class LinkedOptions(Params):
    """Parameters of linked_harm."""

    unmapped: Literal["prior", "none"] = Field(
        default="prior", description="none: an issue that the pack doesn't know counts as 0 where nothing is given."
    )
    materiality: float | None = MATERIALITY
    hops: int | None = Field(default=1, ge=1, le=50, description="Longest route in steps; none: no limit.")
    method: Literal["auto", "exact", "montecarlo", "bound"] = Field(
        default="auto",
        description="auto: exact up to 20 uncertain links, else sampled worlds for what is viewed, else a bound "
        '("at most").',
    )
    worlds: int = Field(default=10_048, ge=64, le=10_000_000, multiple_of=64, description="Sampled worlds.")
    seed: int = Field(default=0, ge=0, description="Seed of the sampled worlds.")


class PathOptions(Params):
    """Parameters of worst_path."""

    unmapped: Literal["prior", "none"] = Field(
        default="prior", description="none: an issue that the pack doesn't know counts as 0 where nothing is given."
    )
    materiality: float | None = MATERIALITY
    hops: int | None = Field(default=None, ge=1, le=50, description="Longest route in steps; none: no limit.")
    method: Literal["auto", "exact"] = Field(default="auto", description="The route is always found exactly.")


P = TypeVar("P", bound=Params)


def narrow(kind: type[P], params: Params | None) -> P:
    """Give `params` as the indicator's own kind; what nobody set takes the indicator's default."""
    if isinstance(params, kind):
        return params
    return kind.model_validate(params.model_dump(exclude_unset=True) if params is not None else {})
