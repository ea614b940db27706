"""The marks on an Ask's fields, and the fields that many questions have.

A field's name is the option's (`--severity`), the query's (`severity=`) and the form's; its description is
the help everywhere. The marks say what the type can't.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import Field
from pydantic.fields import FieldInfo


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about: given without an option's name on the command line, under this word in its help."""

    metavar: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands for the value in help texts: DATE, CC, PARTY=NUMBER."""

    metavar: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The words that are taken, from a registry; a value that isn't among them is refused with them.

    `what` is what such a word names, where the field's own word doesn't say it.
    """

    words: Callable[[], Sequence[str]]
    what: str = ""


@dataclass(frozen=True, slots=True)
class IssueOfPack:
    """An issue: forms suggest those of the pack."""


@dataclass(frozen=True, slots=True)
class FromFile:
    """On the command line a file may give the values: its option, how it is read, and its help."""

    option: str
    read: Callable[[Path], Sequence[str]]
    help: str


@dataclass(frozen=True, slots=True)
class Printing:
    """Says only how much of the answer is printed: on the command line alone, in no recipe."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Parameters of an indicator by their names: `--param NAME=VALUE`, in a query each by its own name.

    `of` names the indicators that the question runs; empty: any of them.
    """

    of: tuple[str, ...] = ()


PARTY = "A canonical id, a source's own id, or a name where only one fits."

Party = Annotated[str, Subject("PARTY"), Field(min_length=1, max_length=500, description=PARTY)]
Issue = Annotated[
    str | None, IssueOfPack(), Field(max_length=200, description="Only this issue of the pack.", examples=["osh"])
]
Depth = Annotated[int | None, Field(ge=1, le=50, description="Tiers to walk upstream; default: to the end.")]
AsOf = Annotated[
    str | None,
    Shown("DATE"),
    Field(description="What was true on this day, YYYY-MM-DD; default: today.", examples=["2026-01-31"]),
]
Country = Annotated[str | None, Shown("CC"), Field(max_length=100, examples=["BD"])]
Params = Annotated[
    dict[str, str],
    Parameters(),
    Shown("NAME=VALUE"),
    Field(description="A parameter of the indicator; may be given again."),
]


def described(info: FieldInfo) -> str:
    """A field's help with the words that it takes, where they are known."""
    said, choices = info.description or "", marks(info, Choices)
    return said if choices is None else f"{said} One of: {', '.join(choices.words())}."


def marks(field: Any, kind: type[Any]) -> Any:
    """The mark of a kind on a pydantic field, the last one said; None where it has none."""
    return next((m for m in reversed(field.metadata) if isinstance(m, kind)), None)


def default_of(info: FieldInfo) -> Any:
    """A field's default where it says something: None where it is needed, empty, or unset."""
    if info.is_required():
        return None
    value = info.get_default(call_default_factory=True)
    return None if value in ((), {}, None) else value


def plain_type(annotation: Any) -> Any:
    """A field's type without `| None`."""
    if get_origin(annotation) in (Union, UnionType):
        inner = [a for a in get_args(annotation) if a is not type(None)]
        return plain_type(inner[0]) if len(inner) == 1 else annotation
    return annotation
