"""The largest changes of an indicator."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.asking.fields import PARTY, FromFile, Issue, Parameters, Params, Shown, Subject
from headwater.asking.parameters import number_by_party, settings_of
from headwater.graph.errors import UsageError
from headwater.graph.risk.values.params import UpstreamOptions, narrow
from headwater.graph.risk.whatif.largest import Largest
from headwater.graph.risk.whatif.largest import largest as make_largest
from headwater.library import Reader


def read_costs(path: Path) -> list[str]:
    """The lines of a CSV `party,cost`, as PARTY=NUMBER. Raises UsageError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            if not {"party", "cost"} <= set(rows.fieldnames or ()):
                raise UsageError(f"{path}: the first line must name the columns party,cost")
            return [f"{r['party']}={r['cost']}" for r in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: can't be read as a CSV in UTF-8: {error}") from error


class LargestAsk(DayAsk):
    """It orders no work: priorities does."""

    party: Annotated[str, Subject("BUYER"), Field(min_length=1, max_length=500, description=PARTY)]
    issue: Issue = None
    top: Annotated[int, Field(ge=1, le=1000, description="Rows of each issue.")] = 10
    cost: Annotated[
        tuple[str, ...],
        Shown("PARTY=NUMBER"),
        FromFile("costs", read_costs, "A CSV: party,cost."),
        Field(description="What a remedy there costs; may be given again."),
    ] = ()
    budget: Annotated[float | None, Field(description="What may be spent together; needs costs and an issue.")] = None
    param: Annotated[Params, Parameters(("upstream_risk",))] = Field(default_factory=dict)


def answer(reader: Reader, ask: LargestAsk) -> Largest:
    """Whose findings, remedied, would move upstream_risk of a buyer most: the exact optimum, since it adds up."""
    party = reader.party(ask.party)
    snapshot, own = reader.picture()
    price = number_by_party(ask.cost, "PARTY=NUMBER", reader.other)
    return make_largest(
        snapshot,
        own,
        reader.vocabulary,
        party,
        issue=reader.issue(ask.issue),
        top=ask.top,
        costs=price or None,
        budget=ask.budget,
        options=narrow(UpstreamOptions, settings_of("upstream_risk", ask.param, reader.vocabulary)),
    )
