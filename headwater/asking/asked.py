"""From words to an Ask, with a plain word about each that doesn't fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from headwater.asking.ask import Ask, fields_of, word_of
from headwater.asking.parameters import taken
from headwater.asking.question import Question
from headwater.graph.errors import WrongAsk
from headwater.graph.misfit import misfit, no_parameter


def make_ask(question: Question, given: Mapping[str, Any]) -> Ask:
    """The Ask of values by the words of the query.

    Raises:
        WrongAsk: A value doesn't fit, or there is no such field; says which and what would be right.
        UnknownName: A word isn't among those that are taken.
    """
    try:
        return question.ask.model_validate(dict(given), by_alias=True, by_name=False)
    except ValidationError as error:
        raise WrongAsk("; ".join(_said(question, e) for e in error.errors())) from None


def refuse_wrong(question: Question, given: Mapping[str, Any]) -> None:
    """Refuse what `make_ask` refuses in these values; what is still missing isn't wrong.

    Raises:
        WrongAsk, UnknownName: As `make_ask`.
    """
    try:
        question.ask.model_validate(dict(given), by_alias=True, by_name=False)
    except ValidationError as error:
        if wrong := [_said(question, e) for e in error.errors() if e["type"] != "missing"]:
            raise WrongAsk("; ".join(wrong)) from None


def _said(question: Question, error: Any) -> str:
    where = ".".join(str(x) for x in error["loc"])
    if error["type"] == "extra_forbidden":
        known = [w for n, f in fields_of(question.ask).items() for w in [p.name for p in taken(f)] or [word_of(n, f)]]
        return no_parameter(question.name, where, known)
    if error["type"] == "missing":
        return f"{question.name} needs {where}"
    return misfit(error)


__all__ = ["make_ask", "refuse_wrong"]
