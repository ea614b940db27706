"""How an answer was made: the recipe inside every result, and the same question asked again by it."""

from __future__ import annotations

from typing import Any

from headwater.asking.ask import Ask
from headwater.asking.question import Question
from headwater.graph.documents import Answer, Header, Recipe
from headwater.graph.risk.version import METHOD
from headwater.library import Reader
from headwater.version import __version__


def recipe_of(reader: Reader, name: str, ask: Ask, header: Header | None = None) -> Recipe:
    """The recipe of an answer: the question's name, what was asked, and on what the answer rests."""
    return Recipe(
        question=name,
        ask=ask.said(),
        revision=reader.revision if header is None else header.revision,
        today=reader.today,
        pack=reader.vocabulary.version,
        pack_sha256=reader.vocabulary.sha256,
        method_version=METHOD,
        program=f"headwater {__version__}",
    )


def put(reader: Reader, question: Question, ask: Ask) -> Any:
    """Ask a question: its document with the recipe in it, or its File.

    Raises:
        HeadwaterError: As the answer says.
    """
    at = reader.at(getattr(ask, "as_of", None))
    found = question.answer(at, ask)
    if isinstance(found, Answer):
        return found.model_copy(update={"recipe": recipe_of(at, question.name, ask, found.header)})
    return found


__all__ = ["put", "recipe_of"]
