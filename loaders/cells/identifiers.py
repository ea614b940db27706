"""What a cell can be told by: OS IDs and LEIs with right form, e-mail addresses."""

from __future__ import annotations

import re

_OS_ID = re.compile(r"[A-Z]{2}\d{7}[A-Z0-9]{6}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w{2,}")
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


def holds_email(text: str) -> bool:
    """Whether an e-mail address stands in a text.

    >>> holds_email("ask at a.b@mill.example"), holds_email("a @ b")
    (True, False)
    """
    return bool(_EMAIL.search(text))


__all__ = ["holds_email", "is_lei", "os_id"]
