"""What-if in two ledgers: our indicators, and people at the facilities touched.

Leaving changes the first ledger, never the second. Source: method 6.
"""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph.documents import Answer
from headwater.graph.risk.header import header_of
from headwater.graph.risk.indicators import INDICATORS
from headwater.graph.risk.network.groups import alone
from headwater.graph.risk.network.named import index_of
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.own_risk.states import open_events
from headwater.graph.risk.values.params import Params, UpstreamOptions, narrow
from headwater.graph.risk.whatif.changes import Change, State, compare, update_upstream
from headwater.graph.risk.whatif.edits import Edit, columns_of
from headwater.graph.risk.whatif.exits import Fill
from headwater.graph.risk.whatif.ledger import People, Touched, exit_steps, people, touched
from headwater.graph.risk.whatif.moves import Move, Orphan, Purchase, describe_orphans, moves, purchases
from headwater.graph.risk.whatif.plan import plan
from headwater.graph.risk.whatif.remedies import rework
from headwater.graph.risk.whatif.update import base
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

LISTED = 100
"""Moves and purchases listed in the document."""


class WhatIf(Answer):
    """The answer; nothing is saved.

    `error` bounds upstream_risk after the edits, everywhere; `how` says how it was updated. `moves` and
    `purchases` hold the first `LISTED`; `*_more` count the others.
    """

    party: str
    name: str
    alpha: float
    how: str
    error: float
    edits: tuple[Edit, ...]
    indicators: tuple[Change, ...]
    people_before: People
    people_after: People
    facilities: tuple[Touched, ...]
    moves: tuple[Move, ...]
    moves_more: int
    purchases: tuple[Purchase, ...]
    purchases_more: int
    orphaned: tuple[Orphan, ...]
    steps: tuple[str, ...]
    notes: tuple[str, ...]


def whatif(
    snapshot: Snapshot,
    own: Own,
    pack: Pack,
    party: str,
    edits: Sequence[Edit],
    *,
    issue: str | None = None,
    params: dict[str, Params] | None = None,
) -> WhatIf:
    """Compute the indicators of one party before and after the edits, who is touched, and what moves elsewhere.

    Args:
        snapshot: The graph.
        own: Own risks.
        pack: The vocabulary: which harms are open, what a remedy leaves.
        party: Whose indicators: id or source key.
        edits: In order; see `parse_edits`.
        issue: One issue; None: all of them.
        params: Parameters by indicator name; what is missing takes the indicator's defaults.

    Raises:
        NotFound: A party isn't in the graph.
        UnknownName: A party has no such open event; its own are listed.
        UsageError: An issue isn't known, a supplier is replaced by itself, or the party is a group that buys nothing.
    """
    columns = columns_of(own, issue)
    given = {x.name: narrow(x.params, (params or {}).get(x.name)) for x in INDICATORS}
    up = narrow(UpstreamOptions, given["upstream_risk"])
    b = alone(snapshot, index_of(snapshot, party))
    old = network(snapshot)
    start = base(old, own, up)
    made = plan(snapshot, own, pack, old, b, edits, Fill(own, start.sys, start.x))
    changed = rework(snapshot, own, pack, made.reliefs)
    first, second = State(snapshot, old, own), State(snapshot, made.draft.network(), changed.on(own))
    updated = update_upstream(first, second, start, made, changed, b, up.hops)
    events = open_events(snapshot, pack, own.today)
    facilities = touched(snapshot, own, pack, events, made.words, made.left, made.reliefs)
    elsewhere = moves(snapshot, own, pack, old, updated.before.values, updated.after.values, b, columns)
    bought = purchases(snapshot, made.draft, b)
    return WhatIf(
        header=header_of(snapshot, own),
        party=snapshot.ids[b],
        name=snapshot.parties[b].name,
        alpha=up.alpha,
        how=updated.how,
        error=updated.error,
        edits=tuple(edits),
        indicators=compare(first, second, updated, given, pack, b, columns),
        people_before=people(facilities, after=False),
        people_after=people(facilities, after=True),
        facilities=facilities,
        moves=tuple(elsewhere[:LISTED]),
        moves_more=max(len(elsewhere) - LISTED, 0),
        purchases=tuple(bought[:LISTED]),
        purchases_more=max(len(bought) - LISTED, 0),
        orphaned=describe_orphans(snapshot, own, old, second.net, events),
        steps=exit_steps(facilities),
        notes=(*second.net.notes, *made.notes),
    )
