"""Parameters of the indicators: one description for the command line, the API and the docs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from headwater.graph.plain import refuse_odd_number


class Params(BaseModel):
    """The parameters of one indicator: a subclass declares exactly those that it takes, each with its description.

    Names are those of the command line (`--param alpha=0.9`) and of the API's query. The word `none` is None where a
    parameter may be None.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _plain(cls, value: object, info: ValidationInfo) -> object:
        annotation = cls.model_fields[info.field_name or ""].annotation
        if isinstance(value, str) and value.strip().casefold() == "none" and may_be_none(annotation):
            return None
        for kind in {int, float}.intersection(_kinds(annotation)):
            refuse_odd_number(value, kind)
        return value


@dataclass(frozen=True, slots=True)
class FromPack:
    """A parameter that a setting of the pack may give: where nothing is said, or with a `word` where it is said."""

    setting: str
    word: str | None = None


def may_be_none(annotation: Any) -> bool:
    """Whether `none` means None to a parameter of this type: it may be None, and knows no word `none` of its own."""
    kinds = tuple(_kinds(annotation))
    return NoneType in kinds and not any(get_origin(k) is Literal and "none" in get_args(k) for k in kinds)


def given_by(kind: type[Params], setting: str) -> list[str]:
    """The parameters for which this setting of the pack stands where nothing is said."""
    return [n for n, f in kind.model_fields.items() if FromPack(setting) in f.metadata]


def _kinds(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for one in get_args(annotation):
            yield from _kinds(one)
    else:
        yield NoneType if annotation is None else annotation


Hops = Annotated[int | None, Field(ge=1, le=50, description="Longest route in steps; none: no limit.")]
Materiality = Annotated[
    float | None,
    FromPack("materiality_a0", word="a0"),
    Field(
        gt=0.0,
        le=1.0,
        description="Share of purchases from which a link counts in full; smaller stated shares weaken it in "
        "proportion. none: off.",
    ),
]
Unmapped = Annotated[
    Literal["prior", "none"],
    Field(description="none: an issue that the pack doesn't know counts as 0 where nothing is given."),
]


class UpstreamOptions(Params):
    """Parameters of upstream_risk."""

    alpha: Annotated[
        float,
        FromPack("alpha"),
        Field(
            ge=0.0,
            le=0.99,
            description="How much of each step's risk is passed on to the buyer, 0 to 0.99. A reporting weight, "
            "not a view on responsibility.",
        ),
    ] = 0.85
    unmapped: Literal["prior", "none"] = Field(
        default="prior",
        description="prior: what is bought from unnamed suppliers takes the prior of its country and good; "
        "none: it is left out and the raw sum x = s + alpha · Σ share · x is given.",
    )
    hops: Hops = None
    method: Literal["auto", "exact"] = Field(default="auto", description="The sum is always solved exactly.")


class LinkedOptions(Params):
    """Parameters of linked_harm."""

    unmapped: Unmapped = "prior"
    materiality: Materiality = None
    hops: Hops = 1
    method: Literal["auto", "exact", "montecarlo", "bound"] = Field(
        default="auto",
        description="auto: exact up to 20 uncertain links, else sampled worlds for what is viewed, else a bound "
        '("at most").',
    )
    worlds: int = Field(default=10_048, ge=64, le=10_000_000, multiple_of=64, description="Sampled worlds.")
    seed: int = Field(default=0, ge=0, description="Seed of the sampled worlds.")


class PathOptions(Params):
    """Parameters of worst_path."""

    unmapped: Unmapped = "prior"
    materiality: Materiality = None
    hops: Hops = None
    method: Literal["auto", "exact"] = Field(default="auto", description="The route is always found exactly.")


P = TypeVar("P", bound=Params)


def narrow(kind: type[P], params: Params | None) -> P:
    """Give `params` as the indicator's own kind; None: its defaults. Raises TypeError where they are another's."""
    if params is None:
        return kind()
    if not isinstance(params, kind):
        raise TypeError(f"{type(params).__name__} aren't {kind.__name__}: each indicator takes its own parameters")
    return params
