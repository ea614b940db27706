"""The part of a graph that may be passed on: only what redistributable sources say.

Indicators and states of such a file are computed from this part, not from the whole, so that nothing
of a closed source shows through: no state, no tier, no path, no id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from headwater.graph import statements
from headwater.graph.ids import key_rank
from headwater.graph.records import Source
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import Statement
from headwater.visualizations.subgraph import LeftOut

OPEN_LICENCES = ("CC0-", "CC-BY-", "ODBL-", "ODC-BY-", "PDDL-", "OGL-", "ETALAB-", "DL-DE-")
"""Beginnings of SPDX ids that let anyone pass data on, in capitals; not with -NC or -ND. Source: SPDX licence list."""


def redistributable(source: Source) -> Literal["yes", "no", "unknown"]:
    """Whether a source may be passed on: as it says, else as its licence says, else unknown.

    A licence with conditions on use (non-commercial, no derivatives) leaves it unknown.
    """
    licence = (source.licence or "").strip().upper()
    if source.redistributable != "unknown" or "-NC" in licence or "-ND" in licence:
        return source.redistributable
    return "yes" if licence.startswith(OPEN_LICENCES) else "unknown"


def open_part(snapshot: Snapshot, *, ranks: Mapping[str, int] | None = None) -> tuple[Snapshot, LeftOut]:
    """Give the snapshot of redistributable sources alone, and what had to stay behind.

    A source whose terms are unknown is left out, see `redistributable`.
    """
    allowed = {k for k, s in snapshot.sources.items() if redistributable(s) == "yes"}
    every = list(_statements(snapshot))
    kept = [s for s in every if s.source in allowed]
    clusters: dict[str, set[str]] = {}
    for s in kept:
        for key in (s.key,) if s.kind in statements.PARTY_KINDS else (s.a, s.b):
            if key:
                clusters.setdefault(snapshot.keys.get(key, key), set()).add(key)
    canon: dict[str, str] = {}
    moved: dict[str, str] = {}
    for former, keys in clusters.items():
        new = min(keys, key=key_rank)
        canon.update({k: new for k in keys if k != new})
        if new != former:
            moved[former] = new
    part = Snapshot.of(kept, revision=snapshot.revision, as_of=snapshot.as_of, canon=canon, ranks=ranks)
    part = replace(part, assumed=snapshot.assumed)
    gone = 0
    for p in snapshot.parties:
        i = part.index.get(moved.get(p.id, p.id))
        if i is not None:
            gone += len(p.props.keys() - part.parties[i].props.keys())
    out = LeftOut(
        sources=tuple(sorted({s.source for s in every} - allowed)),
        statements=len(every) - len(kept),
        parties=len(snapshot.ids) - len(part.ids),
        relations=len(snapshot.links) + len(snapshot.relations) - len(part.links) - len(part.relations),
        findings=len(snapshot.findings) - len(part.findings),
        properties=gone,
        ids=dict(sorted(moved.items())),
    )
    return part, out


def _statements(snapshot: Snapshot) -> Iterator[Statement]:
    """The statements a snapshot was made of; a person's entries come with their party."""
    for p in snapshot.parties:
        yield from p.folded.statements
    for r in (*snapshot.links, *snapshot.relations):
        yield from r.folded.statements
    for e in (*snapshot.findings, *snapshot.assessments, *snapshot.risks):
        yield statements.of(e.record)
    for row in snapshot.priors:
        yield statements.of(row.record)
    for source in snapshot.sources.values():
        yield statements.of(source)
