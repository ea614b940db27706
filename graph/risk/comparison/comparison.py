"""Companies side by side, by name; an order by score only among those who look about as much.

Method 5: brands are listed by name; an order is offered only among those whose assessed shares differ by
less than 10 points (the pack's `comparable_assessed_points`), so that the one who looks doesn't look
worse than the one who doesn't. An order says on what it hangs: ranges, alpha, and the choice of indicator.
"""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph.documents import Answer, Document
from headwater.graph.errors import UsageError
from headwater.graph.risk.comparison.orders import Order, orders
from headwater.graph.risk.comparison.scores import Scores, score_all
from headwater.graph.risk.comparison.stability import ALPHAS
from headwater.graph.risk.header import header_of
from headwater.graph.risk.network.distances import upstream
from headwater.graph.risk.network.groups import meant
from headwater.graph.risk.network.named import by_name, index_of
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.own import Own, known
from headwater.graph.risk.own_risk.states import StateCounts, count, issue_asked, open_events
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

NOTES = (
    "Companies stand by name. An order by score is no order of work: `priorities` says what to look at first.",
    "A higher number can mean that more was looked at and more is known, not that more is wrong.",
)


class Compared(Document):
    """The three indicators of one company and issue side by side. None: not known, never zero."""

    party: str
    name: str
    upstream_risk: float | None
    low: float | None
    high: float | None
    linked_harm: float | None
    worst_path: float | None
    mapped: float | None
    assessed: float | None
    known: StateCounts
    """What is known of each who supplies it, directly or not: beside `linked_harm`."""


class IssueComparison(Document):
    """One issue: the companies by name, the orders that may be offered, and why no other is."""

    issue: str
    title: str
    rows: tuple[Compared, ...]
    orders: tuple[Order, ...]
    reasons: tuple[str, ...]


class Comparison(Answer):
    """Companies side by side, issue by issue; nothing is summed over issues."""

    parties: tuple[str, ...]
    issues: tuple[IssueComparison, ...]
    comparable: float
    """Assessed shares that differ by less than this are comparable, 0 to 1."""
    alpha: float
    alphas: tuple[float, ...]
    notes: tuple[str, ...]


def compare(
    snapshot: Snapshot, own: Own, pack: Pack, companies: Sequence[str], *, issue: str | None = None
) -> Comparison:
    """Put companies side by side.

    Args:
        snapshot: The graph.
        own: Own risks on the day asked about.
        pack: Names of issues, alpha, and how far assessed shares may differ.
        companies: Ids or source keys; a group stands for its members, itself only where it buys.
        issue: One of `own.issues`; None: each.

    Raises:
        NotFound: No such company.
        UnknownName: No such issue.
        UsageError: Fewer than two companies are meant.
    """
    issue = issue_asked(own, pack, issue)
    if issue is not None:
        own = own.only(issue)
    rows, notes = _chosen(snapshot, companies)
    options = UpstreamOptions(alpha=pack.setting("alpha"))
    ids = [snapshot.ids[i] for i in rows]
    scores = score_all(snapshot, own, options, rows, ids)
    limit = pack.setting("comparable_assessed_points")
    names = [snapshot.parties[i].name for i in rows]
    blocks = []
    for k, name in enumerate(own.issues):
        events = open_events(snapshot, pack, own.today, issue=name)
        counts = [count(upstream(snapshot, [i]), own, events, issue=name) for i in rows]
        offered, reasons = orders(scores, k, ids, names, limit)
        blocks.append(
            IssueComparison(
                issue=name,
                title=pack.issue_title(name),
                rows=tuple(_compared(scores, k, j, ids[j], names[j], counts[j]) for j in range(len(rows))),
                orders=offered,
                reasons=reasons,
            )
        )
    return Comparison(
        header=header_of(snapshot, own),
        parties=tuple(ids),
        issues=tuple(blocks),
        comparable=limit,
        alpha=options.alpha,
        alphas=ALPHAS,
        notes=(*notes, *NOTES, *network(snapshot).notes),
    )


def _chosen(snapshot: Snapshot, companies: Sequence[str]) -> tuple[list[int], list[str]]:
    """The companies that are meant, by (name, id), and which groups stand for whom."""
    notes = []
    chosen: set[int] = set()
    for key in companies:
        members = meant(snapshot, key)
        at = index_of(snapshot, key)
        if members != (at,):
            said = ", ".join(snapshot.parties[i].name for i in members if i != at)
            notes.append(f"{snapshot.parties[at].name} is a group and stands for its members: {said}.")
        chosen.update(members)
    if len(chosen) < 2:
        raise UsageError("name two or more companies, or a group with two or more members")
    return by_name(snapshot, chosen), notes


def _compared(scores: Scores, k: int, j: int, party: str, name: str, counts: StateCounts) -> Compared:
    return Compared(
        party=party,
        name=name,
        upstream_risk=known(scores.upstream[j, k]),
        low=known(scores.low[j, k]),
        high=known(scores.high[j, k]),
        linked_harm=known(scores.linked[j, k]),
        worst_path=known(scores.worst[j, k]),
        mapped=known(scores.mapped[j]),
        assessed=known(scores.assessed[j]),
        known=counts,
    )
