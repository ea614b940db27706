"""What tests of the formats share: a file read as the command does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from headwater.graph.records import Party, PartyKind
from headwater.loaders.identity import narrowed
from headwater.loaders.input.files import open_files, open_path
from headwater.loaders.port import Options, Row
from headwater.loaders.registry import get_loader


def read(name: str, path: Path, **said: Any) -> list[Row]:
    loader = get_loader(name)
    files, options = open_path(path), narrowed(Options(source="s", **said), loader)
    loader.describe(files, options)
    return list(loader.read(files, options))


def facility(row: Row) -> Party:
    found = row.records[0]
    assert isinstance(found, Party) and found.kind is PartyKind.FACILITY
    return found


def codes(row: Row) -> list[str]:
    return [w.code for w in row.warnings]


def rows(loader, tmp_path: Path, text: str) -> list[Row]:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    return list(loader.read(open_files([path]), narrowed(Options(source="t"), loader)))


def code(row: Row) -> tuple[str, str | None] | None:
    return (row.rejected.code, row.rejected.column) if row.rejected else None
