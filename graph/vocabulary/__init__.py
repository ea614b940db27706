"""Packs: the words and numbers of a sector, as data files, and the code that reads them.

A pack is a folder (see `garment/`): another one needs no code. `load_pack("garment")`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from headwater.graph.vocabulary.lines import Issue, Point, PriorLine
from headwater.graph.vocabulary.pack import Pack
from headwater.graph.vocabulary.reading import find_pack, read_pack

_SHIPPED = Path(__file__).parent


def load_pack(name: str | Path = "garment") -> Pack:
    """Read a shipped pack by name, or any pack by the path of its folder.

    Args:
        name: "garment", or a folder.

    Returns:
        The pack; its `version` changes with any byte of its files. A shipped pack is read once.

    Raises:
        UnknownName: No such pack or folder.
        FileRefused: A file of the pack is missing or wrong; the message names file, row and field.

    >>> load_pack().issue_of("overtime")
    'working_time'
    """
    folder = find_pack(name, _SHIPPED)
    return _read_once(folder) if folder.parent == _SHIPPED else read_pack(folder)


@lru_cache(maxsize=8)
def _read_once(folder: Path) -> Pack:
    return read_pack(folder)


__all__ = ["Issue", "Pack", "Point", "PriorLine", "load_pack"]
