"""Names made comparable: no accents, legal forms, punctuation or case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

_INITIALS = re.compile(r"\b(?:\w\.\s?){2,}")
_SECOND = re.compile(r"\bii\b")


@lru_cache(maxsize=200_000)
def normalise(name: str) -> str:
    """Give the comparable form of a name; "" only when nothing but punctuation is in it.

    Unit numbers stay (they distinguish facilities), legal forms go (they don't). A name that is
    nothing but a legal form keeps it. Idempotent.

    >>> normalise("KURIM VIETNAM CO., LTD")
    'kurim vietnam'
    >>> normalise("Société Générale  S.A.")
    'societe generale'
    >>> normalise("KURIM VIETNAM II CO., LTD")
    'kurim vietnam ii'
    """
    folded = words(name)
    while (cut := _fold(_without_forms(folded))) and cut != folded:
        folded = cut
    return folded


def _without_forms(folded: str) -> str:
    """A folded name without legal forms. "ii" stays: it is a legal form somewhere, and the second unit everywhere."""
    return _forms_removed()(_SECOND.sub("\u2171", folded))


@cache
def _forms_removed() -> Callable[[str], str]:
    """Rigour's `remove_org_types(name, replacement=" ")`.

    Its compiled part alone where that is as it was, for `rigour.names` takes eight times as long to import.
    """
    try:
        from rigour._core import remove_org_types as compiled

        def quick(name: str) -> str:
            found: str = compiled(name, 4, 0, " ")  # rigour.text.normalize: Normalize.CASEFOLD, Cleanup.Noop
            return found

        if [quick(x) for x in ("mill gmbh", "mill co ltd", "mill llc gate")] == ["mill  ", "mill  ", "mill   gate"]:
            return quick
    except (ImportError, TypeError):
        pass
    from rigour.names import remove_org_types

    return lambda name: remove_org_types(name, replacement=" ")


@lru_cache(maxsize=20_000)
def words(name: str) -> str:
    """Give the words of a name without accents, punctuation or case; legal forms stay.

    >>> words("KURIM VIETNAM Co., Ltd")
    'kurim vietnam co ltd'
    """
    text = unicodedata.normalize("NFKC", name).casefold().replace("đ", "d").replace("ı", "i").replace("&", " and ")
    return _fold(_INITIALS.sub(lambda m: re.sub(r"[.\s]", "", m[0]) + " ", text))


def _fold(text: str) -> str:
    """Words only: Latin accents off, letters, digits and other scripts' vowel signs kept."""
    bare = (c for c in unicodedata.normalize("NFKD", text) if not "\u0300" <= c <= "\u036f")
    words = "".join(
        c if unicodedata.category(c)[0] in "LNM" else " " for c in unicodedata.normalize("NFC", "".join(bare))
    )
    return " ".join(words.split())
