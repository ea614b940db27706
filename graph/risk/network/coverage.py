"""What stands beside every number: how much of the purchases is mapped, and how much of that was looked at."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from headwater.graph.dates import first_known_day, months_before
from headwater.graph.records import Assessment, Finding, Outcome
from headwater.graph.risk.network.shares import Network
from headwater.graph.snapshot import Snapshot

Flags = NDArray[np.bool_]
Vector = NDArray[np.float64]


def looked_at(snapshot: Snapshot, today: str, *, months: int | None = None) -> Flags:
    """Whether each party had a check or a finding in the last `months`, shape (n,).

    A check is an assessment that says compliant or non-compliant. A date later than `today` doesn't
    count yet, an undated one can't show that it is recent. `months` None: the pack's `assessed_months`
    (24, method 5).
    """
    since = months_before(today, snapshot.assumed.assessed_months if months is None else months)
    out = np.zeros(len(snapshot.ids), dtype=np.bool_)
    for e in (*snapshot.findings, *snapshot.assessments):
        r = e.record
        if isinstance(r, Finding):
            date = r.observed or r.reported
        elif isinstance(r, Assessment) and r.outcome in (Outcome.COMPLIANT, Outcome.NON_COMPLIANT):
            date = r.date
        else:
            continue
        # A year or month counts where any day of it can lie within the time.
        if (first := first_known_day(date, today)) is not None and first[1] >= since:
            out[e.party] = True
    return out


def coverage_of(net: Network, snapshot: Snapshot, today: str) -> tuple[Vector, Vector]:
    """Mapped and assessed share of every party in a network, as `coverage`; shares of a what-if count as they are."""
    return coverage(net.ix, net.buyer.astype(np.int32), net.share, looked_at(snapshot, today))


def coverage(
    supplier: NDArray[np.int32], buyer: NDArray[np.int32], share: Vector, looked: Flags
) -> tuple[Vector, Vector]:
    """Mapped and assessed share of each buyer's purchases at tier 1.

    Args:
        supplier: Index of the supplier of each link, shape (m,).
        buyer: Index of the buyer, shape (m,).
        share: Of the buyer's purchases, known or assumed, 0 to 1; 0 where a link carries none.
        looked: Whether each party was looked at lately, shape (n,), see `looked_at`.

    Returns:
        `mapped` (n,): share of purchases traced to a named company or facility, 0 to 1.
        `assessed` (n,): of that, the part that was looked at, 0 to 1. NaN where nothing is bought
        (a buyer without links), and for `assessed` where nothing is mapped.
    """
    n = len(looked)
    buys = np.bincount(buyer, minlength=n) > 0
    total = np.bincount(buyer, weights=share, minlength=n)
    seen = np.bincount(buyer, weights=share * looked[supplier], minlength=n)
    mapped = np.where(buys, np.minimum(total, 1.0), np.nan)
    assessed = np.divide(seen, total, out=np.full(n, np.nan), where=total > 0)
    return mapped, np.clip(assessed, 0.0, 1.0)
