"""Headwater: a supply chain due diligence graph explorer.

>>> import headwater
>>> with headwater.open("sqlite:demo/demo.db") as reader:          # doctest: +SKIP
...     register = reader.priorities("Larkspur & Vale", severity=4)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if not (Path(__file__).parent / "graph").is_dir():
    raise ImportError(
        "headwater's links are missing: set `git config core.symlinks true` and check out again, or install the wheel"
    )

from headwater.version import __version__

if TYPE_CHECKING:
    from headwater.door import Door


def open(url: str = "sqlite:headwater.db", *, pack: str = "garment", today: str | None = None) -> Door:
    """Open a store for asking: a reader whose methods are the questions, `reader.priorities("A Brand")`.

    Args:
        url: `sqlite:PATH`, or a driver URL such as `neo4j://HOST:PORT/DATABASE`.
        pack: A shipped pack's name, or the folder of another one.
        today: The day from which ages are counted, ISO; None: today in UTC, each day anew.

    Raises:
        StoreMissing: Nothing was ever loaded there; nothing is made.
        StoreError: The store can't be opened.
        UnknownName: No such pack.
    """
    from headwater.door import open_door

    return open_door(url, pack=pack, today=today)


__all__ = ["__version__", "open"]
