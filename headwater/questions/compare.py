"""Companies side by side, with an order only where one is fair."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.fields import PARTY, Issue, Subject
from headwater.graph.risk.comparison.comparison import Comparison
from headwater.graph.risk.comparison.comparison import compare as make_comparison
from headwater.library import Reader


class CompareAsk(DayAsk):
    """By name; an order only among those who look about as much, with what it hangs on."""

    party: Annotated[
        tuple[str, ...], Subject("PARTY"), Field(min_length=1, description=f"Two or more, or a group. {PARTY}")
    ]
    issue: Issue = None


def answer(reader: Reader, ask: CompareAsk) -> Comparison:
    """Companies by name with their indicators; a group stands for its members."""
    ids = reader.parties(ask.party)
    snapshot, own = reader.picture()
    return make_comparison(snapshot, own, reader.vocabulary, ids, issue=reader.issue(ask.issue))
