"""The indicators before and after the edits.

upstream_risk is updated by pushing what the edits move (`update`); every other indicator is worked out again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from headwater.graph.documents import Document
from headwater.graph.numbers import count
from headwater.graph.risk.indicators import INDICATORS, UpstreamRisk
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Own, known
from headwater.graph.risk.values import upstream_risk as upstream
from headwater.graph.risk.values.params import Params
from headwater.graph.risk.values.result import Method, Result, Unknown
from headwater.graph.risk.whatif.plan import Plan
from headwater.graph.risk.whatif.remedies import Reworked
from headwater.graph.risk.whatif.update import Base, at_once, difference, update
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack


class Change(Document):
    """One indicator of one issue, before and after. None: not known."""

    indicator: str
    issue: str
    issue_title: str
    before: float | None
    after: float | None
    before_low: float | None
    before_high: float | None
    after_low: float | None
    after_high: float | None
    method: Method
    """How the value after the edits was solved."""
    unknown_to_pack: Unknown | None


@dataclass(frozen=True, eq=False)
class State:
    """What indicators are computed from, before the edits or after them."""

    snapshot: Snapshot
    net: Network
    own: Own


@dataclass(frozen=True, eq=False)
class Updated:
    """upstream_risk before and after the edits; `how` the second was worked out, and a bound on its error."""

    before: Result
    after: Result
    how: str
    error: float


def update_upstream(
    first: State, second: State, start: Base, made: Plan, changed: Reworked, b: int, hops: int | None
) -> Updated:
    """upstream_risk by what changes alone, exact at once for `b` where only remedies change; with `hops` in full."""
    options = start.sys.options.model_copy(update={"hops": hops})
    before = upstream.score(first.net, first.snapshot, first.own, options)
    if hops is not None:
        after = upstream.score(second.net, second.snapshot, second.own, options)
        return Updated(before, after, f"worked out again over {count(hops, 'step')}", after.error or 0.0)
    change = difference(start, first.own, made.draft, changed)
    pushed = update(start, change)
    sys = upstream.system(second.net, second.own, options)
    values = sys.value(pushed.on(start.x), sys.bought)
    exact = at_once(start, change, b)
    if exact is not None:
        values[b] = np.where(np.isnan(before.values[b]), values[b], before.values[b] + exact)
    values, low, high, _ = upstream.shown(sys, second.own, values)
    how = f"updated by what changes alone, {'swept' if pushed.swept else 'followed'} over {count(pushed.links, 'link')}"
    return Updated(before, replace(before, values=values, low=low, high=high), how, pushed.error)


def compare(
    first: State,
    second: State,
    updated: Updated,
    params: Mapping[str, Params],
    pack: Pack,
    b: int,
    columns: Sequence[int],
) -> tuple[Change, ...]:
    """Every indicator of one party before and after, of the issues in `columns`; `params` by indicator."""
    out = []
    for x in INDICATORS:
        if x.name == UpstreamRisk.name:
            before, after = updated.before, updated.after
        else:
            before, after = (x.solve(s.net, s.snapshot, s.own, params[x.name], viewed=[b]) for s in (first, second))
        out += [_change(pack, before, after, b, k) for k in columns]
    return tuple(out)


def _change(pack: Pack, before: Result, after: Result, b: int, k: int) -> Change:
    return Change(
        indicator=before.indicator,
        issue=before.issues[k],
        issue_title=pack.issue_title(before.issues[k]),
        before=known(before.values[b, k]),
        after=known(after.values[b, k]),
        before_low=known(before.low[b, k]),
        before_high=known(before.high[b, k]),
        after_low=known(after.low[b, k]),
        after_high=known(after.high[b, k]),
        method=after.method_of(b),
        unknown_to_pack=after.unknown[k],
    )
