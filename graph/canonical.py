"""The canonical export: equal open statements and decisions give equal bytes, in whatever store.

JSON Lines, one line a party, relation or other subject, sorted by kind, then key, by code point.
Nothing is in it about loads, revisions, when something was recorded, redirects or decisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph import statements as st
from headwater.graph.ids import key_rank
from headwater.graph.records import BY_NAME, ENTRY, PARTY_KINDS
from headwater.graph.statements import Statement, dumps
from headwater.graph.stores.base import OWNER, Store, Viewer

_OTHER = frozenset(BY_NAME) - PARTY_KINDS


def lines(store: Store, viewer: Viewer = OWNER) -> Iterator[str]:
    """Give the lines, without line ends, of all open statements that the viewer may see, of any day.

    The folded properties are those of statements without an end; each line lists all of them. A store that
    can't be read is an error at once, not at the first line.
    """
    return _lines(store, viewer, store.canon(viewer=viewer))


def _lines(store: Store, viewer: Viewer, canon: Mapping[str, str]) -> Iterator[str]:
    ranks: Mapping[str, int] = getattr(store, "ranks", {})
    parties: dict[str, list[Statement]] = defaultdict(list)
    entries: dict[str, list[Statement]] = defaultdict(list)
    for s in store.statements(viewer=viewer, as_of=None, kinds=sorted(PARTY_KINDS)):
        parties[canon.get(s.key, s.key)].append(s)
    for s in store.statements(viewer=viewer, as_of=None, kinds=[ENTRY]):
        entries[canon.get(s.a or "", s.a or "")].append(s)
    by_kind: dict[str, list[str]] = defaultdict(list)
    for i in sorted(parties):
        by_kind[st.party(i, parties[i]).kind].append(i)
    for kind in sorted({*by_kind, *_OTHER}):
        if kind in PARTY_KINDS:
            for i in by_kind[kind]:
                yield _line(kind, {"id": i, "keys": _keys(parties[i])}, parties[i], ranks, entries[i])
            continue
        grouped: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
        for s in store.statements(viewer=viewer, as_of=None, kinds=[kind]):
            grouped[st.subject(s, canon)].append(s)
        for subject in sorted(grouped):
            names = BY_NAME[kind].form.value
            yield _line(kind, dict(zip(names, subject[1:], strict=True)), grouped[subject], ranks, ())


def _keys(statements: Iterable[Statement]) -> list[str]:
    return sorted({s.key for s in statements}, key=key_rank)


def _line(
    kind: str,
    head: dict[str, Any],
    statements: list[Statement],
    ranks: Mapping[str, int],
    entries: Iterable[Statement],
) -> str:
    """One subject: its folded properties and every open statement."""
    now = st.fold((s for s in statements if s.valid_to is None), ranks, entries=[e for e in entries if not e.valid_to])
    said = sorted((_said(s) for s in statements), key=dumps)
    return dumps({"kind": kind, "props": now.props, "statements": said, **head})


def _said(s: Statement) -> dict[str, Any]:
    """A statement with the source keys that it names."""
    out = st.canonical(s) | {"kind": s.kind, "key": s.key}
    return out | {name: end for name, end in (("a", s.a), ("b", s.b)) if end is not None}
