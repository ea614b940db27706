"""Means: who buys at a facility, and how few of them could ask for remedy together.

Leverage chooses means; it never enters the priority register (CSDDD recital 44; method 7). No source tells
what part of a facility's output a buyer takes: those shares are unknown unless the asker gives them, and
are never taken from the share of a buyer's own purchases, which is another number.
"""

from __future__ import annotations

from collections.abc import Mapping

from headwater.graph import numbers
from headwater.graph.documents import Answer, Document
from headwater.graph.errors import UsageError
from headwater.graph.records import PartyKind
from headwater.graph.risk.header import header_at
from headwater.graph.risk.leverage.buyers import BuyerHere, Share, buyer_here, direct_buyers, given_shares
from headwater.graph.risk.leverage.coalitions import Coalition, maybe, surely
from headwater.graph.risk.leverage.findings import OpenFinding, open_findings
from headwater.graph.risk.leverage.missing import Missing, missing_buyers
from headwater.graph.risk.network.groups import meant, some_names
from headwater.graph.risk.network.named import Named, index_of, named
from headwater.graph.risk.network.owners import Owners
from headwater.graph.risk.network.shares import network
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

NOTES = (
    "Shares of a buyer's own purchases say nothing of what part of the output it takes.",
    "This chooses whom to ask; it never changes what comes first.",
    "It holds what several buyers state of themselves: pass on a sheet for one buyer, not this page.",
)


class Together(Document):
    """The fewest buyers that reach the target, and the bounds of what they take together."""

    buyers: tuple[Named, ...]
    low: float
    high: float


class Leverage(Answer):
    """Who buys at a facility, how few could reach the target, and who is missing. No order of work."""

    facility: Named
    country: str | None
    findings: tuple[OpenFinding, ...]
    owner: Named | None
    """None: unknown."""
    buyers: tuple[BuyerHere, ...]
    """By name."""
    target: float
    surely: Together | None
    """None: known shares don't reach the target."""
    maybe: Together | None
    """None: not even all known buyers could reach it."""
    unnamed: Share
    """What buyers whom nobody named may take of the output."""
    missing: tuple[Missing, ...]
    reasons: tuple[str, ...]
    notes: tuple[str, ...]


def leverage(
    snapshot: Snapshot,
    pack: Pack,
    facility: str,
    *,
    today: str,
    target: float = 0.5,
    takes: Mapping[str, float] | None = None,
    subject: str | None = None,
) -> Leverage:
    """Say who buys at a facility and how few of them take the target share of its output.

    Args:
        snapshot: The graph.
        pack: The vocabulary.
        facility: Id or source key.
        today: ISO date; findings dated later aren't counted.
        target: Share of the output to reach, over 0, at most 1.
        takes: Buyer (id or source key) → its share of the output, as the asker knows it; nothing is saved.
        subject: Only findings of this issue, compliance point, or finding key.

    Raises:
        NotFound: Nobody has that name.
        UsageError: The target, or a share given, is out of range, somebody given doesn't buy here, or it's a group
            from which nobody buys.
    """
    at = index_of(snapshot, facility)
    if not 0.0 < target <= 1.0:
        raise UsageError(f"target {target}: give a share over 0 and at most 1")
    direct = direct_buyers(snapshot, network(snapshot), at)
    if not direct and snapshot.parties[at].kind == PartyKind.GROUP:
        raise UsageError(
            f"{snapshot.parties[at].name} is a group, and nobody is known to buy from it itself; ask for one of its "
            f"members: {some_names(snapshot, meant(snapshot, facility))}"
        )
    given = given_shares(snapshot, direct, takes or {})
    shares = {snapshot.ids[b]: given.get(b) for b in direct}
    free = max(0.0, 1.0 - sum(given.values()))
    owners = Owners(snapshot)
    owner = owners.owner(at)
    sure, might = surely(shares, target), maybe(shares, target)
    return Leverage(
        header=header_at(snapshot, today=today, pack=pack.version),
        facility=named(snapshot, at),
        country=snapshot.parties[at].country,
        findings=open_findings(snapshot, pack, at, today, subject),
        owner=None if owner is None else named(snapshot, owner),
        buyers=tuple(buyer_here(snapshot, owners, at, b, given.get(b), free) for b in direct),
        target=target,
        surely=_together(snapshot, sure),
        maybe=_together(snapshot, might),
        unnamed=Share(value=None, low=0.0, high=free),
        missing=missing_buyers(snapshot, owners, at, direct),
        reasons=_reasons(len(direct), len(given), target, sure, might),
        notes=NOTES,
    )


def _together(snapshot: Snapshot, coalition: Coalition | None) -> Together | None:
    if coalition is None:
        return None
    buyers = tuple(named(snapshot, snapshot.index[b]) for b in coalition.buyers)
    return Together(buyers=buyers, low=coalition.low, high=coalition.high)


def _reasons(
    direct: int, known: int, target: float, sure: Coalition | None, might: Coalition | None
) -> tuple[str, ...]:
    """What the sets rest on, one sentence each."""
    if not direct:
        return ("No source names a buyer; that doesn't mean that there is none.",)
    reached = numbers.percent(target)
    out = [
        f"Known: {numbers.count(direct, 'direct buyer')}; of {known or 'none'} the part of the output that it takes."
    ]
    if sure:
        out.append(f"The fewest that surely take {reached} of the output: {numbers.count(len(sure.buyers), 'buyer')}.")
    else:
        out.append(f"No set of buyers surely takes {reached} of the output: the known shares don't reach it.")
    if might is None:
        out.append(f"Not even all of them take {reached} of the output: buyers whom nobody named take the rest.")
    elif might != sure:
        one = direct - known == 1
        who = "the one" if one else f"one of the {direct - known}"
        shown = "" if one else " (the first name of them is shown)"
        out.append(
            f"The fewest that might: {numbers.count(len(might.buyers), 'buyer')}, if {who} whose share is unknown "
            f"takes all that is left{shown}; ask what each takes."
        )
    out.append("Whether further buyers exist isn't known.")
    return tuple(out)
