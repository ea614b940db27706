"""How much each assumed number of the pack moves a result: change it alone, compute again, look at the difference.

One number at a time: what two would do together isn't shown. Everything is computed anew, so no formula is repeated
here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from headwater.graph.documents import Answer, Document
from headwater.graph.errors import UnknownName
from headwater.graph.risk.header import header_of
from headwater.graph.risk.indicators import get_indicator
from headwater.graph.risk.own_risk.own import Own, known
from headwater.graph.risk.sensitivity.assumptions import TABLES, Assumption, Progress, Untried, assumptions, untried
from headwater.graph.risk.sensitivity.trial import Case, Trial
from headwater.graph.risk.values.params import Params
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack
from headwater.graph.vocabulary.page import describe_line


class MovedLine(Document):
    """What one number moves. The result's ends are those at the number's low and high, in that order."""

    table: str
    row: int
    """Row of the table's file in the pack."""
    id: str
    what: str
    unit: str
    value: float
    low: float
    high: float
    rule: str
    issue: str
    """The issue whose result moves most."""
    issue_title: str
    at_low: float | None
    base: float | None
    at_high: float | None
    swing: float
    """Largest less smallest of the three, 0 to 1; what isn't known doesn't swing."""
    own_swing: float
    """The most by which the own risk of any party upstream moves, 0 to 1."""
    reorders: bool
    """Whether the first rows of the priority register change, or their order."""
    source: str
    checked: bool


class Sensitivity(Answer):
    """How much each assumed number moves one party's result, the largest swing first."""

    party: str
    name: str
    indicator: str
    issue: str | None
    params: dict[str, str | bool | int | float | None]
    results: dict[str, float | None]
    """The result as it is, by issue."""
    titles: dict[str, str]
    """What people call each of these issues."""
    rows: tuple[MovedLine, ...]
    untried: tuple[Untried, ...]
    companies: int
    """Companies and facilities upstream, with the party itself."""
    notes: tuple[str, ...]


def sensitivity(
    snapshot: Snapshot,
    pack: Pack,
    party: str,
    *,
    today: str,
    indicator: str = "upstream_risk",
    issue: str | None = None,
    params: Params | None = None,
    alpha_given: bool = False,
    progress: Progress = lambda xs: xs,
) -> Sensitivity:
    """Move each assumed number alone and compute the party's result again.

    Args:
        snapshot: The graph.
        pack: The numbers.
        party: Id or source key; a group is asked by its brands.
        today: ISO date.
        indicator: Name of the indicator.
        issue: One issue; None: all, each number showing the one that it moves most.
        params: Of the indicator.
        alpha_given: alpha was chosen by the caller, so it isn't an assumption of the pack here.
        progress: Wraps the numbers, to show how far it is.

    Raises:
        NotFound: No such party.
        UnknownName: No such indicator or issue.
        UsageError: The party is a group, which buys nothing itself.
    """
    chosen = get_indicator(indicator)
    params = params or chosen.params()
    trial = Trial.of(snapshot, party, chosen, params, issue, today)
    base = trial.case(pack)
    columns = _columns(base.own, pack, issue)
    names = [base.own.issues[k] for k in columns]
    found = []
    for x in progress([a for a in assumptions(pack) if not (alpha_given and a.is_alpha)]):
        ends = [trial.case(x.moved(pack, v), base, alpha=v if x.is_alpha else None) for v in (x.low, x.high)]
        found.append(_line(pack, x, base, ends, columns, names))
    found.sort(key=lambda r: (-r.swing, not r.reorders, -r.own_swing, TABLES.index(r.table), r.row))
    return Sensitivity(
        header=header_of(snapshot, base.own),
        party=trial.party,
        name=snapshot.parties[snapshot.index[trial.party]].name,
        indicator=indicator,
        issue=issue,
        params=params.model_dump(mode="json"),
        results={n: known(base.values[k]) for n, k in zip(names, columns, strict=True)},
        titles={n: pack.issue_title(n) for n in names},
        rows=tuple(found),
        untried=untried(pack, alpha_given=alpha_given),
        companies=len(trial.part.ids),
        notes=(
            "Each number is moved alone; swings don't add up, and a number that moves nothing here may move another "
            "company's result.",
        ),
    )


def _columns(own: Own, pack: Pack, issue: str | None) -> list[int]:
    if issue is None:
        return list(range(len(own.issues)))
    k = own.column(pack.issue_named(issue) or issue)
    if k is None:
        raise UnknownName("issue", issue, own.issues)
    return [k]


def _line(
    pack: Pack, x: Assumption, base: Case, ends: Sequence[Case], columns: list[int], names: Sequence[str]
) -> MovedLine:
    three = np.array([[c.values[k] for k in columns] for c in (ends[0], base, ends[1])])
    swings = np.nan_to_num(three.max(axis=0) - three.min(axis=0))
    worst = int(np.argmax(swings))
    own = np.array([c.own.s[:, columns] for c in (ends[0], base, ends[1])])
    spread = np.nan_to_num(own.max(axis=0) - own.min(axis=0))
    said = describe_line(pack, x.table, x.line)
    return MovedLine(
        table=x.table,
        row=x.line.row,
        id=said.id,
        what=said.what,
        unit=said.unit or "",
        value=x.value,
        low=x.low,
        high=x.high,
        rule=x.rule,
        issue=names[worst],
        issue_title=pack.issue_title(names[worst]),
        at_low=known(three[0, worst]),
        base=known(three[1, worst]),
        at_high=known(three[2, worst]),
        swing=float(swings[worst]),
        own_swing=float(spread.max(initial=0.0)),
        reorders=any(c.first != base.first for c in ends),
        source=said.source,
        checked=said.checked,
    )
