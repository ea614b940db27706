"""Sector or product words → the good: by the chosen pack's own words, then by the table `data/goods.csv`.

The table adds words of more languages, and a few goods that the garment pack has no line for.

The good picks the context prior (country × good). A word that isn't in the table gives None: unknown,
never "no risk".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Protocol

from headwater.graph.names import normalise
from headwater.loaders.cells.words import rows

_PARTS = re.compile(r"[|;,/+、，；\n]")
_MATERIALS = {"garments": "textiles"}
"""What a maker of materials for a good makes; for others (shoe soles?) it isn't known. Assumed."""


class GoodWords(Protocol):
    """Whose words are asked first."""

    def good_of(self, text: str | None) -> str | None:
        """The good that the words of a list mean; None where none is known."""


def good_of(*texts: str | None, pack: GoodWords, materials: bool = False) -> str | None:
    """Give the pack's word for what is made, from the first text that says it; None: unknown.

    A text may list several ("Apparel|Footwear"): the first that the table knows counts. `materials` says
    that the texts name what the materials are for: apparel gives textiles, other goods None.

    >>> from headwater.graph.vocabulary import load_pack
    >>> pack = load_pack("garment")
    >>> [good_of(x, pack=pack) for x in ("APPAREL", "Schuhe; Taschen", "Various", "成衣制造", "Cotton yarn spinning")]
    ['garments', 'footwear', None, 'garments', 'thread_yarn']
    >>> good_of("Apparel", pack=pack, materials=True), good_of("Footwear", pack=pack, materials=True)
    ('textiles', None)
    """
    for text in texts:
        for part in _PARTS.split(text or ""):
            good = pack.good_of(part) or _one(part)
            if good:
                return (_MATERIALS.get(good) if good in ("garments", "footwear") else good) if materials else good
    return None


@lru_cache(maxsize=20_000)
def _one(text: str) -> str | None:
    key = normalise(text)
    if not key:
        return None
    table = _table()
    if key in table:
        return table[key]
    spaced = f" {key} "
    found = [w for w in table if (f" {w} " in spaced if w.isascii() else w in key)]
    return table[max(found, key=lambda w: (len(w), w))] if found else None


@cache
def _table() -> dict[str, str]:
    return {normalise(r["word"]): r["good"] for r in rows("goods.csv")}
