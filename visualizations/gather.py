"""Gather the subgraph around the roots: a walk against the flow of goods, no scoring.

A group stands for its members too. A link of declared tier L counts L steps. Around a facility the
buyers of one step come along, as tier -1.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from headwater.graph.errors import NotFound, UsageError
from headwater.graph.records import Finding, PartyKind, RelationKind, Source
from headwater.graph.risk.own_risk.checks import Check, find_checks
from headwater.graph.risk.own_risk.events import Event, find_events
from headwater.graph.risk.own_risk.own import STATES, Own, State
from headwater.graph.risk.own_risk.reports import issue_and_point
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import Ref, RelationDoc
from headwater.graph.vocabulary import Pack
from headwater.version import __version__
from headwater.visualizations.open_only import redistributable
from headwater.visualizations.subgraph import Edge, LeftOut, Meta, Node, Row, SourceNote, Subgraph

_ROLE = {"SUPPLIES": "supplier", "SUBCONTRACTS_FOR": "subcontractor", "RECRUITS_FOR": "recruiter"}
_OWN_FIELDS = frozenset({"name", "country", "country_proposed", "country_reason", "chain_end", "workers", "extra"})
"""Properties with a field of their own on a node, and `extra`: raw columns stay in the store."""


def gather(
    snapshot: Snapshot,
    own: Own,
    pack: Pack,
    *,
    roots: Sequence[str],
    depth: int | None = None,
    issue: str | None = None,
    method: str = "",
    persons: bool = False,
    parameters: Mapping[str, Any] | None = None,
    mapped: Mapping[int, float] | None = None,
    assessed: Mapping[int, float] | None = None,
    left_out: LeftOut | None = None,
) -> Subgraph:
    """Gather what stands upstream of the roots.

    Args:
        snapshot: The graph; for an open-only file, the first of `open_only.open_part`.
        own: Own risk of the same snapshot: its states are shown, its numbers are not.
        pack: The vocabulary: says which reports are one finding, and how grave it is.
        roots: Canonical ids or source keys.
        depth: Tiers to walk, 1 or more; None: to the end.
        issue: Only this issue's findings and states; None: all, each node showing its worst.
        method: Version of the method, as printed.
        persons: Whether natural persons are shown.
        parameters: Whatever else was asked, printed with the result.
        mapped: Share of purchases traced to a facility, by tier, where the caller computed it.
        assessed: Of that, the share checked lately, by tier, where the caller computed it.
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
    about = _About(snapshot, own, pack, issue)
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
    occurring = {i for n in nodes for i in n.issues} | ({issue} if issue else set())
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
        issues={k: _title(pack, k) for k in sorted(occurring)},
        fictional=any(s.fictional for s in sources),
        mapped=dict(mapped or {}),
        assessed=dict(assessed or {}),
        left_out=left_out and left_out.model_copy(update={"ids": {}}),
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
            if left_out is None:
                raise NotFound(key)
            raise UsageError(
                f"no source that is known to be redistributable names {key!r}; left out: "
                f"{', '.join(left_out.sources) or 'none'}. State a source's licence when loading it (--licence), "
                "or export without --open-only and keep the file to yourself"
            )
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

    def __init__(self, snapshot: Snapshot, own: Own, pack: Pack, issue: str | None) -> None:
        self.snapshot, self.own, self.pack = snapshot, own, pack
        self.columns = range(len(own.issues)) if issue is None else (own.issues.index(issue),)
        self.context_sources: set[str] = set()
        self.open: dict[int, list[Event]] = defaultdict(list)
        self.answered: Counter[int] = Counter()
        self.checks: dict[int, list[Check]] = defaultdict(list)
        for e in find_events(snapshot, pack, own.today).events:
            if issue in (None, e.issue):
                if e.open:
                    self.open[e.party].append(e)
                else:
                    self.answered[e.party] += 1
        for f in snapshot.findings:
            if isinstance(f.record, Finding) and f.record.status == "closed":
                where = issue_and_point(f.record.issue, f.record.point, pack)
                self.answered[f.party] += where is not None and issue in (None, where[0])
        for c in find_checks(snapshot, pack, own.today):
            if issue in (None, c.issue):
                self.checks[c.party].append(c)

    def node(self, i: int, *, tier: int, root: bool, roles: tuple[str, ...], suppliers_named: int) -> Node:
        """Describe the party at place `i`."""
        party = self.snapshot.parties[i]
        state = min((STATES[int(self.own.state[i, k])] for k in self.columns), key=STATES.index, default=State.UNKNOWN)
        events = self.open[i] if state is State.EVIDENCE else []
        worst = min(events, key=lambda e: (e.grading.order, e.grading.assumed, e.issue, e.key), default=None)
        checks = sorted(self.checks[i], key=lambda c: (c.date or "", c.ref))
        stated = party.country
        return Node(
            id=party.id,
            name=party.name,
            kind=party.kind,
            roles=roles,
            tier=tier,
            root=root,
            keys=party.keys,
            country=stated,
            country_proposed=None if stated else party.country_proposed,
            country_reason=None if stated else party.country_reason,
            state=state,
            severity=worst.grading.value if worst else None,
            severity_assumed=worst.grading.assumed if worst else False,
            issue=worst.issue if worst else None,
            findings=dict(sorted(Counter(e.kind.value for e in events).items())),
            answered=self.answered[i],
            issues=tuple(sorted({e.issue for e in events})),
            looked=checks[-1].date if checks else None,
            looked_how=checks[-1].method if checks else None,
            checks=len(checks),
            context=self._context(i),
            workers=party.workers,
            suppliers_named=suppliers_named,
            chain_end=party.chain_end,
            facts={k: v for k, v in sorted(party.props.items()) if k not in _OWN_FIELDS},
            refs=_rows((*party.folded.refs(), *(r for e in events for r in e.refs), *(c.ref for c in checks))),
        )

    def _context(self, i: int) -> tuple[str, ...]:
        """What lists say of its country and goods, where that is all that is known of an issue."""
        said: dict[str, list[str]] = {}
        for k in self.columns:
            if STATES[int(self.own.state[i, k])] is State.CONTEXT:
                for c in self.own.log.get((i, self.own.issues[k]), ()):
                    said.setdefault(c.what, []).append(_title(self.pack, c.issue))
                    self.context_sources.update(r.source for r in c.refs)
        return tuple(f"{what} ({', '.join(issues)})" for what, issues in said.items())


def _title(pack: Pack, issue: str) -> str:
    held = pack.issue_by_id.get(issue)
    return held.title if held else issue


def _rows(refs: Iterable[Ref]) -> tuple[Row, ...]:
    """Source rows, each once, sorted."""
    seen = {(r.source, r.file, r.row, r.dated or "") for r in refs}
    return tuple(Row(source=s, file=f, row=n, dated=d or None) for s, f, n, d in sorted(seen))


def _edge(r: RelationDoc) -> Edge:
    return Edge(
        start=r.start, end=r.end, kind=RelationKind(r.kind).value, product=r.product, share=r.share,
        confidence=r.confidence, tier=r.tier, since=r.since, until=r.until, refs=_rows(r.folded.refs()),
    )  # fmt: skip


def _note(key: str, source: Source | None) -> SourceNote:
    if source is None:
        return SourceNote(key=key, title=key)
    return SourceNote(
        key=key,
        title=source.title,
        publisher=source.publisher,
        licence=source.licence,
        redistributable=redistributable(source),
        attribution=source.attribution,
        dated=source.dated,
        fictional=bool(source.fictional),
    )
