"""An indicator over the graph as a document: a row a party and issue, by name."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph.documents import Answer
from headwater.graph.numbers import count
from headwater.graph.records import PartyKind
from headwater.graph.risk.header import header_of
from headwater.graph.risk.indicators import get_indicator
from headwater.graph.risk.network.groups import silent, some_names
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import Params
from headwater.graph.risk.values.result import Method, ScoreRow, Unknown
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

WORST = "all"
"""The issue that stands for the worst of all issues of a party."""


class Scores(Answer):
    """An indicator over the graph. Listed by name: a number doesn't order the work."""

    indicator: str
    title: str
    params: dict[str, str | bool | int | float | None]
    titles: dict[str, str]
    """By issue, what people call it."""
    rows: tuple[ScoreRow, ...]
    notes: tuple[str, ...]


def scores(
    snapshot: Snapshot,
    own: Own,
    pack: Pack,
    indicator: str,
    params: Params | None = None,
    issue: str | None = None,
    kind: str | None = None,
) -> Scores:
    """Score every party, or every one of a kind, for one issue, the worst (`WORST`), or each after the worst (None).

    An issue that nobody knows gives values of None, and the method says so. Groups that buy nothing themselves have
    no row; a note names them.

    Raises:
        UnknownName: No such indicator.
    """
    chosen = get_indicator(indicator)
    settings = params or chosen.params()
    viewed = None if kind is None else [p.id for p in snapshot.parties if p.kind == kind]
    result = chosen.score(snapshot, own, settings, viewed=viewed)
    rows = result.rows(snapshot, issue=None if issue == WORST else issue, kind=kind)
    if issue == WORST and WORST not in own.issues:
        rows = _worst(rows)
    elif issue is None:
        each = len(own.issues)
        rows = [x for i, worst in enumerate(_worst(rows)) for x in (worst, *rows[i * each : (i + 1) * each])]
    elif own.column(issue) is None:
        rows = [_not_known(r, issue, result.beyond_pack) for r in result.rows(snapshot, issue=own.issues[0], kind=kind)]
    groups = [i for i in silent(snapshot) if kind in (None, PartyKind.GROUP)]
    without = {snapshot.ids[i] for i in groups}
    rows = [r for r in rows if r.party not in without]
    notes = list(own.notes)
    if groups:
        said = f"{count(len(groups), 'group')} that {'buys' if len(groups) == 1 else 'buy'} nothing"
        notes.append(f"Without {said}: ask for the brands of {some_names(snapshot, groups).removesuffix('.')}.")
    return Scores(
        header=header_of(snapshot, own),
        indicator=indicator,
        title=chosen.title,
        params=settings.model_dump(mode="json"),
        titles={name: pack.issue_title(name) for name in dict.fromkeys(r.worst_issue or r.issue for r in rows)},
        rows=tuple(rows),
        notes=tuple(notes),
    )


def _worst(rows: Sequence[ScoreRow]) -> list[ScoreRow]:
    """One row per party: its worst issue, named; nothing is summed over issues."""
    best: dict[str, ScoreRow] = {}
    for row in rows:
        held = best.get(row.party)
        if held is None or (row.value is not None and (held.value is None or row.value > held.value)):
            best[row.party] = row
    return [r.model_copy(update={"issue": WORST, "worst_issue": r.issue}) for r in best.values()]


def _not_known(row: ScoreRow, issue: str, counted: Unknown) -> ScoreRow:
    """An issue that neither the pack nor a `risks` row knows: None, or 0 where the indicator counts it so."""
    empty = dict.fromkeys(("low", "high", "evidence", "context", "unmapped", "n", "interval", "error"))
    said = {
        "issue": issue,
        "value": 0.0 if counted is Unknown.AS_ZERO else None,
        "method": Method.NO_ISSUE,
        "unknown_to_pack": counted,
    }
    return row.model_copy(update={**empty, **said})


__all__ = ["WORST", "Scores", "scores"]
