"""The source rows behind a link and behind a party's own risk, and what the log says of it."""

from __future__ import annotations

from headwater.graph.documents import Document, SourceRow, source_rows
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.snapshot import Snapshot


def link_rows(snapshot: Snapshot, net: Network, pair: int) -> tuple[SourceRow, ...]:
    """The rows that say that a supplier delivers to a buyer."""
    return source_rows(r for e in net.links_of(pair) for r in snapshot.links[e].folded.refs())


def own_rows(snapshot: Snapshot, own: Own, party: int, issue: str) -> tuple[SourceRow, ...]:
    """The rows behind a party's own risk; where the log has none, the rows that name the party."""
    refs = {r for line in own.log.get((party, issue), ()) for r in line.refs}
    for e in (*snapshot.risks, *snapshot.findings) if not refs else ():
        if e.party == party and e.record.issue == issue:
            refs = {e.ref}
            break
    return source_rows(refs or snapshot.parties[party].folded.refs())


class Ground(Document):
    """One line of what is known of a party and issue, and the rows that say so."""

    what: str
    refs: tuple[SourceRow, ...]


def grounds(snapshot: Snapshot, own: Own, party: int, issue: str) -> tuple[Ground, ...]:
    """What the log says of a party and issue, the findings first; without a log, the rows that name the party."""
    lines = own.log.get((party, issue), ())
    if not lines:
        return (Ground(what="own risk as given", refs=own_rows(snapshot, own, party, issue)),)
    return tuple(Ground(what=x.what, refs=source_rows(x.refs)) for x in lines)
