"""What comes of one state of the pack, computed anew on the part of the graph upstream of one party."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from headwater.graph.risk.indicators import Indicator
from headwater.graph.risk.network.distances import upstream, with_members
from headwater.graph.risk.network.groups import alone
from headwater.graph.risk.network.named import index_of
from headwater.graph.risk.own_risk.evidence import own as own_risk
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.register.register import priorities
from headwater.graph.risk.values.params import Params, given_by
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

FIRST_ROWS = 10
"""Rows of the register whose order is watched. Assumed: what an officer reads first."""


@dataclass(frozen=True, eq=False)
class Case:
    """One state of the pack: own risks, the party's values by issue, and the first rows of its register."""

    own: Own
    values: np.ndarray
    first: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, eq=False)
class Trial:
    """One party whose result is computed again and again; `part` is the graph upstream of it."""

    part: Snapshot
    party: str
    chosen: Indicator[Any]
    params: Params
    issue: str | None
    today: str

    @staticmethod
    def of(
        snapshot: Snapshot, key: str, chosen: Indicator[Any], params: Params, issue: str | None, today: str
    ) -> Trial:
        """Take the part upstream of a party.

        Raises:
            NotFound: No such party.
            UsageError: The party is a group, which buys nothing itself.
        """
        party = snapshot.ids[alone(snapshot, index_of(snapshot, key))]
        roots = with_members(snapshot, [key])
        return Trial(snapshot.part([*roots, *upstream(snapshot, roots)]), party, chosen, params, issue, today)

    def case(self, pack: Pack, base: Case | None = None, *, alpha: float | None = None) -> Case:
        """What comes of a pack, and of another `alpha` where the indicator takes one; `base` itself if nothing does."""
        part, params = self.part, self.params
        if alpha is not None and (names := given_by(type(params), "alpha")):
            params = params.model_copy(update=dict.fromkeys(names, alpha))
        changed = replace(part, assumed=pack.assumed) if pack.assumed != part.assumed else part
        own = own_risk(changed, pack, self.today, before=base.own if base is not None else None)
        if base is not None and changed is part and params is self.params and _alike(own, base.own):
            return base
        result = self.chosen.score(changed, own, params, viewed=[self.party])
        rows = priorities(changed, own, pack, [self.party], issue=self.issue).rows[:FIRST_ROWS]
        values = result.values[part.index[self.party]]
        return Case(own, values, tuple((r.id, r.issue, r.point) for r in rows))


def _alike(a: Own, b: Own) -> bool:
    """Whether two own risks are the same in all that an indicator or the register reads."""
    names = ("p", "severity", "s_evidence", "s_context", "unmapped", "state")
    return all(np.array_equal(getattr(a, n), getattr(b, n), equal_nan=n != "state") for n in names)
