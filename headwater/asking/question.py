"""A question: one frozen model of what may be asked, one function that answers it.

A question's module holds its `Ask` (a subclass, named after it) and `answer(reader, ask) -> Document`. All
else follows from these two: the command's options and help, the route's query and OpenAPI, the page's form
and share link, the row in `docs/reference.md`, and the recipe in every answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from types import ModuleType, UnionType
from typing import Any, Self, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic.fields import FieldInfo

from headwater.asking.fields import AsOf, Choices, Printing, marks
from headwater.graph.errors import UnknownName, WrongAsk
from headwater.library import Reader


class Ask(BaseModel):
    """What is asked: frozen, closed to unknown fields. A field's description is its help everywhere."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="after")
    def _known_words(self) -> Self:
        for name, info in type(self).model_fields.items():
            choices = marks(info, Choices)
            if choices is not None:
                _refuse_unknown(choices.what or word_of(name, info), getattr(self, name), choices.words())
        return self

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


def word_of(name: str, info: FieldInfo) -> str:
    """The word for a field in options, queries and recipes: its alias, else its name."""
    return info.alias or name


def _refuse_unknown(what: str, value: Any, known: Iterable[str]) -> None:
    words = list(known)
    for one in value if isinstance(value, tuple) else (value,):
        if one is not None and one not in words:
            raise UnknownName(what.replace("_", " "), one, words)


@dataclass(frozen=True)
class File:
    """An answer that is a file: written as it is made.

    `name` is what to call it; `framed` says that it is a page of its own, which may run its own script in a sandbox.
    """

    chunks: Iterable[bytes]
    media_type: str
    name: str
    framed: bool = False


@dataclass(frozen=True)
class Question:
    """A question by name; its module is imported when it is first asked for.

    `title` is its line in overviews, `tag` the chapter that it stands in.
    """

    name: str
    title: str
    tag: str
    package: str = "headwater.questions"

    @cached_property
    def module(self) -> ModuleType:
        """The module with the Ask and the answer."""
        return import_module(f"{self.package}.{self.name}")

    @cached_property
    def answer(self) -> Callable[[Reader, Any], Any]:
        """From reader and Ask to the document (or the File)."""
        found: Callable[[Reader, Any], Any] = self.module.answer
        return found

    @cached_property
    def _hints(self) -> dict[str, Any]:
        return get_type_hints(self.answer)

    @property
    def ask(self) -> type[Ask]:
        """The model of what may be asked."""
        found: type[Ask] = self._hints["ask"]
        return found

    @property
    def documents(self) -> tuple[type[BaseModel], ...]:
        """The types of its answer, those that the module names or those of the answer; none where it gives a File."""
        named: tuple[type[BaseModel], ...] | None = getattr(self.module, "DOCUMENTS", None)
        if named is not None:
            return named
        said = self._hints["return"]
        kinds = get_args(said) if isinstance(said, UnionType) else (said,)
        return tuple(k for k in kinds if issubclass(k, BaseModel))

    @property
    def gives_file(self) -> bool:
        """Whether the answer is a file."""
        return not self.documents

    @property
    def help(self) -> str:
        """What it answers, in full: the title, and what the Ask's docstring adds."""
        said = (self.ask.__doc__ or "").strip()
        return f"{self.title}\n\n{said}" if said else self.title


def make_ask(question: Question, given: Mapping[str, Any]) -> Ask:
    """The Ask of values by the words of the query.

    Raises:
        WrongAsk: A value doesn't fit, or there is no such field; says which and what would be right.
        UnknownName: A word isn't among those that are taken.
    """
    try:
        return question.ask.model_validate(dict(given))
    except ValidationError as error:
        raise WrongAsk("; ".join(_said(question, e) for e in error.errors())) from None


def _said(question: Question, error: Any) -> str:
    where = ".".join(str(x) for x in error["loc"])
    if error["type"] == "extra_forbidden":
        known = ", ".join(word_of(n, f) for n, f in fields_of(question.ask).items())
        return f"{question.name} has no parameter {where!r}; it has {known}"
    if error["type"] == "missing":
        return f"{question.name} needs {where}"
    return f"{where}: {error['msg']}" if where else str(error["msg"])


__all__ = ["Ask", "DayAsk", "File", "Question", "fields_of", "make_ask", "word_of"]
