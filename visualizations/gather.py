"""Gather the subgraph around the roots: a walk against the flow of goods, no scoring.

A group stands for its members too. A link of declared tier L counts L steps. Around a facility the
buyers of one step come along, as tier -1.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from headwater import __version__
from headwater.graph.errors import NotFound, UsageError
from headwater.graph.records import LINK_KINDS, Assessment, Finding, Outcome, PartyKind, RelationKind, Source
from headwater.graph.risk.base import STATES, Own, State
from headwater.graph.snapshot import Evidence, Snapshot
from headwater.graph.statements import PartyDoc, Ref, RelationDoc
from headwater.visualizations.base import Edge, LeftOut, Meta, Node, Row, SourceNote, Subgraph

SeverityOf = Callable[[Finding], tuple[int | None, bool]]
"""Severity of a finding (1 to 5, None: nobody says) and whether it is the pack's default."""

LINKS = frozenset(k.value for k in LINK_KINDS)
_ROLE = {"SUPPLIES": "supplier", "SUBCONTRACTS_FOR": "subcontractor", "RECRUITS_FOR": "recruiter"}
_OWN_FIELDS = frozenset({"name", "country", "country_proposed", "country_reason", "chain_end", "workers", "extra"})
"""Properties with a field of their own on a node, and `extra`: raw columns stay in the store."""
_LOOKED = frozenset({Outcome.COMPLIANT, Outcome.NON_COMPLIANT})


def named_severity(finding: Finding) -> tuple[int | None, bool]:
    """The largest named part of a finding's severity; None where no part is named.

    Source: method, section 3. The pack's default is the caller's to give, as another `SeverityOf`.
    """
    parts = [g for g in (finding.scale, finding.scope, finding.irremediability) if g is not None]
    return (max(parts) if parts else None), False


def gather(
    snapshot: Snapshot,
    own: Own,
    *,
    roots: Sequence[str],
    depth: int | None = None,
    issue: str | None = None,
    method: str = "",
    severity_of: SeverityOf | None = None,
    persons: bool = False,
    parameters: Mapping[str, Any] | None = None,
    mapped: Mapping[int, float] | None = None,
    assessed: float | None = None,
    left_out: LeftOut | None = None,
) -> Subgraph:
    """Gather what stands upstream of the roots.

    Args:
        snapshot: The graph; for an open-only file, the first of `open_only.open_part`.
        own: Own risk of the same snapshot: its states are shown, its numbers are not.
        roots: Canonical ids or source keys.
        depth: Tiers to walk, 1 or more; None: to the end.
        issue: Only this issue's findings and states; None: all, each node showing its worst.
        method: Version of the method, as printed.
        severity_of: Severity of a finding; None: `named_severity`.
        persons: Whether natural persons are shown.
        parameters: Whatever else was asked, printed with the result.
        mapped: Share of purchases traced to a facility, by tier, where the caller computed it.
        assessed: Of that, the share checked lately, where the caller computed it.
        left_out: What an open-only snapshot holds back.

    Raises:
        NotFound: A root isn't in the graph.
        UsageError: The depth or the issue isn't one.

    O(links) once, then the walk.
    """
    if depth is not None and depth < 1:
        raise UsageError(f"depth is {depth}; give 1 or more tiers")
    if issue is not None and own.column(issue) is None:
        raise UsageError(f"no issue named {issue!r}; known: {', '.join(own.issues)}")
    hidden = set() if persons else {i for i, p in enumerate(snapshot.parties) if p.kind == PartyKind.PERSON}
    asked = _roots(snapshot, roots, left_out, hidden)
    tiers = _walk(snapshot, asked, depth, hidden)
    if any(snapshot.parties[i].kind == PartyKind.FACILITY for i in asked):
        for i in _buyers(snapshot, asked, hidden):
            tiers.setdefault(i, -1)

    drawn = [
        r
        for r in (*snapshot.links, *snapshot.relations)
        if snapshot.index[r.start] in tiers and snapshot.index[r.end] in tiers
    ]
    roles: dict[str, set[str]] = defaultdict(set)
    for r in drawn:
        if r.kind in _ROLE:
            roles[r.start].add(_ROLE[r.kind])
    named = Counter(snapshot.buyer.tolist())
    about = _About(snapshot, own, issue, severity_of or named_severity)
    nodes = tuple(
        about.node(
            i,
            tier=tiers[i],
            root=i in asked,
            roles=tuple(sorted(roles[snapshot.ids[i]])),
            suppliers_named=named[i],
        )
        for i in sorted(tiers, key=lambda i: (tiers[i], snapshot.ids[i]))
    )
    edges = tuple(sorted((_edge(r) for r in drawn), key=lambda e: (e.end, e.start, e.kind, e.product or "")))
    used = {r.source for n in nodes for r in n.refs} | {r.source for e in edges for r in e.refs} | about.context_sources
    sources = tuple(_note(k, snapshot.sources.get(k)) for k in sorted(used))
    names = [snapshot.parties[i].name for i in asked if snapshot.ids[i] in {snapshot.keys.get(k, k) for k in roots}]
    meta = Meta(
        title=" and ".join(names or [snapshot.parties[i].name for i in asked]),
        roots=tuple(snapshot.ids[i] for i in asked),
        depth=depth,
        issue=issue,
        revision=snapshot.revision,
        as_of=snapshot.as_of,
        today=own.today,
        pack=own.pack,
        method=method,
        parameters=dict(parameters or {}),
        fictional=any(s.fictional for s in sources),
        mapped=dict(mapped or {}),
        assessed=assessed,
        left_out=left_out,
        program=f"headwater {__version__}",
        notes=own.notes,
    )
    return Subgraph(meta=meta, nodes=nodes, edges=edges, sources=sources)


