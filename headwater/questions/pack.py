"""What the numbers rest on: the pack in words."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import Ask
from headwater.asking.fields import Issue, Shown
from headwater.graph.errors import UsageError
from headwater.graph.vocabulary.page import PackDocument, describe
from headwater.library import Reader


class PackAsk(Ask):
    """With the unit of each number, and what it moves for one company where asked."""

    sensitivity: Annotated[
        str | None,
        Shown("PARTY"),
        Field(max_length=500, description="Say beside each number what it moves for this company."),
    ] = None
    issue: Annotated[Issue, Field(description="Only this issue of the company's; goes with `sensitivity`.")] = None


def answer(reader: Reader, ask: PackAsk) -> PackDocument:
    """Every word and number of the sector's pack with its unit, source and reason."""
    doc = describe(reader.vocabulary, reader.header())
    if ask.sensitivity is None:
        if ask.issue is not None:
            raise UsageError(f"issue {ask.issue!r}: it is of a company's result; name the company as `sensitivity`")
        return doc
    from headwater.graph.risk.sensitivity.moves import moves
    from headwater.questions import sensitivity

    moved = sensitivity.answer(reader, sensitivity.SensitivityAsk(party=ask.sensitivity, issue=ask.issue))
    return doc.model_copy(update={"moved": moves(moved)})
