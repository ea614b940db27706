"""What is asked: the base of every question's model; and an answer that is a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator
from pydantic.fields import FieldInfo

from headwater.asking.fields import AsOf, Choices, Printing, marks, plain_type
from headwater.asking.parameters import taken
from headwater.graph.errors import OneWord, UnknownName
from headwater.graph.plain import refuse_odd_number


def word_of(name: str, info: FieldInfo) -> str:
    """The word for a field in options, queries and recipes: its alias, else its name."""
    return info.alias or name


class Ask(BaseModel):
    """What is asked: frozen, closed to unknown fields. A field's description is its help everywhere."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse a question whose field and a parameter of an indicator would be one word in a query: OneWord."""
        words = {word_of(n, f) for n, f in cls.model_fields.items()}
        for parameter in (p for f in cls.model_fields.values() for p in taken(f) if p.name in words):
            raise OneWord(
                f"{', '.join(parameter.by)} can't have a parameter {parameter.name!r}: {cls.__name__} "
                f"({cls.__module__}) has a field of that name, and in a query both are one word; rename the parameter"
            )

    @field_validator("*", mode="before")
    @classmethod
    def _said_plainly(cls, value: Any, about: ValidationInfo) -> Any:
        info = cls.model_fields[about.field_name or ""]
        for one in value if isinstance(value, list | tuple) else (value,):
            if isinstance(one, str) and not one.strip():
                raise ValueError("is empty" if info.is_required() else "is empty; leave it out where nothing is meant")
        kind = plain_type(info.annotation)
        if kind in (int, float):
            refuse_odd_number(value, kind)
        return value

    @field_validator("*")
    @classmethod
    def _known_words(cls, value: Any, about: ValidationInfo) -> Any:
        name = about.field_name or ""
        choices = marks(cls.model_fields[name], Choices)
        if choices is not None:
            _refuse_unknown(choices.what or word_of(name, cls.model_fields[name]), value, choices.words())
        return value

    def said(self) -> dict[str, Any]:
        """What was asked, as plain JSON values by the words of the query, without defaults and printing."""
        plain = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        printing = {word_of(n, f) for n, f in type(self).model_fields.items() if marks(f, Printing) is not None}
        return {k: v for k, v in plain.items() if k not in printing and v not in (None, [], {})}


class DayAsk(Ask):
    """A question about a day."""

    as_of: AsOf = None


def fields_of(ask: type[Ask]) -> dict[str, FieldInfo]:
    """The fields in the order in which people read them: what is asked about first, the day last."""
    held = ask.model_fields
    return {n: held[n] for n in sorted(held, key=lambda n: n == "as_of")}


def _refuse_unknown(what: str, value: Any, known: Iterable[str]) -> None:
    words = list(known)
    for one in value if isinstance(value, tuple) else (value,):
        if one is not None and one not in words:
            raise UnknownName(what.replace("_", " "), one, words)


@dataclass(frozen=True)
class File:
    """An answer that is a file: written as it is made.

    `name` is what to call it, `what` what it is, in words; `framed` says that it is a page of its own, which may
    run its own script in a sandbox.
    """

    chunks: Iterable[bytes]
    media_type: str
    name: str
    framed: bool = False
    what: str = "file"


__all__ = ["Ask", "DayAsk", "File", "fields_of", "word_of"]
