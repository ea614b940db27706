"""What a licence asks, as far as its words say."""

from __future__ import annotations

_ALIKE = ("-sa", "share-alike", "sharealike", "odbl", "open-database")


def share_alike(licence: str | None) -> bool:
    """Whether works made from the data have to carry the same terms; None, no licence stated, says nothing of it.

    >>> share_alike("CC BY-SA 4.0"), share_alike("ODbL-1.0"), share_alike("CC-BY-4.0")
    (True, True, False)
    """
    words = "-".join((licence or "").casefold().split())
    return any(w in words for w in _ALIKE)
