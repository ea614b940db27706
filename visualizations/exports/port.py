"""What an export owes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Protocol

from headwater.visualizations.subgraph import Subgraph


class Export(Protocol):
    """A file format; a member of `EXPORTS`."""

    NAME: ClassVar[str]
    TITLE: ClassVar[str]
    MEDIA_TYPE: ClassVar[str]
    SUFFIX: ClassVar[str]

    def render(self, subgraph: Subgraph) -> Iterator[bytes]:
        """Give the file's bytes as they are made; the same for equal subgraphs.

        What is held beside the subgraph doesn't grow with the file.
        """


__all__ = ["Export"]
