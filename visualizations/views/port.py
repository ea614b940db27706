"""What a view owes."""

from __future__ import annotations

from typing import ClassVar, Protocol

from headwater.visualizations.subgraph import Subgraph


class View(Protocol):
    """A self-contained picture; a member of `VIEWS`."""

    NAME: ClassVar[str]
    TITLE: ClassVar[str]

    def render(self, subgraph: Subgraph) -> str:
        """Give the HTML. Raises UsageError where there is too much to draw."""


__all__ = ["View"]
