"""What stands for a store that isn't there, where an answer may need none: a page of the pack, say."""

from __future__ import annotations

from typing import Any, NoReturn

from headwater.graph.errors import StoreMissing
from headwater.graph.stores.base import PUBLIC, Viewer


class Nowhere:
    """A store that isn't there: its revision is 0, and whatever else is asked of it says that it is missing."""

    def __init__(self, missing: StoreMissing) -> None:
        self._missing = missing
        self.url = missing.url

    def revision(self, *, viewer: Viewer = PUBLIC) -> int:
        """0 for every viewer: no load was published."""
        del viewer
        return 0

    def close(self) -> None:
        """Nothing is held."""

    def __getattr__(self, name: str) -> NoReturn:
        raise self._missing


def nowhere(missing: StoreMissing) -> Any:
    """It, as what a store is taken for."""
    return Nowhere(missing)
