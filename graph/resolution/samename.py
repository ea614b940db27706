"""A country proposed by a facility of the same name: a proposal with its reason, never a fact.

Made when a snapshot is built and not stored with a load, so that it doesn't depend on what was loaded first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from headwater.graph.names import normalise
from headwater.graph.statements import PartyDoc

_KINDS = frozenset({"facility", "organisation", "stub"})


def propose_countries(parties: Sequence[PartyDoc]) -> tuple[PartyDoc, ...]:
    """Give the parties again; who has neither a country nor a proposal takes that of its namesakes, if they agree.

    Namesakes are facilities or companies of the same normalised name that state a country; where they state two,
    nothing is proposed. O(parties).
    """
    lost = [i for i, p in enumerate(parties) if p.kind in _KINDS and _unknown(p)]
    if not lost:
        return tuple(parties)
    wanted = {normalise(parties[i].name) for i in lost}
    known: dict[str, dict[str, PartyDoc]] = defaultdict(dict)
    for p in parties:
        country = p.country
        if country and p.kind in _KINDS and (name := normalise(p.name)) in wanted:
            known[name].setdefault(country, p)
    out = list(parties)
    for i in lost:
        named = known.get(normalise(out[i].name), {})
        if len(named) == 1:
            ((country, other),) = named.items()
            out[i] = _proposed(out[i], country, other)
    return tuple(out)


def _unknown(p: PartyDoc) -> bool:
    return not p.country and not p.country_proposed


def _proposed(p: PartyDoc, country: str, other: PartyDoc) -> PartyDoc:
    where = other.folded.statements[other.folded.by["country"][0]].ref.words()
    reason = f"a facility of the same name, {other.name}, is in {country} by {where}"
    props = {**p.folded.props, "country_proposed": country, "country_reason": reason}
    by: dict[str, list[int]] = {**p.folded.by, "country_proposed": [], "country_reason": []}
    return replace(p, folded=replace(p.folded, props=props, by=by))
