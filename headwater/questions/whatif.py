"""What a change would move, in two ledgers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.fields import Issue, Params, Party, Shown
from headwater.asking.parameters import settings_of_all
from headwater.graph.errors import UsageError
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.whatif import WhatIf
from headwater.graph.risk.whatif.whatif import whatif as make_whatif
from headwater.library import Reader

Several = tuple[str, ...]


class WhatifAsk(DayAsk):
    """Our indicators before and after, and the people at the facilities touched: leaving never lowers their number."""

    party: Party
    drop: Annotated[Several, Shown("X"), Field(description="Leave this supplier; may be given again.")] = ()
    replace: Annotated[Several, Shown("X=Y"), Field(description="Buy from Y what was bought from X.")] = ()
    remediate: Annotated[
        Several, Shown("X[:WHAT]"), Field(description="Remedy X, an issue, point or event of it.")
    ] = ()
    close_country: Annotated[Several, Shown("CC"), Field(description="Leave every supplier in this country.")] = ()
    policy: Annotated[
        Several,
        Shown("ISSUE=EFFECT[@CC][,SOURCE]"),
        Field(description="A policy of this effect, verified by SOURCE."),
    ] = ()
    respread: Annotated[bool, Field(description="The share of who is left goes to the buyers' other suppliers.")] = (
        False
    )
    ours: Annotated[bool, Field(description="Only PARTY leaves or replaces; the other buyers stay.")] = False
    issue: Issue = None
    param: Params = Field(default_factory=dict)


def answer(reader: Reader, ask: WhatifAsk) -> WhatIf:
    """Before and after in two ledgers; nothing is saved. Parameters go to each indicator that takes them."""
    if not (ask.drop or ask.replace or ask.remediate or ask.close_country or ask.policy):
        raise UsageError(
            "say what to change: --drop, --replace OLD=NEW, --remediate PARTY[:ISSUE], --close-country CC or "
            "--policy ISSUE=EFFECT[@CC],SOURCE"
        )
    party = reader.party(ask.party)
    snapshot, own = reader.picture()
    edits = parse_edits(
        own.issues,
        drop=ask.drop,
        replace=ask.replace,
        remediate=ask.remediate,
        close=[reader.country(x) for x in ask.close_country],
        policy=[_policy(reader, x) for x in ask.policy],
        respread=ask.respread,
        ours=ask.ours,
        pack=reader.vocabulary,
        named=reader.other,
    )
    settings = settings_of_all(ask.param, reader.vocabulary)
    return make_whatif(snapshot, own, reader.vocabulary, party, edits, issue=reader.issue(ask.issue), params=settings)


def _policy(reader: Reader, words: str) -> str:
    """A policy's words with its country by code: ISSUE=EFFECT[@CC][,SOURCE]."""
    head, at, rest = words.partition("@")
    country, comma, source = rest.partition(",")
    return f"{head}@{reader.country(country)}{comma}{source}" if at else words
