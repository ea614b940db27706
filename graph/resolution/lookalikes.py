"""Names that differ only by brackets, spaces or filler words: too loose to join, close enough to ask a person.

"Interloop Limited (Hosiery Division I)" and "Interloop Limited" may be one facility or two units of one
company; brackets often hold a unit, and units distinguish. So nothing is joined here, only listed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Set
from functools import lru_cache

from headwater.graph.names import normalise
from headwater.graph.resolution.review import PAIRS, ReviewItem
from headwater.graph.statements import PartyDoc

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_FILLER = frozenset({"and", "company", "corporation", "limited", "of", "private", "pvt", "the"})
_KINDS = frozenset({"facility", "organisation", "stub"})
REASON = "same country, and the same name but for brackets, spaces or filler words"


@lru_cache(maxsize=200_000)
def loose(name: str) -> str:
    """The letters and digits of a name without bracketed parts, legal forms and filler words; may be "".

    >>> loose("Huai An Yuan Tong Headwear Mfg Co Ltd (No.30&32)") == loose("Huaian Yuantong Headwear Mfg Co Ltd")
    True
    """
    bare = normalise(_BRACKETS.sub(" ", name)) or normalise(name)
    words = [w for w in bare.split() if w not in _FILLER]
    return "".join(words)


def lookalikes(
    parties: Iterable[PartyDoc], *, decided: Set[tuple[str, str]] = frozenset(), listed: Iterable[ReviewItem] = ()
) -> list[ReviewItem]:
    """List pairs of parties of different sources with one loose name and one stated country.

    Args:
        parties: The folded parties of a snapshot.
        decided: Pairs of source keys, sorted, that a person decided already.
        listed: Pairs that are on the review list for another reason.

    Returns:
        Items by name, country and ids; at most `PAIRS` of one name, the rest is counted. O(parties) and the pairs.
    """
    groups: dict[tuple[str, str], list[PartyDoc]] = defaultdict(list)
    for p in parties:
        country = p.country
        if p.kind in _KINDS and country and (key := loose(p.name)):
            groups[key, country].append(p)
    known = {frozenset((i.a, i.b)) for i in listed} | {frozenset(d) for d in decided}
    out: list[ReviewItem] = []
    for (_, country), held in sorted(groups.items()):
        if len(held) < 2:
            continue
        held.sort(key=lambda p: p.id)
        sources = [{s.source for s in p.folded.statements} for p in held]
        pairs = [
            (a, b)
            for i, a in enumerate(held)
            for j, b in enumerate(held[i + 1 :], i + 1)
            if not sources[i] & sources[j]
            and not any(frozenset((x, y)) in known for x in a.keys or (a.id,) for y in b.keys or (b.id,))
        ]
        more = f" ({PAIRS} of {len(pairs)} such pairs are listed)" if len(pairs) > PAIRS else ""
        out += [ReviewItem(normalise(a.name), a.id, b.id, country, REASON + more) for a, b in pairs[:PAIRS]]
    return sorted(out, key=lambda i: (i.name, i.country or "", i.a, i.b))
