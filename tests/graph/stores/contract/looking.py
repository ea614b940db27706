"""Everything that a store tells one viewer, as one value that can be compared."""

from __future__ import annotations

import dataclasses
from typing import Any

from headwater.graph import canonical
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import RELATION_KINDS, Statement
from headwater.graph.stores.base import Store, Viewer
from tests.graph.making import DAY


def told(store: Store, viewer: Viewer, keys: list[str], words: list[str], days: tuple[str, ...] = (DAY,)) -> Any:
    """What the viewer is told by every read of the port, for these keys and words."""
    out: dict[str, Any] = {
        "revision": store.revision(viewer=viewer),
        "loads": [dataclasses.astuple(x) for x in store.loads(viewer=viewer)],
        "canon": sorted(store.canon(viewer=viewer).items()),
        "links": store.links(viewer=viewer),
        "review": store.review(viewer=viewer),
        "resolve": {k: store.resolve(k, viewer=viewer) for k in keys},
        "decisions": store.decisions(viewer=viewer),
        "export": list(canonical.lines(store, viewer)),
    }
    for day in days:
        seen = {"viewer": viewer, "as_of": day}
        docs = store.get(keys, **seen)
        out[day] = {
            "get": {k: (d, d.folded.conflicts) for k, d in docs.items()},
            "find": {w: store.find(w, **seen) for w in [*words, *keys]},
            "near": {k: store.neighbours([k], direction="both", **seen) for k in keys},
            "all": sorted(map(_words, store.statements(**seen))),
            "of": {k: list(store.statements([k], kinds=sorted(RELATION_KINDS), **seen)) for k in keys},
            "shot": shape(store.snapshot(**seen)),
        }
    last = store.revision(viewer=viewer)
    out["past"] = [shape(store.snapshot(viewer=viewer, as_of=days[0], revision=n)) for n in range(last + 1)]
    return out


def shape(shot: Snapshot) -> Any:
    """A snapshot as plain values."""
    columns = (shot.supplier, shot.buyer, shot.kind, shot.share, shot.confidence, shot.tier)
    return (
        shot.revision, shot.as_of, shot.ids, shot.parties, [str(x.tolist()) for x in columns],
        shot.product, list(shot.links), shot.relations, shot.findings, shot.assessments, shot.risks, shot.actions,
        shot.priors, sorted(shot.sources.items()), sorted(shot.keys.items()),
    )  # fmt: skip


def _words(s: Statement) -> str:
    return repr((s.hash, s.kind, s.key, s.a, s.b, s.source, s.file, s.row, s.valid_from, s.valid_to, s.level))
