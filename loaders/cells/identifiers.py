"""Strong ids as cells hold them: OS IDs and LEIs with right form."""

from __future__ import annotations

import re

_OS_ID = re.compile(r"[A-Z]{2}\d{7}[A-Z0-9]{6}")
_LEI = re.compile(r"[A-Z0-9]{18}\d{2}")


def os_id(text: str | None) -> str | None:
    """Give an OS ID (country, year, day of year, 6 letters or digits) in capitals; None where it is none.

    >>> os_id("gb20191431wpt6g"), os_id("7")
    ('GB20191431WPT6G', None)
    """
    clean = (text or "").strip().upper()
    return clean if _OS_ID.fullmatch(clean) else None


def is_lei(text: str) -> bool:
    """Whether a text is a Legal Entity Identifier with right check digits (ISO 17442, mod 97-10).

    >>> is_lei("5493001KJTIIGC8Y1R12"), is_lei("5493001KJTIIGC8Y1R13")
    (True, False)
    """
    text = text.strip().upper()
    return bool(_LEI.fullmatch(text)) and int("".join(str(int(c, 36)) for c in text)) % 97 == 1


__all__ = ["is_lei", "os_id"]
