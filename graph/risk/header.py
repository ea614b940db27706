"""The header of an answer, from what was read."""

from __future__ import annotations

from headwater.graph.documents import Header
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.version import METHOD
from headwater.graph.snapshot import Snapshot


def header_of(snapshot: Snapshot, own: Own) -> Header:
    """The header of an answer that rests on this snapshot and these own risks."""
    return header_at(snapshot, today=own.today, pack=own.pack)


def header_at(snapshot: Snapshot, *, today: str, pack: str) -> Header:
    """The header of an answer that needs no own risks; `pack` is the pack's name and version."""
    return Header(revision=snapshot.revision, day=snapshot.as_of, today=today, pack=pack, method_version=METHOD)


__all__ = ["header_at", "header_of"]
