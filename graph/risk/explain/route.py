"""worst_path taken apart: the route link by link, what lies at its end, and the product that is the value."""

from __future__ import annotations

import itertools

from pydantic import BaseModel, ConfigDict

from headwater.graph import numbers
from headwater.graph.documents import SourceRow
from headwater.graph.errors import NotFound
from headwater.graph.risk.explain.grounds import Ground, grounds, link_rows
from headwater.graph.risk.explain.issues import OneIssue, choose, say_issues, side_by_side, title_of, worst_of
from headwater.graph.risk.explain.parts import said_rows
from headwater.graph.risk.indicators import worst_path as paths
from headwater.graph.risk.indicators.base import Params
from headwater.graph.risk.indicators.linked_harm import transmission
from headwater.graph.risk.indicators.options import PathOptions, narrow
from headwater.graph.risk.indicators.upstream_risk import EXACT
from headwater.graph.risk.network.data_dates import data_dates
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.risk.own_risk.own import STATES, Own, known_at
from headwater.graph.risk.version import METHOD
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

INTERVAL = "range of priors and events"


class Step(BaseModel):
    """One link of the route: `carries` of what lies behind the supplier reaches the buyer, 0 to 1.

    `confidence` that the link is real; they differ where materiality weakens the link. `share` of the buyer's
    purchases, None: none flows (recruitment); `assumed`: nobody states it.
    """

    model_config = ConfigDict(frozen=True)

    buyer: str
    buyer_name: str
    supplier: str
    supplier_name: str
    carries: float
    confidence: float
    share: float | None
    assumed: bool
    refs: tuple[SourceRow, ...]

    def words(self) -> str:
        """One sentence with its source rows."""
        why = "the confidence that this link is real"
        if self.carries != self.confidence:
            why += f", {numbers.value(self.confidence)}, weakened since {numbers.percent(self.share)} of the purchases "
            why += "is less than the materiality"
        return f"{self.buyer_name} ← {self.supplier_name}: {numbers.value(self.carries)}, {why}{said_rows(self.refs)}."


class End(BaseModel):
    """What lies at the end of the route: `p` that harm has come about there, with its range, and on what it rests.

    `state` is what is known there: evidence, looked, context only or unknown.
    """

    model_config = ConfigDict(frozen=True)

    party: str
    name: str
    p: float
    p_low: float | None
    p_high: float | None
    state: str
    grounds: tuple[Ground, ...]


class Tied(BaseModel):
    """A company or facility at the end of a route as strong and as short as the one shown."""

    model_config = ConfigDict(frozen=True)

    party: str
    name: str


class PathExplanation(BaseModel):
    """worst_path of one party and issue, taken apart; `lines()` says it in words.

    The `carries` of the steps times p at the end is the value. `end` None: no route carries anything.
    """

    model_config = ConfigDict(frozen=True)

    indicator: str = "worst_path"
    party: str
    name: str
    issue: str
    issue_title: str
    today: str
    params: PathOptions
    value: float
    low: float
    high: float
    method: str
    method_version: str = METHOD
    interval: str = INTERVAL
    data_date: str | None
    by_issue: tuple[OneIssue, ...]
    worst_issue: str | None
    steps: tuple[Step, ...]
    end: End | None
    routes: int | None
    """Routes as strong and as short, the one shown among them; None: too many to count."""
    tied: tuple[Tied, ...]
    """Where the others end, by name, the first of them; without the end shown."""
    tied_more: int
    notes: tuple[str, ...]

    def lines(self) -> list[str]:
        """One plain sentence a line, from the party asked for to the end of its route."""
        head = f"{self.name}: worst path of {self.issue_title} is {numbers.value(self.value)}"
        if self.end is None:
            head += ": no route leads to a harm or a prior. That is not a clean record."
        else:
            factors = [*(s.carries for s in self.steps), self.end.p]
            head += f" = {' × '.join(numbers.value(x) for x in factors)}."
        out = [
            head,
            f"{numbers.value(self.low)} to {numbers.value(self.high)} is the {self.interval}; {self.method}; data to "
            f"{self.data_date or 'no date'}; method version {self.method_version}.",
            *say_issues(self.by_issue, self.worst_issue),
        ]
        if self.end is not None:
            out.append("The route, link by link:" if self.steps else f"The route ends at {self.name} itself.")
            out += [f"  {s.words()}" for s in self.steps]
            out += self._end_lines(self.end)
        return [*out, *self.notes]

    def _end_lines(self, end: End) -> list[str]:
        span = ""
        if end.p_low is not None and end.p_high is not None:
            span = f" ({numbers.value(end.p_low)} to {numbers.value(end.p_high)})"
        p = f"{numbers.value(end.p)}{span}, the chance that harm has come about there"
        out = [f"  {end.name}: {p} (known of it: {end.state})."]
        out += [f"    {x.words()}." for x in end.grounds]
        long = numbers.count(len(self.steps), "link")
        if self.routes is None:
            out.append("More routes than were counted are as strong; shown is the one through the smallest ids.")
        elif self.routes > 1:
            ends = ", ".join(x.name for x in self.tied) + (f" and {self.tied_more} more" if self.tied_more else "")
            where = f"the others end at {ends}" if ends else "all end there"
            out.append(
                f"{numbers.count(self.routes, 'route')} of {long} are as strong; {where}; shown is the one through the "
                "smallest ids."
            )
        else:
            out.append(f"No other route of {long} or fewer is as strong.")
        return out


