"""Where a trace can't see: shares nobody named, countries nobody states, middlemen, ends of the view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from headwater.graph import numbers
from headwater.graph.countries import country_words
from headwater.graph.documents import Document
from headwater.graph.risk.network.distances import links_at, steps
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.snapshot import Snapshot

Blindness = Literal["unmapped rest", "no suppliers known", "country unknown", "middlemen unknown"]


class BlindSpot(Document):
    """Where nobody can see, in words; `share` is the unseen share of that company's purchases, None: not known."""

    kind: Blindness
    id: str
    name: str
    tier: int
    share: float | None
    words: str


def blind_spots(snapshot: Snapshot, near: Mapping[int, int]) -> tuple[BlindSpot, ...]:
    """Where the trace can't see, sorted by tier, kind, name: every one of them, none is left out.

    `near`: the tier of each party of the trace by its index, 0 for where it starts.
    """
    net = network(snapshot)
    out = [
        BlindSpot(kind=kind, id=snapshot.ids[i], name=snapshot.parties[i].name, tier=tier, share=share, words=words)
        for i, tier in near.items()
        for kind, words, share in _of_party(snapshot, net, i, tier)
    ]
    return tuple(sorted(out, key=lambda b: (b.tier, b.kind, b.name, b.id, b.words)))


def _of_party(snapshot: Snapshot, net: Network, i: int, tier: int) -> Iterator[tuple[Blindness, str, float | None]]:
    """The kind, words and share of each blind spot at one party."""
    party = snapshot.parties[i]
    name = party.name
    links = links_at(snapshot, i, "suppliers")
    if links and net.rest[i] > 1e-9:
        rest = float(net.rest[i])
        said = "assumed" if bool(net.loose[net.ip[i] : net.ip[i + 1]].any()) else "by the stated shares"
        words = f"{numbers.percent(rest)} of what {name} buys comes from suppliers nobody named ({said})"
        yield "unmapped rest", words, rest
    if not links and tier > 0 and not party.chain_end:
        yield "no suppliers known", f"nothing upstream of {name} is known", None
    if tier > 0 and not party.country:
        guess = party.country_proposed
        why = party.country_reason or "no reason given"
        more = f"; {country_words(guess)} is proposed ({why}), not stated" if guess else ""
        yield "country unknown", f"no source states the country of {name}{more}", None
    for e in links:
        if steps(snapshot, e) > 1:
            supplier = snapshot.parties[int(snapshot.supplier[e])].name
            words = f"{steps(snapshot, e)} steps from {supplier} to {name}, and nobody names who stands between"
            yield "middlemen unknown", words, None
