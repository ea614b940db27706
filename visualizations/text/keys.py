"""Keys in words: by what a company or facility is known. Whole keys stand in --json."""

from __future__ import annotations

_NAMES = {"oshub": "OS ID", "lei": "LEI", "reg": "registry number"}


def key_words(key: str, name: str = "") -> str:
    """What a key is, without hashes; a key made of `name` itself is only said to be that.

    >>> key_words("row:Brand list 2026:ec8d1f3e65e7f9e6"), key_words("oshub:CN2021X")
    ('a row of Brand list 2026 (…f9e6)', 'OS ID CN2021X')
    >>> key_words("name:Mill", "Mill"), key_words("name:Old Mill", "Mill")
    ('its name', 'name Old Mill')
    """
    head, _, tail = key.partition(":")
    if head == "row":
        source, _, sha = tail.rpartition(":")
        return f"a row of {source} (…{sha[-4:]})"
    if head == "name" and tail == name:
        return "its name"
    return f"{_NAMES.get(head, head)} {tail}"


__all__ = ["key_words"]
