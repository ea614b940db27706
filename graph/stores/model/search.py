"""Search: an engine proposes candidates, these functions filter and order them, the same for every store.

Both the words searched for and the text searched are names made comparable, so that accents, legal
forms, case and punctuation don't matter.
"""

from __future__ import annotations

from headwater.graph.ids import key_tail
from headwater.graph.names import normalise, words
from headwater.graph.statements import PARTY_KINDS, Statement

SHORT = 3
"""Trigrams need so many characters; shorter words are looked up by prefix only."""
CANDIDATES = 10_000
"""Most statements an engine proposes for one search. Assumed."""
WHY = ("exact", "prefix", "word", "text")
"""How a name fits, best first."""


def name_of(st: Statement) -> str | None:
    """The name of a party statement; a stub without one is called by the tail of a `name:` key."""
    name = st.props.get("name")
    if name is not None:
        return str(name)
    return key_tail(st.key) if st.key.startswith("name:") else None


def columns(st: Statement) -> tuple[str | None, str | None]:
    """(`norm`, `text`) of a stored row: normalised name, and what search looks at; None, None for no party."""
    if st.kind not in PARTY_KINDS:
        return None, None
    name = name_of(st)
    props = st.props
    said = [] if name is None else [name]
    said += props.get("aliases") or []
    said += [props[k] for k in ("os_id", "lei", "registry_number") if k in props]
    if not st.key.startswith(("row:", "name:")):
        said.append(key_tail(st.key))
    lines = dict.fromkeys(x for s in said for x in (normalise(s), words(s)) if x)
    return (normalise(name) or None if name else None), "\n".join(lines) or None


def query(text: str) -> str:
    """The comparable form of the words searched for; "" where nothing is left to search."""
    return normalise(text)


def parts(wanted: str) -> list[str]:
    """The words of a query that trigrams can look up."""
    return [w for w in wanted.split() if len(w) >= SHORT]


def fits(wanted: str, text: str) -> tuple[int, str] | None:
    """How `text` (lines) fits: (place in `WHY`, the line that fits best), or None.

    Exact: a line is the query. Prefix: a line begins with it. Word: each word of the query begins a
    word of the line. Text: each is somewhere in it.
    """
    asked = wanted.split()
    best: tuple[int, str] | None = None
    for line in text.split("\n"):
        if line == wanted:
            return 0, line
        if line.startswith(wanted):
            rank = 1
        elif all(w in line for w in asked):
            told = line.split()
            rank = 2 if all(any(t.startswith(w) for t in told) for w in asked) else 3
        else:
            continue
        if best is None or (rank, line) < best:
            best = (rank, line)
    return best