def _roots(snapshot: Snapshot, roots: Sequence[str], left_out: LeftOut | None, hidden: set[int]) -> list[int]:
    """Places of the roots, each group followed by its members, in the order asked for."""
    out: list[int] = []
    for key in roots:
        i = snapshot.find((left_out.ids if left_out else {}).get(key, key))
        if i is None or i in hidden:
            raise NotFound(key, hints=("no open source names it",) if left_out else ())
        todo = [snapshot.ids[i]]
        while todo:
            at = todo.pop(0)
            place = snapshot.index[at]
            if place not in out and place not in hidden:
                out.append(place)
                todo.extend(snapshot.members.get(at, ()))
    if not out:
        raise UsageError("name at least one company or facility")
    return out


def _walk(snapshot: Snapshot, roots: Iterable[int], depth: int | None, hidden: set[int]) -> dict[int, int]:
    """Shortest supply distance to the roots (Dijkstra over declared tiers), up to `depth`."""
    order = np.argsort(snapshot.buyer, kind="stable")
    starts = np.searchsorted(snapshot.buyer[order], np.arange(len(snapshot.ids) + 1))
    done: dict[int, int] = {}
    heap = [(0, i) for i in roots]
    heapq.heapify(heap)
    while heap:
        tier, at = heapq.heappop(heap)
        if at in done or at in hidden:
            continue
        done[at] = tier
        for j in order[starts[at] : starts[at + 1]]:
            far = tier + max(int(snapshot.tier[j]), 1)
            if depth is None or far <= depth:
                heapq.heappush(heap, (far, int(snapshot.supplier[j])))
    return done


def _buyers(snapshot: Snapshot, roots: Iterable[int], hidden: set[int]) -> list[int]:
    """Who buys one step down from the roots that are facilities."""
    facilities = [i for i in roots if snapshot.parties[i].kind == PartyKind.FACILITY]
    at = snapshot.buyer[np.isin(snapshot.supplier, facilities)]
    return sorted(set(at.tolist()) - hidden)


