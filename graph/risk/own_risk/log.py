"""What lies behind each own risk, line by line: made when it is asked for, for most are never asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from headwater.graph import numbers
from headwater.graph.records import Risk
from headwater.graph.risk.own_risk.intervals import Ranges
from headwater.graph.risk.own_risk.own import Contribution
from headwater.graph.risk.own_risk.points import Cell, PointRisk, point_risk, worst_point
from headwater.graph.risk.own_risk.priors import Context, Priors, PriorTable
from headwater.graph.snapshot import Evidence
from headwater.graph.vocabulary import Pack


class Log(Mapping[tuple[int, str], tuple[Contribution, ...]]):
    """(party, issue) → contributions that add up to s; each is made when it is asked for."""

    def __init__(
        self,
        pack: Pack,
        priors: Priors,
        held: PriorTable,
        issues: tuple[str, ...],
        cells: Mapping[tuple[int, str], Cell],
        given: Mapping[tuple[int, str], Evidence],
    ) -> None:
        self._pack, self._priors, self._table = pack, priors, held
        self._issues, self._cells, self._given = issues, cells, given

    def grounds(self, pack: Pack) -> tuple[Priors, PriorTable] | None:
        """The priors and their table, if another pack gives the same."""
        return (self._priors, self._table) if self._priors.same_under(pack) else None

    def __len__(self) -> int:
        return len(self._table.of) * len(self._issues)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return ((i, k) for i in range(len(self._table.of)) for k in self._issues)

    def ranges(self, issue: str) -> dict[int, tuple[Ranges, ...]]:
        """The parties of which something is known of an issue, and the ranges of its points; not those given."""
        held = sorted(i for i, k in self._cells if k == issue and (i, k) not in self._given)
        return {i: tuple(r.ranges for r in self._cells[i, issue].points) for i in held}

    def __getitem__(self, key: tuple[int, str]) -> tuple[Contribution, ...]:
        party, issue = key
        if issue not in self._issues or not 0 <= party < len(self._table.of):
            raise KeyError(key)
        if key in self._given:
            e = self._given[key]
            value = risk_value(e)
            return (
                Contribution(
                    party, issue, None, "evidence", value, f"own risk {numbers.amount(value)}, taken as given", (e.ref,)
                ),
            )
        if issue not in self._pack.issue_by_id:
            return ()
        context = self._priors.context(self._table.all[self._table.of[party]], issue)
        if key in self._cells:
            return _lines(party, issue, self._cells[key].best, context, self._pack)
        return _lines(
            party, issue, point_risk(worst_point(self._pack, issue), context, (), (), self._pack), context, self._pack
        )


def _lines(party: int, issue: str, risk: PointRisk, context: Context, pack: Pack) -> tuple[Contribution, ...]:
    """The contributions of one point: the events by their own chance, then what is left of the prior."""
    lines = []
    total = sum(e.counted for e in risk.events)
    for e in risk.events:
        if e.counted > 0.0:
            what = f"{e.words(pack)}; {e.grading.words()}; counts {numbers.value(e.counted)} of 1"
            lines.append(
                Contribution(party, issue, risk.point, "evidence", risk.evidence * e.counted / total, what, e.refs)
            )
    what = context.words
    refs = context.refs
    if risk.checks:
        names = ", ".join(sorted({c.programme for c in risk.checks}))
        what += f"; lowered by clean checks ({names})"
        refs = (*refs, *sorted({c.ref for c in risk.checks}))
    if risk.context != 0.0 or not lines:
        lines.append(Contribution(party, issue, risk.point, "context", risk.context, what, refs))
    return tuple(lines)


def risk_value(e: Evidence) -> float:
    """The own risk that a `risks` row gives, 0 to 1."""
    assert isinstance(e.record, Risk)
    return e.record.value
