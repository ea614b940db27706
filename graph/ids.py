"""Source keys, and which key of a cluster becomes the party's id.

A source key is `oshub:…`, `lei:…`, `reg:CC:…`; for brands and groups known by name only `brand:` or
`group:` + the normalised name; for `edges` and `risks` rows `name:` + the name as given; else
`row:SOURCE:` + 16 hex digits of SHA-256(NFC, casefolded name|country|address).
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache

from headwater.graph.names import normalise

PREFIXES: tuple[str, ...] = ("oshub", "lei", "reg", "brand", "group", "name", "row")
"""Key kinds in the order in which they name a cluster."""

_RANK = {p: i for i, p in enumerate(PREFIXES)}


def nfc(text: str) -> str:
    """Text in Unicode NFC with white space folded and trimmed."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def os_id_key(os_id: str) -> str:
    """The key of an Open Supply Hub id."""
    return f"oshub:{os_id.strip().upper()}"


def lei_key(lei: str) -> str:
    """The key of a Legal Entity Identifier."""
    return f"lei:{lei.strip().upper()}"


def registry_key(country: str, number: str) -> str:
    """The key of a registry number within a country."""
    return f"reg:{country.upper()}:{nfc(number).upper()}"


def brand_key(name: str) -> str:
    """The key of a brand known by name only."""
    return f"brand:{normalise(name)}"


def group_key(name: str) -> str:
    """The key of a group known by name only."""
    return f"group:{normalise(name)}"


@lru_cache(maxsize=200_000)
def name_key(name: str) -> str:
    """The key of a party that a row only names: the name as given, or a strong key written out."""
    text = nfc(name)
    head, colon, tail = text.partition(":")
    if colon and tail and head in {"oshub", "lei", "reg", "brand", "group", "row", "name"}:
        return text
    return f"name:{text}"


def row_key(source: str, name: str, country: str | None, address: str | None) -> str:
    """The key of a row without a strong id; never depends on row number or load order."""
    body = "|".join(nfc(x or "").casefold() for x in (name, country, address))
    return f"row:{source}:{hashlib.sha256(body.encode()).hexdigest()[:16]}"


def key_rank(key: str) -> tuple[int, str]:
    """Sort key of source keys: kind of key, then code point.

    >>> sorted(["row:x:1", "brand:nike", "oshub:B", "lei:A"], key=key_rank)
    ['oshub:B', 'lei:A', 'brand:nike', 'row:x:1']
    """
    return (_RANK.get(key.partition(":")[0], len(PREFIXES)), key)


def key_tail(key: str) -> str:
    """What a stub is called: its key without the prefix.

    >>> key_tail("name:Acme: Ltd")
    'Acme: Ltd'
    """
    return key.partition(":")[2] or key
