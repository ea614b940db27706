"""Check a store's own promises: provenance, fold = statements, counts, links."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from headwater.graph import statements as st
from headwater.graph.statements import ENTRY, PARTY_KINDS, RELATION_KINDS, Statement
from headwater.graph.stores.base import OWNER, Load, Store

SHOWN = 20
"""Most problems of one kind that are told; the rest is counted."""
_SHA = re.compile(r"[0-9a-f]{64}")
_BLOCK = 500


def verify(store: Store, *, as_of: str) -> list[str]:
    """List what doesn't hold, in words; empty where all is well. `as_of`: the day whose reads are checked.

    Checked: each open statement names source, file, SHA-256 and row; what readers get of each party
    and relation is the fold of the open statements, each property with a statement that says it; the
    load log adds up to the open statements; a canonical id is its own.
    """
    held = list(store.statements(viewer=OWNER, as_of=None))
    canon = store.canon(viewer=OWNER)
    log = store.loads(viewer=OWNER)
    checks = (
        provenance(held, log),
        counts(held, log, store.revision(viewer=OWNER)),
        (f"{k} leads to {c}, which leads on to {canon[c]}" for k, c in sorted(canon.items()) if c in canon),
        _folds(store, [s for s in held if s.holds(as_of)], canon, as_of),
    )
    out: list[str] = []
    for check in checks:
        found = list(check)
        out += found[:SHOWN]
        if len(found) > SHOWN:
            out.append(f"… and {len(found) - SHOWN} more of this kind")
    return out


def provenance(held: Iterable[Statement], loads: Iterable[Load]) -> Iterator[str]:
    """Statements without a full address, or of a source that no load in the log brought."""
    known = {x.source for x in loads if x.kind in ("load", "history")}
    for s in held:
        lacks = [name for name in ("source", "file") if not getattr(s, name)]
        if not _SHA.fullmatch(s.sha256):
            lacks.append("SHA-256")
        if s.row < 0:
            lacks.append("row")
        if lacks:
            yield f"{_words(s)} has no {', '.join(lacks)}"
        elif s.source not in known:
            yield f"{_words(s)} comes from source {s.source!r}, which no load in the log brought"


def counts(held: Iterable[Statement], loads: Iterable[Load], revision: int) -> Iterator[str]:
    """Where the load log doesn't add up to what is open."""
    log = list(loads)
    balance: Counter[str] = Counter()
    for x in log:
        balance[x.source] += x.opened - x.closed
        if x.rows != x.accepted + x.unchanged + x.quarantined:
            yield (
                f"load {x.revision} ({x.source}): {x.rows} rows, but {x.accepted} accepted + {x.unchanged} unchanged "
                f"+ {x.quarantined} quarantined"
            )
    if [x.revision for x in log] != list(range(1, revision + 1)):
        yield f"the load log has {len(log)} lines for revision {revision}"
    now = Counter(s.source for s in held)
    for source in sorted(balance.keys() | now.keys()):
        if balance[source] != now[source]:
            yield f"source {source}: the log leaves {balance[source]} statements open, the store holds {now[source]}"


def _folds(store: Store, held: list[Statement], canon: Mapping[str, str], as_of: str) -> Iterator[str]:
    """Where a read differs from the fold of the statements."""
    ranks: Mapping[str, int] = getattr(store, "ranks", {})
    named: dict[str, list[Statement]] = defaultdict(list)
    entries: dict[str, list[Statement]] = defaultdict(list)
    relations: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for s in held:
        if s.kind in PARTY_KINDS:
            named[canon.get(s.key, s.key)].append(s)
        elif s.kind == ENTRY:
            entries[canon.get(s.a or "", s.a or "")].append(s)
        elif s.kind in RELATION_KINDS:
            relations[st.subject(s, canon)].append(s)
    ids = sorted(named)
    for i in range(0, len(ids), _BLOCK):
        docs = store.get(ids[i : i + _BLOCK], viewer=OWNER, as_of=as_of)
        for k in ids[i : i + _BLOCK]:
            want = st.fold(named[k], ranks, entries=entries[k])
            if k not in docs:
                yield f"{k} has open statements, but reads don't give it"
            elif docs[k].props != want.props:
                yield f"{k} reads differently from its statements"
            elif set(docs[k].folded.by) != set(want.props):
                yield f"{k} has a property that no statement says"
    ends = sorted({k[2] for k in relations})
    for i in range(0, len(ends), _BLOCK):
        block = ends[i : i + _BLOCK]
        for d in store.neighbours(block, direction="suppliers", viewer=OWNER, as_of=as_of):
            said = relations.pop((d.kind, d.start, d.end, d.key), None)
            if said is None:
                yield f"{d.start} {d.kind} {d.end} is read, but no statement says so"
            elif st.fold(said, ranks).props != d.props:
                yield f"{d.start} {d.kind} {d.end} reads differently from its statements"
    for left in sorted(relations):
        if left[1] != left[2]:
            yield f"{left[1]} {left[0]} {left[2]} has open statements, but reads don't give it"


def _words(s: Statement) -> str:
    return f"{s.kind} {s.key or f'{s.a} → {s.b}'} ({s.file or 'no file'} row {s.row})"