def explain_path(
    snapshot: Snapshot,
    own: Own,
    party: str,
    issue: str | None = None,
    params: Params | None = None,
    top: int = 10,
    *,
    pack: Pack | None = None,
) -> PathExplanation:
    """Take worst_path of one party apart.

    Args:
        snapshot: The graph.
        own: Own risks on the day asked about.
        party: Canonical id or source key.
        issue: One of `own.issues`; None: the one with the largest value.
        params: materiality, hops, unmapped.
        top: Most other ends that are named where routes tie.
        pack: What issues are called; None: their ids stand.

    Raises:
        NotFound: No such party.
        UsageError: No such issue, or the value isn't known.
    """
    options = narrow(PathOptions, params)
    b = snapshot.find(party)
    if b is None:
        raise NotFound(party)
    net = network(snapshot)
    result = paths.score(net, snapshot, own, options)
    by_issue = side_by_side(own, result.values[b], pack)
    k = choose(own, by_issue, issue, snapshot.parties[b].name, "worst_path")
    worst: paths.Worst = result.extra["routes"]
    route = worst.route(b, k)
    found = worst.ties(b, k)
    others = [] if found is None else [i for i in found[1] if i != route[-1]]
    others.sort(key=lambda i: (snapshot.parties[i].name, snapshot.ids[i]))
    return PathExplanation(
        party=snapshot.ids[b],
        name=snapshot.parties[b].name,
        issue=own.issues[k],
        issue_title=title_of(own.issues[k], pack),
        today=own.today,
        params=options,
        value=float(result.values[b, k]),
        low=float(result.low[b, k]),
        high=float(result.high[b, k]),
        method=result.method.get(own.issues[k], EXACT),
        data_date=data_dates(snapshot)[b],
        by_issue=by_issue,
        worst_issue=worst_of(by_issue),
        steps=_steps(snapshot, net, options, route),
        end=_end(snapshot, own, route[-1], k) if route else None,
        routes=None if found is None else found[0],
        tied=tuple(Tied(party=snapshot.ids[i], name=snapshot.parties[i].name) for i in others[:top]),
        tied_more=max(len(others) - top, 0),
        notes=net.notes,
    )


def _steps(snapshot: Snapshot, net: Network, options: PathOptions, route: tuple[int, ...]) -> tuple[Step, ...]:
    t = transmission(net, options.materiality)[0]
    out = []
    for v, u in itertools.pairwise(route):
        j = net.pair(u, v)
        assert j is not None
        flows = bool(net.flow[j])
        out.append(
            Step(
                buyer=snapshot.ids[v],
                buyer_name=snapshot.parties[v].name,
                supplier=snapshot.ids[u],
                supplier_name=snapshot.parties[u].name,
                carries=float(t[j]),
                confidence=float(net.q[j]),
                share=float(net.share[j]) if flows else None,
                assumed=flows and bool(net.loose[j]),
                refs=link_rows(snapshot, net, j),
            )
        )
    return tuple(out)


def _end(snapshot: Snapshot, own: Own, i: int, k: int) -> End:
    return End(
        party=snapshot.ids[i],
        name=snapshot.parties[i].name,
        p=float(own.p[i, k]),
        p_low=known_at(own.p_low, i, k),
        p_high=known_at(own.p_high, i, k),
        state=STATES[own.state[i, k]].value,
        grounds=grounds(snapshot, own, i, own.issues[k]),
    )
