"""What an export owes."""

from __future__ import annotations

from typing import ClassVar, Protocol

from headwater.visualizations.subgraph import Subgraph


class Export(Protocol):
    """A file format; a member of `EXPORTS`."""

    NAME: ClassVar[str]
    TITLE: ClassVar[str]
    MEDIA_TYPE: ClassVar[str]
    SUFFIX: ClassVar[str]

    def render(self, subgraph: Subgraph) -> bytes:
        """Give the file's bytes; the same for equal subgraphs."""


__all__ = ["Export"]
