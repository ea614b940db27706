"""Whether an order by upstream_risk hangs on alpha, which is a reporting weight and nobody's finding.

Source: method 5, "rank stability under alpha 0.5 to 0.95 is always offered".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from headwater.graph.errors import NotFound, UsageError
from headwater.graph.risk.base import Own, Params
from headwater.graph.risk.options import UpstreamOptions, narrow
from headwater.graph.risk.upstream import UpstreamRisk
from headwater.graph.snapshot import Snapshot

ALPHAS: tuple[float, ...] = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
"""Where the order is looked at. Source: method 5."""


class RankRange(BaseModel):
    """Places of one party among those asked about, 1 = the largest value; ties share the better place.

    None: the value isn't known. `stable` says that its place is the same at every alpha.
    """

    model_config = ConfigDict(frozen=True)

    party: str
    name: str
    rank: int | None
    best: int | None
    worst: int | None
    low: float | None
    high: float | None
    stable: bool


def rank_ranges(
    snapshot: Snapshot, own: Own, issue: str, parties: Sequence[str], params: Params | None = None
) -> tuple[RankRange, ...]:
    """Give each party's place at the asked alpha and over `ALPHAS`; sorted by name, then id.

    Raises:
        NotFound: No such party.
        UsageError: No such issue.
    """
    options = narrow(UpstreamOptions, params)
    k = own.column(issue)
    if k is None:
        raise UsageError(f"no issue named {issue!r}; known: {', '.join(own.issues)}")
    rows = []
    for key in parties:
        at = snapshot.find(key)
        if at is None:
            raise NotFound(key)
        rows.append(at)
    indicator = UpstreamRisk()
    values = np.array(
        [
            indicator.score(snapshot, own, options.model_copy(update={"alpha": a})).values[rows, k]
            for a in (options.alpha, *ALPHAS)
        ]
    )
    # Values within the solver's error share a place.
    ranks = np.array([[1 + int((line > x + 1e-9).sum()) for x in line] for line in values]).reshape(values.shape)
    out = []
    for j, at in enumerate(rows):
        known = not np.isnan(values[:, j]).any()
        out.append(
            RankRange(
                party=snapshot.ids[at],
                name=snapshot.parties[at].name,
                rank=int(ranks[0, j]) if known else None,
                best=int(ranks[:, j].min()) if known else None,
                worst=int(ranks[:, j].max()) if known else None,
                low=float(values[:, j].min()) if known else None,
                high=float(values[:, j].max()) if known else None,
                stable=bool(known and ranks[:, j].min() == ranks[:, j].max()),
            )
        )
    return tuple(sorted(out, key=lambda r: (r.name, r.party)))
