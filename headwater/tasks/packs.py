"""The pack in words: what each number is, where it comes from, and whether someone's own pack is sound."""

from __future__ import annotations

from pathlib import Path

from headwater.graph.errors import UsageError
from headwater.graph.vocabulary import Pack, load_pack
from headwater.graph.vocabulary.page import PackContents, contents

__all__ = ["check", "contents", "pack"]


def pack(chosen: Pack) -> PackContents:
    """The whole pack: each word and number with unit, source and reason."""
    return contents(chosen)


def check(folder: Path) -> PackContents:
    """Read someone's own pack and hold it against every rule.

    Raises:
        UsageError: There is no such folder.
        FileRefused: A file is missing or wrong; names file, row and field.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; a pack is a folder with pack.yaml and its tables")
    return contents(load_pack(folder))
