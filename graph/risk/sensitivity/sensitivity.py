"""How much each assumed number of the pack moves a result: change it alone, compute again, look at the difference.

Each number is moved to both ends of a range: the one its line states, else one grade up and down, else 20 %
either way within what the number may be; alpha from 0.5 to 0.95 (method 5). One number at a time: what two would do
together isn't shown. Everything is computed anew on the part of the graph upstream of the party, so no formula
is repeated here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from headwater.graph.documents import Answer, Document
from headwater.graph.errors import NotFound, UnknownName
from headwater.graph.risk.comparison.stability import ALPHAS
from headwater.graph.risk.header import header_of
from headwater.graph.risk.indicators import get_indicator
from headwater.graph.risk.network.distances import upstream, with_members
from headwater.graph.risk.network.groups import alone
from headwater.graph.risk.own_risk.evidence import own as own_risk
from headwater.graph.risk.own_risk.own import Own, known
from headwater.graph.risk.register.register import priorities
from headwater.graph.risk.values.params import Params
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack
from headwater.graph.vocabulary.lines import Line
from headwater.graph.vocabulary.page import PRINTED, describe_line

TABLES = ("points", "credibilities", "detections", "half_lives", "priors", "settings")
"""Tables of the pack whose numbers enter own risk or an indicator when it is computed."""
AT_LOAD = ("confidence_own_list", "confidence_aggregator")
"""Settings that are read when a list is loaded, so that changing them moves nothing until then."""
ELSEWHERE = (
    "systemic_", "owner_group_", "small_cell", "comparable_assessed_points", "materiality_a0", "assessed_months",
)  # fmt: skip
"""Settings (by their beginning) that say which results are shown, or name a choice; they move no indicator."""
OTHERS = {
    "severity_words": "names a grade, and moves no indicator",
    "wages": "read when a list is loaded; load the list anew with another pack to see what it moves",
    "source_ranks": "says which of two statements stands where the graph is read, before anything is computed",
}
"""Tables with numbers that aren't moved here, and why."""
SPREAD = 0.2
"""Part of itself by which a number without a range is moved either way. Assumed."""
FIRST_ROWS = 10
"""Rows of the register whose order is watched. Assumed: what an officer reads first."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number of the pack and the two values that it is moved to; `rule` says why these."""

    table: str
    line: Line
    field: str
    value: float
    low: float
    high: float
    rule: str


Progress = Callable[[Sequence[Assumption]], Iterable[Assumption]]
"""Wraps the numbers that are tried, to show how far it is."""


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


class Untried(Document):
    """A number that wasn't moved, and why."""

    table: str
    row: int
    """Row of the table's file in the pack."""
    id: str
    why: str


class Sensitivity(Answer):
    """How much each assumed number moves one party's result, the largest swing first."""

    party: str
    name: str
    indicator: str
    issue: str | None
    params: dict[str, str | int | float | None]
    results: dict[str, float | None]
    """The result as it is, by issue."""
    titles: dict[str, str]
    """What people call each of these issues."""
    rows: tuple[MovedLine, ...]
    untried: tuple[Untried, ...]
    companies: int
    """Companies and facilities upstream, with the party itself."""
    notes: tuple[str, ...]


def assumptions(pack: Pack) -> tuple[Assumption, ...]:
    """The numbers that can be tried, in the pack's order, with the values to try."""
    out = []
    for table in TABLES:
        for line in getattr(pack, table):
            if table != "settings" or why_untried(line.id) is None:
                out.append(_assumption(table, line))
    return tuple(out)


def _assumption(table: str, line: Line) -> Assumption:
    field = PRINTED[table].number or "value"
    value = float(getattr(line, field))
    stated = getattr(line, "low", None), getattr(line, "high", None)
    if table == "settings" and getattr(line, "id", "") == "alpha":
        return Assumption(table, line, field, value, ALPHAS[0], ALPHAS[-1], "0.5 to 0.95 (method 5)")
    if stated[0] is not None and stated[1] is not None:
        return Assumption(table, line, field, value, stated[0], stated[1], "the range that its line states")
    if table == "points":
        return Assumption(table, line, field, value, max(value - 1, 1), min(value + 1, 5), "one grade down and up")
    free = table == "half_lives" or getattr(line, "id", "") == "prior_pseudo_count"
    high = value * (1 + SPREAD) if free else min(value * (1 + SPREAD), 1.0)
    return Assumption(table, line, field, value, value * (1 - SPREAD), high, "20 % either way, within 0 to 1")


