"""Gather the subgraph around the roots: a walk against the flow of goods, no scoring.

A group stands for its members too. A link of declared tier L counts L steps. Around a facility the
buyers of one step come along, as tier -1.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from headwater.graph.errors import NotFound, UsageError
from headwater.graph.records import PartyKind, RelationKind, Source
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.snapshot import Evidence, Snapshot
from headwater.graph.statements import RelationDoc
from headwater.graph.vocabulary import Pack
from headwater.version import __version__
from headwater.visualizations.describe import Describer, rows_of
from headwater.visualizations.open_only import redistributable
from headwater.visualizations.records import ActionNode, AssessmentNode, FindingNode, RecordNode, told
from headwater.visualizations.subgraph import Edge, LeftOut, Meta, Node, SourceNote, Subgraph

_ROLE = {"SUPPLIES": "supplier", "SUBCONTRACTS_FOR": "subcontractor", "RECRUITS_FOR": "recruiter"}
_PARENTS = frozenset({RelationKind.MEMBER_OF, RelationKind.OWNS, RelationKind.OPERATES})
"""Relations that lead to a parent: the group, the owner, the operator."""


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
    whole: bool = False,
    parameters: Mapping[str, Any] | None = None,
    mapped: Mapping[int, float] | None = None,
    assessed: Mapping[int, float] | None = None,
    left_out: LeftOut | None = None,
) -> Subgraph:
    """Gather what stands upstream of the roots. O(links) once, then the walk.

    Args:
        snapshot: The graph; for an open-only file, the first of `open_only.open_part`.
        own: Own risk of the same snapshot: its states are shown, its numbers are not.
        pack: The vocabulary: says which reports are one finding, and how grave it is.
        roots: Canonical ids or source keys.
        depth: Tiers to walk, 1 or more; None: to the end.
        issue: Only this issue's findings and states; None: all, each node showing its worst.
        method: Version of the method, as printed.
        persons: Whether natural persons are shown.
        whole: For a file: with findings, assessments, actions, and parent groups, owners and operators.
        parameters: Whatever else was asked, printed with the result.
        mapped: Share of purchases traced to a facility, by tier, where the caller computed it.
        assessed: Of that, the share checked lately, by tier, where the caller computed it.
        left_out: What an open-only snapshot holds back.

    Raises:
        NotFound: A root isn't in the graph.
        UsageError: The depth or the issue isn't one.
    """
    if depth is not None and depth < 1:
        raise UsageError(f"depth is {depth}; give 1 or more tiers")
    if issue is not None and own.column(issue) is None:
        raise UsageError(f"no issue named {issue!r}; known: {', '.join(own.issues)}")
    hidden = set() if persons else {i for i, p in enumerate(snapshot.parties) if p.kind == PartyKind.PERSON}
    asked = _roots(snapshot, roots, left_out, hidden)
    shown = _shown(snapshot, asked, depth, hidden, parents=whole)
    meta = _meta(snapshot, own, roots, asked).model_copy(
        update={
            "depth": depth, "issue": issue, "method": method, "parameters": dict(parameters or {}),
            "mapped": dict(mapped or {}), "assessed": dict(assessed or {}),
            "left_out": left_out and left_out.model_copy(update={"ids": {}}),
        }
    )  # fmt: skip
    records = list(_records(snapshot, shown, issue)) if whole else []
    return _put_together(meta, Describer(snapshot, own, pack, issue), shown, asked, records)


def _meta(snapshot: Snapshot, own: Own, roots: Sequence[str], asked: Sequence[int]) -> Meta:
    """What the graph and the roots say of it."""
    return Meta(
        title=_name(snapshot, roots, asked),
        roots=tuple(snapshot.ids[i] for i in asked),
        revision=snapshot.revision,
        as_of=snapshot.as_of,
        today=own.today,
        pack=own.pack,
        method="",
        program=f"headwater {__version__}",
        notes=own.notes,
    )


def _put_together(
    meta: Meta,
    about: Describer,
    shown: Mapping[int, int | None],
    asked: Sequence[int],
    records: Sequence[RecordNode],
) -> Subgraph:
    """The subgraph of the parties shown, with the sources that it rests on and the issues that occur."""
    snapshot, pack = about.snapshot, about.pack
    drawn = [
        r
        for r in (*snapshot.links, *snapshot.relations)
        if snapshot.index[r.start] in shown and snapshot.index[r.end] in shown
    ]
    nodes = _nodes(snapshot, about, shown, asked, drawn)
    edges = tuple(sorted((_edge(r) for r in drawn), key=lambda e: (e.end, e.start, e.kind, e.product or "")))
    used = {r.source for x in (*nodes, *edges, *records) for r in x.refs} | about.context_sources
    sources = tuple(_note(k, snapshot.sources.get(k)) for k in sorted(used))
    occurring = {i for n in nodes for i in n.issues} | {x.issue for x in records if x.issue}
    if meta.issue:
        occurring.add(meta.issue)
    said = {
        "issues": {k: pack.issue_title(k) for k in sorted(occurring)},
        "fictional": any(s.fictional for s in sources),
    }
    return Subgraph(
        meta=meta.model_copy(update=said),
        nodes=nodes,
        edges=edges,
        findings=tuple(x for x in records if isinstance(x, FindingNode)),
        assessments=tuple(x for x in records if isinstance(x, AssessmentNode)),
        actions=tuple(x for x in records if isinstance(x, ActionNode)),
        sources=sources,
    )


def _shown(
    snapshot: Snapshot, asked: list[int], depth: int | None, hidden: set[int], *, parents: bool
) -> dict[int, int | None]:
    """Who is shown, by tier: who stands upstream, and their parents, without a tier."""
    tiers = _tiers(snapshot, asked, depth, hidden)
    return {**tiers, **(_parents(snapshot, tiers, hidden) if parents else {})}


def _tiers(snapshot: Snapshot, asked: list[int], depth: int | None, hidden: set[int]) -> dict[int, int]:
    """Who stands upstream, by tier; with who buys one step down from the roots that are facilities."""
    tiers = _walk(snapshot, asked, depth, hidden)
    if any(snapshot.parties[i].kind == PartyKind.FACILITY for i in asked):
        for i in _buyers(snapshot, asked, hidden):
            tiers.setdefault(i, -1)
    return tiers


def _parents(snapshot: Snapshot, tiers: Mapping[int, int], hidden: set[int]) -> dict[int, None]:
    """Groups, owners and operators of what is shown, and theirs; those that have no tier of their own."""
    above: dict[str, list[str]] = defaultdict(list)
    for r in snapshot.relations:
        if r.kind in _PARENTS:
            child, parent = (r.start, r.end) if r.kind == RelationKind.MEMBER_OF else (r.end, r.start)
            above[child].append(parent)
    out: dict[int, None] = {}
    todo = list(tiers)
    while todo:
        for parent in above.get(snapshot.ids[todo.pop()], ()):
            at = snapshot.index[parent]
            if at not in tiers and at not in out and at not in hidden:
                out[at] = None
                todo.append(at)
    return out


def _nodes(
    snapshot: Snapshot,
    about: Describer,
    shown: Mapping[int, int | None],
    asked: Sequence[int],
    drawn: Iterable[RelationDoc],
) -> tuple[Node, ...]:
    """The nodes by tier and id; what has no tier stands last."""
    roles: dict[str, set[str]] = defaultdict(set)
    for r in drawn:
        if r.kind in _ROLE:
            roles[r.start].add(_ROLE[r.kind])
    named = Counter(snapshot.buyer.tolist())

    def order(i: int) -> tuple[bool, int, str]:
        tier = shown[i]
        return tier is None, tier or 0, snapshot.ids[i]

    return tuple(
        about.node(
            i,
            tier=shown[i],
            root=i in asked,
            roles=tuple(sorted(roles[snapshot.ids[i]])),
            suppliers_named=named[i],
        )
        for i in sorted(shown, key=order)
    )


def _records(snapshot: Snapshot, shown: Mapping[int, int | None], issue: str | None) -> Iterator[RecordNode]:
    """Findings, assessments and actions at what is shown; rows of one key get a number each."""
    seen: Counter[tuple[str, str]] = Counter()
    rows: tuple[Evidence, ...] = (*snapshot.findings, *snapshot.assessments, *snapshot.actions)
    for e in rows:
        kind = type(e.record).__name__
        seen[kind, e.record.key] += 1
        node = told(e, snapshot.ids[e.party], seen[kind, e.record.key]) if e.party in shown else None
        if node is not None and issue in (None, node.issue):
            yield node


def _name(snapshot: Snapshot, roots: Sequence[str], asked: Sequence[int]) -> str:
    """What the subgraph is called: the roots by name, as asked for."""
    by_key = {snapshot.keys.get(k, k) for k in roots}
    names = [snapshot.parties[i].name for i in asked if snapshot.ids[i] in by_key]
    return " and ".join(names or [snapshot.parties[i].name for i in asked])


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


def _edge(r: RelationDoc) -> Edge:
    return Edge(
        start=r.start, end=r.end, kind=RelationKind(r.kind).value, product=r.product, share=r.share,
        confidence=r.confidence, tier=r.tier, since=r.since, until=r.until, refs=rows_of(r.folded.refs()),
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
