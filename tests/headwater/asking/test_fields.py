"""The marks on a field, and what is read off its type."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from headwater.asking.fields import (
    Choices,
    Issue,
    IssueOfPack,
    Parameters,
    Params,
    Party,
    Shown,
    Subject,
    default_of,
    described,
    marks,
    plain_type,
)


class Some(BaseModel):
    """Fields of several kinds."""

    party: Party
    issue: Issue = None
    kind: Annotated[str, Choices(lambda: ["mill", "farm"]), Field(description="Of this kind.")] = "mill"
    depth: int | None = None
    several: tuple[str, ...] = ()
    param: Params = Field(default_factory=dict)
    only: Annotated[Params, Parameters(("one",)), Shown("X=Y")] = Field(default_factory=dict)
    how: Literal["a", "b"] | None = "b"


FIELDS = Some.model_fields


def test_a_mark_is_found_through_the_type_and_the_last_one_stands() -> None:
    assert marks(FIELDS["party"], Subject).metavar == "PARTY"
    assert marks(FIELDS["issue"], IssueOfPack) == IssueOfPack()
    assert marks(FIELDS["issue"], Subject) is None
    assert marks(FIELDS["param"], Parameters).of == ()
    assert (marks(FIELDS["only"], Parameters).of, marks(FIELDS["only"], Shown).metavar) == (("one",), "X=Y")


def test_a_default_that_says_nothing_is_none() -> None:
    said = {n: default_of(f) for n, f in FIELDS.items()}
    assert said == dict.fromkeys(FIELDS) | {"kind": "mill", "how": "b"}


def test_the_help_holds_the_words_that_are_taken() -> None:
    assert described(FIELDS["kind"]) == "Of this kind. One of: mill, farm."
    assert described(FIELDS["depth"]) == ""


def test_a_type_is_told_without_none() -> None:
    assert plain_type(int | None) is int
    assert plain_type(FIELDS["how"].annotation) == Literal["a", "b"]
    assert plain_type(int | str | None) == int | str | None
    assert plain_type(tuple[str, ...]) == tuple[str, ...]
