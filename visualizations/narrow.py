"""Parts of a subgraph for a file: one country, and what was true since a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from headwater.graph.dates import last_day
from headwater.graph.records import LINK_KINDS
from headwater.visualizations.records import Told
from headwater.visualizations.subgraph import Edge, Subgraph

T = TypeVar("T", bound=Told)
_LINKS = frozenset(k.value for k in LINK_KINDS)


def narrow(subgraph: Subgraph, *, country: str | None = None, since: str | None = None) -> Subgraph:
    """The part of a subgraph that was asked for; sources are those of what is left, and of context.

    Args:
        subgraph: As gathered, whole.
        country: ISO 3166-1 alpha-2. Kept are who is there as a source states (a proposed country is none), everybody
            on the way from them to the roots, so that the file says who buys there, and their groups, owners and
            operators. Findings, assessments and actions are those of who is there. States and counts stay as they are.
        since: ISO day. Findings, assessments and actions of before are left out; an undated one stays, for it may be
            newer, and one of a year or month counts as its last day. Companies, relations and states stay as they are.
    """
    out = subgraph
    if country is not None:
        out = _country(out, country)
    if since is not None:
        out = out.model_copy(
            update={
                "findings": _since(out.findings, since),
                "assessments": _since(out.assessments, since),
                "actions": _since(out.actions, since),
            }
        )
    return out if out is subgraph else _with_sources(out, subgraph)


def _country(subgraph: Subgraph, country: str) -> Subgraph:
    there = {n.id for n in subgraph.nodes if n.country == country}
    buyers: dict[str, list[str]] = defaultdict(list)
    for e in subgraph.edges:
        if e.kind in _LINKS:
            buyers[e.start].append(e.end)
    kept = _reached(there, buyers) | set(subgraph.meta.roots)
    kept |= _reached(kept, _parents(subgraph.edges))
    return subgraph.model_copy(
        update={
            "nodes": tuple(n for n in subgraph.nodes if n.id in kept),
            "edges": tuple(e for e in subgraph.edges if e.start in kept and e.end in kept),
            "findings": tuple(x for x in subgraph.findings if x.party in there),
            "assessments": tuple(x for x in subgraph.assessments if x.party in there),
            "actions": tuple(x for x in subgraph.actions if x.party in there),
        }
    )


def _parents(edges: Iterable[Edge]) -> dict[str, list[str]]:
    """Party → its groups, owners and operators."""
    out: dict[str, list[str]] = defaultdict(list)
    for e in edges:
        if e.kind == "MEMBER_OF":
            out[e.start].append(e.end)
        elif e.kind not in _LINKS:
            out[e.end].append(e.start)
    return out


def _reached(start: Iterable[str], steps: dict[str, list[str]]) -> set[str]:
    seen = set(start)
    todo = list(seen)
    while todo:
        for at in steps.get(todo.pop(), ()):
            if at not in seen:
                seen.add(at)
                todo.append(at)
    return seen


def _since(held: Sequence[T], since: str) -> tuple[T, ...]:
    return tuple(x for x in held if x.day is None or last_day(x.day) >= since)


def _with_sources(part: Subgraph, of: Subgraph) -> Subgraph:
    """The part with the sources that it still rests on; one that only context rests on stays."""
    rows = {r.source for x in (*of.nodes, *of.edges, *of.records) for r in x.refs}
    left = {r.source for x in (*part.nodes, *part.edges, *part.records) for r in x.refs}
    sources = tuple(s for s in of.sources if s.key in left or s.key not in rows)
    return part.model_copy(update={"sources": sources})


__all__ = ["narrow"]
