"""worst_path taken apart: the route link by link, what lies at its end, and the product that is the value."""

from __future__ import annotations

import itertools

from headwater.graph.documents import Document, SourceRow
from headwater.graph.risk.explain.asked import BEYOND_PACK, Asked, Explained, side_by_side
from headwater.graph.risk.explain.grounds import Ground, grounds, link_rows
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.risk.own_risk.own import STATES, Own, known_at
from headwater.graph.risk.values import worst_path as paths
from headwater.graph.risk.values.linked_harm import transmission
from headwater.graph.risk.values.params import PathOptions
from headwater.graph.risk.values.worst_path import INTERVAL
from headwater.graph.snapshot import Snapshot


class Step(Document):
    """One link of the route: `carries` of what lies behind the supplier reaches the buyer, 0 to 1.

    `confidence` that the link is real; they differ where materiality weakens the link. `share` of the buyer's
    purchases, None: none flows (recruitment); `assumed`: nobody states it.
    """

    buyer: str
    buyer_name: str
    supplier: str
    supplier_name: str
    carries: float
    confidence: float
    share: float | None
    assumed: bool
    refs: tuple[SourceRow, ...]


class End(Document):
    """What lies at the end of the route: `p` that harm has come about there, with its range, and on what it rests.

    `state` is what is known there: evidence, looked, context only or unknown.
    """

    party: str
    name: str
    p: float
    p_low: float | None
    p_high: float | None
    state: str
    grounds: tuple[Ground, ...]


class Tied(Document):
    """A company or facility at the end of a route as strong and as short as the one shown."""

    party: str
    name: str


class PathExplanation(Explained):
    """worst_path of one party and issue, taken apart.

    The `carries` of the steps times p at the end is the value. `end` None: no route carries anything.
    """

    indicator: str = "worst_path"
    params: PathOptions
    low: float
    high: float
    interval: str = INTERVAL
    steps: tuple[Step, ...]
    end: End | None
    routes: int | None
    """Routes as strong and as short, the one shown among them; None: too many to count."""
    tied: tuple[Tied, ...]
    """Where the others end, by name, the first of them; without the end shown."""
    tied_more: int


def explain(asked: Asked, options: PathOptions) -> PathExplanation:
    """Take worst_path of one party apart; `top` is how many other ends are named where routes tie."""
    snapshot, own, b, top = asked.snapshot, asked.own, asked.b, asked.top
    net = network(snapshot)
    result = paths.score(net, snapshot, own, options)
    by_issue = side_by_side(own.issues, result.values[b], asked.title)
    k = asked.choose(by_issue, "worst_path", BEYOND_PACK)
    route = result.routes.route(b, k)
    found = result.routes.ties(b, k)
    others = [] if found is None else [i for i in found[1] if i != route[-1]]
    others.sort(key=lambda i: (snapshot.parties[i].name, snapshot.ids[i]))
    return PathExplanation(
        **asked.solved(result, k, by_issue),
        params=options,
        low=float(result.low[b, k]),
        high=float(result.high[b, k]),
        steps=_steps(snapshot, net, options, route),
        end=_end(snapshot, own, route[-1], k) if route else None,
        routes=None if found is None else found[0],
        tied=tuple(Tied(party=snapshot.ids[i], name=snapshot.parties[i].name) for i in others[:top]),
        tied_more=max(len(others) - top, 0),
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
