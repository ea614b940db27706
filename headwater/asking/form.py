"""A question as a form, an address and a command line: the same fields, the same words."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args, get_origin
from urllib.parse import urlencode

from pydantic.fields import FieldInfo

from headwater.asking.ask import Ask, fields_of, word_of
from headwater.asking.fields import (
    Choices,
    IssueOfPack,
    Parameters,
    Printing,
    Shown,
    Subject,
    default_of,
    marks,
    plain_type,
)
from headwater.asking.parameters import taken
from headwater.asking.question import Question
from headwater.graph.errors import WrongAsk
from headwater.graph.misfit import no_parameter
from headwater.graph.vocabulary import Pack


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form.

    `kind`: text, number, yes (a tick) or choice. `values` are what is filled in; `several` says that more may be.
    """

    word: str
    label: str
    help: str
    kind: Literal["text", "number", "yes", "choice"]
    required: bool
    several: bool
    choices: tuple[str, ...]
    hint: str
    values: tuple[str, ...]
    suggested: tuple[tuple[str, str], ...] = ()
    """Words that fit, each with what people call it; others may be written too."""


def form_of(
    question: Question, given: Sequence[tuple[str, str]] = (), pack: Pack | None = None
) -> tuple[FormField, ...]:
    """The fields of a question's form, filled in with what an address says, with the pack's words suggested."""
    out: list[FormField] = []
    for name, info in fields_of(question.ask).items():
        if marks(info, Printing) is not None:
            continue
        if marks(info, Parameters) is not None:
            out += [
                FormField(p.name, p.name, p.words(), "text", False, False, (), "", _said(p.name, given))
                for p in taken(info)
            ]
            continue
        field = _field(word_of(name, info), info, given)
        if pack is not None and marks(info, IssueOfPack) is not None:
            field = replace(field, suggested=tuple((i.id, i.title) for i in pack.issues))
        out.append(field)
    return tuple(out)


def _field(word: str, info: FieldInfo, given: Sequence[tuple[str, str]]) -> FormField:
    kind, shown, subject = plain_type(info.annotation), marks(info, Shown), marks(info, Subject)
    chosen = marks(info, Choices)
    words = tuple(chosen.words()) if chosen is not None else ()
    if get_origin(kind) is Literal:
        words = tuple(str(x) for x in get_args(kind))
    form: Literal["text", "number", "yes", "choice"] = "text"
    if kind is bool:
        form = "yes"
    elif words:
        form = "choice"
    elif kind in (int, float):
        form = "number"
    default = default_of(info) or None
    return FormField(
        word=word,
        label=(subject.metavar.capitalize() if subject is not None else word.replace("_", " ")),
        help=info.description or "",
        kind=form,
        required=info.is_required(),
        several=get_origin(kind) is tuple,
        choices=words,
        hint=f"default: {default}" if default is not None else (shown.metavar if shown is not None else ""),
        values=_said(word, given),
    )


def _said(word: str, given: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(v for k, v in given if k == word and v.strip())


def said_by(question: Question, pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What pairs of an address say, as `make_ask` takes it: several of a field as a list, parameters together.

    A word with nothing but blanks isn't said.

    Raises:
        WrongAsk: The form has no such word, or what may be said once is said twice.
    """
    fields = form_of(question)
    several, words = {f.word for f in fields if f.several}, [f.word for f in fields]
    named = {p.name: word_of(n, f) for n, f in fields_of(question.ask).items() for p in taken(f)}
    out: dict[str, Any] = {}
    for word, value in pairs:
        if word not in words:
            raise WrongAsk(no_parameter(question.name, word, words))
        if not value.strip():
            continue
        if word in named:
            held = out.setdefault(named[word], {})
            if word in held:
                raise said_twice(word, held[word], value)
            held[word] = value
        elif word in several:
            out.setdefault(word, []).append(value)
        elif word in out:
            raise said_twice(word, out[word], value)
        else:
            out[word] = value
    return out


def said_twice(word: str, first: str, second: str) -> WrongAsk:
    """The refusal of two values where one is taken."""
    return WrongAsk(f"{word} is said twice, {first!r} and {second!r}; it takes one")


def query_of(ask: Ask) -> list[tuple[str, str]]:
    """What was asked as pairs of an address's query, each parameter of an indicator by its own name."""
    out: list[tuple[str, str]] = []
    said = ask.said()
    for name, info in fields_of(type(ask)).items():
        word = word_of(name, info)
        value = said.get(word)
        if value is None:
            continue
        if isinstance(value, dict):
            out += [(k, str(v)) for k, v in value.items()]
        elif isinstance(value, list):
            out += [(word, str(v)) for v in value]
        else:
            out.append((word, "true" if value is True else str(value)))
    return out


def address_of(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    """A path with its query."""
    return f"{path}?{urlencode(list(pairs))}" if pairs else path


def command_of(question: Question, ask: Ask) -> str:
    """The command line that asks the same."""
    words: list[str] = ["headwater", question.name]
    said = ask.said()
    for name, info in fields_of(question.ask).items():
        word = word_of(name, info)
        value: Any = said.get(word)
        if value is None:
            continue
        if marks(info, Subject) is not None:
            words += value if isinstance(value, list) else [value]
            continue
        flag = f"--{word.replace('_', '-')}"
        if value is True:
            words.append(flag)
        elif isinstance(value, dict):
            words += [x for k, v in value.items() for x in (flag, f"{k}={v}")]
        else:
            words += [x for v in (value if isinstance(value, list) else [value]) for x in (flag, str(v))]
    return shlex.join(words)


__all__ = ["FormField", "address_of", "command_of", "form_of", "query_of", "said_by", "said_twice"]