def why_untried(setting: str) -> str | None:
    """Why a setting isn't moved; None: it is."""
    if setting in AT_LOAD:
        return "read when a list is loaded; load the list anew with another pack to see what it moves"
    if setting.startswith(ELSEWHERE):
        return "says what is shown or offered, and moves no indicator"
    return None


@dataclass(frozen=True, eq=False)
class _Case:
    """One state of the pack, and what comes of it."""

    own: Own
    values: np.ndarray
    first: tuple[tuple[str, str, str], ...]


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
    at = snapshot.find(party)
    if at is None:
        raise NotFound(party)
    chosen = get_indicator(indicator)
    params = params or chosen.params()
    doc = snapshot.parties[alone(snapshot, at)]
    roots = with_members(snapshot, [party])
    part = snapshot.part([*roots, *upstream(snapshot, roots)])
    place = part.index[snapshot.ids[at]]

    def case(numbers: Pack, chosen_params: Params, base: _Case | None) -> _Case:
        changed = replace(part, assumed=numbers.assumed) if numbers.assumed != part.assumed else part
        own = own_risk(changed, numbers, today, before=base.own if base is not None else None)
        if base is not None and changed is part and chosen_params is params and _alike(own, base.own):
            return base
        result = chosen.score(changed, own, chosen_params, viewed=[doc.id])
        rows = priorities(changed, own, numbers, [doc.id], issue=issue).rows[:FIRST_ROWS]
        return _Case(own, result.values[place], tuple((r.id, r.issue, r.point) for r in rows))

    base = case(pack, params, None)
    columns = _columns(base.own, pack, issue)
    names = [base.own.issues[k] for k in columns]
    found = []
    for x in progress([a for a in assumptions(pack) if not (alpha_given and _is_alpha(a))]):
        ends = []
        for tried in (x.low, x.high):
            moved = pack.changed(x.table, x.line.row, **{x.field: _like(x, tried)})
            chosen_params = params
            if _is_alpha(x) and "alpha" in chosen.params.__annotations__:
                chosen_params = params.model_copy(update={"alpha": tried})
            ends.append(case(moved, chosen_params, base))
        found.append(_line(pack, x, base, ends, columns, names))
    found.sort(key=lambda r: (-r.swing, not r.reorders, -r.own_swing, TABLES.index(r.table), r.row))
    untried = [
        Untried(table="settings", row=s.row, id=s.id, why=why)
        for s in pack.settings
        if (why := "was given, so the pack's isn't used" if alpha_given and s.id == "alpha" else why_untried(s.id))
    ]
    untried += [
        Untried(table=table, row=x.row, id=describe_line(pack, table, x).id, why=why)
        for table, why in OTHERS.items()
        for x in getattr(pack, table)
    ]
    return Sensitivity(
        header=header_of(snapshot, base.own),
        party=doc.id,
        name=doc.name,
        indicator=indicator,
        issue=issue,
        params=params.model_dump(mode="json"),
        results={n: known(base.values[k]) for n, k in zip(names, columns, strict=True)},
        titles={n: pack.issue_title(n) for n in names},
        rows=tuple(found),
        untried=tuple(untried),
        companies=len(part.ids),
        notes=(
            "Each number is moved alone; swings don't add up, and a number that moves nothing here may move another "
            "company's result.",
        ),
    )


def _is_alpha(x: Assumption) -> bool:
    return x.table == "settings" and getattr(x.line, "id", "") == "alpha"


def _like(x: Assumption, value: float) -> float | int:
    return int(value) if x.table == "points" else value


def _alike(a: Own, b: Own) -> bool:
    """Whether two own risks are the same in all that an indicator or the register reads."""
    names = ("p", "severity", "s_evidence", "s_context", "unmapped", "state")
    return all(np.array_equal(getattr(a, n), getattr(b, n), equal_nan=n != "state") for n in names)


def _columns(own: Own, pack: Pack, issue: str | None) -> list[int]:
    if issue is None:
        return list(range(len(own.issues)))
    k = own.column(pack.issue_named(issue) or issue)
    if k is None:
        raise UnknownName("issue", issue, own.issues)
    return [k]


def _line(
    pack: Pack, x: Assumption, base: _Case, ends: Sequence[_Case], columns: list[int], names: Sequence[str]
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