class _About:
    """What is known of each party, looked up once."""

    def __init__(self, snapshot: Snapshot, own: Own, issue: str | None, severity_of: SeverityOf) -> None:
        self.snapshot, self.own, self.severity_of = snapshot, own, severity_of
        self.columns = range(len(own.issues)) if issue is None else (own.issues.index(issue),)
        self.context_sources: set[str] = set()
        self.findings = _by_party(snapshot.findings, issue)
        self.assessments = _by_party(snapshot.assessments, issue)

    def node(self, i: int, *, tier: int, root: bool, roles: tuple[str, ...], suppliers_named: int) -> Node:
        party = self.snapshot.parties[i]
        state = min((STATES[int(self.own.state[i, k])] for k in self.columns), key=STATES.index, default=State.UNKNOWN)
        found = [e.record for e in self.findings.get(i, ()) if isinstance(e.record, Finding)]
        still = [f for f in found if f.status in ("open", "unknown")] if state is State.EVIDENCE else []
        rated = sorted(
            ((*self.severity_of(f), f) for f in still), key=lambda r: (-(r[0] or 0), r[1], r[2].issue, r[2].key)
        )
        level, assumed, worst = rated[0] if rated else (None, False, None)
        given = state is State.EVIDENCE and not still
        checks = [e.record for e in self.assessments.get(i, ()) if isinstance(e.record, Assessment)]
        checks = sorted((c for c in checks if c.outcome in _LOOKED), key=lambda c: (c.date or "", c.key))
        return Node(
            id=party.id,
            name=party.name,
            kind=party.kind,
            roles=roles,
            tier=tier,
            root=root,
            keys=party.keys,
            country=party.props.get("country"),
            country_proposed=None if party.props.get("country") else party.props.get("country_proposed"),
            country_reason=None if party.props.get("country") else party.props.get("country_reason"),
            state=State.CONTEXT if given else state,
            severity=level,
            severity_assumed=assumed,
            issue=worst.issue if worst else None,
            findings=dict(sorted(Counter(f.kind.value for f in still).items())),
            answered=sum(f.status in ("remedied", "closed") for f in found),
            issues=tuple(sorted({f.issue for f in still})),
            looked=checks[-1].date if checks else None,
            looked_how=checks[-1].method if checks else None,
            checks=len(checks),
            context=(*self._context(i), *(["own risk taken as given"] if given else [])),
            workers=party.props.get("workers"),
            suppliers_named=suppliers_named,
            chain_end=party.props.get("chain_end"),
            facts={k: v for k, v in sorted(party.props.items()) if k not in _OWN_FIELDS},
            refs=self._refs(i, party),
        )

    def _context(self, i: int) -> tuple[str, ...]:
        said: dict[str, None] = {}
        for k in self.columns:
            for c in self.own.log.get((i, self.own.issues[k]), ()):
                if c.part == "context":
                    said.setdefault(c.what)
                    self.context_sources.update(r.source for r in c.refs)
        return tuple(said)

    def _refs(self, i: int, party: PartyDoc) -> tuple[Row, ...]:
        about = [e.ref for e in (*self.findings.get(i, ()), *self.assessments.get(i, ()))]
        return _rows((*party.folded.refs(), *about))


def _by_party(rows: Iterable[Evidence], issue: str | None) -> dict[int, list[Evidence]]:
    out: dict[int, list[Evidence]] = defaultdict(list)
    for e in rows:
        if issue is None or getattr(e.record, "issue", None) == issue:
            out[e.party].append(e)
    return out


def _rows(refs: Iterable[Ref]) -> tuple[Row, ...]:
    """Source rows, each once, sorted."""
    seen = {(r.source, r.file, r.row, r.dated or "") for r in refs}
    return tuple(Row(source=s, file=f, row=n, dated=d or None) for s, f, n, d in sorted(seen))


def _edge(r: RelationDoc) -> Edge:
    keep = {k: r.props.get(k) for k in ("product", "share", "confidence", "tier", "since", "until")}
    return Edge(start=r.start, end=r.end, kind=RelationKind(r.kind).value, refs=_rows(r.folded.refs()), **keep)


def _note(key: str, source: Source | None) -> SourceNote:
    if source is None:
        return SourceNote(key=key, title=key)
    return SourceNote(
        key=key,
        title=source.title,
        publisher=source.publisher,
        licence=source.licence,
        redistributable=source.redistributable,
        attribution=source.attribution,
        dated=source.dated,
        fictional=bool(source.fictional),
    )
