"""What a company, or the members of a group, has to do with a facility: steps, share, source rows."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph.documents import Document, SourceRow, source_rows
from headwater.graph.risk.network.shares import Network
from headwater.graph.snapshot import Snapshot


class Hold(Document):
    """What one company has to do with a shared facility."""

    company: str
    """Id, as asked for."""
    steps: int
    """From the facility to it or to a member of its group; 1 = buys directly."""
    share: float | None
    """Stated share of the purchases of its direct buyers among them; None: nobody states it."""
    low: float | None
    high: float | None
    """Bounds of it where it isn't stated: none, or all that isn't stated for others. None: buys through others."""
    refs: tuple[SourceRow, ...]


def hold(snapshot: Snapshot, net: Network, facility: int, company: int, members: Sequence[int], steps: int) -> Hold:
    """What a company, or the members of a group together, have to do with a facility.

    Several members that buy there: the range spans the least and the most any of them may hold, and a
    stated share is given only for a single buyer, for purchases of different companies don't add up.
    """
    pairs = [(m, j) for m in members if (j := net.pair(facility, m)) is not None and net.flow[j]]
    lows, highs, stated = [], [], []
    for m, j in pairs:
        known = float(net.known[j])
        row = net.row(m)
        unsaid = 1.0 - float(net.known[row.start : row.stop].sum())
        lows.append(known)
        highs.append(min(1.0, known + max(unsaid, 0.0)) if net.loose[j] else known)
        stated.append(None if net.loose[j] else known)
    refs = source_rows(r for _, j in pairs for e in net.links_of(j) for r in snapshot.links[e].folded.refs())
    return Hold(
        company=snapshot.ids[company],
        steps=steps,
        share=stated[0] if len(stated) == 1 else None,
        low=min(lows, default=None),
        high=max(highs, default=None),
        refs=refs,
    )
