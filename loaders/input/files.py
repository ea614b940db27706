"""The files of a load: a path becomes files with their hashes, before anything of them is read."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from headwater.graph.errors import FileRefused
from headwater.graph.records import Provenance
from headwater.loaders.input.limits import FILE_BYTES
from headwater.loaders.port import InputFile, Options


def open_path(path: Path | str) -> tuple[InputFile, ...]:
    """Give the files of a path, a file or a folder (with its folders, hidden files left out), by name.

    Raises:
        FileRefused: `not_found`, `not_regular`, `path` (a link out of the folder), `empty`, `too_large`.
    """
    root = Path(path)
    if not root.exists():
        raise FileRefused("not_found", str(path), "no such file or folder; check the path")
    if not root.is_dir():
        return (_input(root, root.name),)
    home = root.resolve()
    found: list[InputFile] = []
    for child in root.rglob("*"):
        name = child.relative_to(root)
        if any(part.startswith(".") for part in name.parts) or child.is_dir():
            continue
        if child.is_symlink() and not child.resolve().is_relative_to(home):
            raise FileRefused("path", str(child), "is a link out of the folder; copy the file into it")
        found.append(_input(child, name.as_posix()))
    if not found:
        raise FileRefused("empty", str(path), "the folder holds no files")
    return tuple(sorted(found, key=lambda f: f.name))


def open_files(paths: Iterable[Path | str]) -> tuple[InputFile, ...]:
    """Give the files of several paths as one source, by name; same-named ones keep their folder's name."""
    found = [f for p in paths for f in open_path(p)]
    names = [f.name for f in found]
    kept = [f if names.count(f.name) == 1 else InputFile(f.path, f.path.as_posix(), f.sha256) for f in found]
    return tuple(sorted(kept, key=lambda f: f.name))


def _input(path: Path, name: str) -> InputFile:
    info = path.stat()
    if not stat.S_ISREG(info.st_mode):
        raise FileRefused("not_regular", str(path), "is not a regular file")
    if info.st_size == 0:
        raise FileRefused("empty", str(path), "the file is empty (0 bytes)")
    if info.st_size > FILE_BYTES:
        raise FileRefused("too_large", str(path), f"is larger than {FILE_BYTES:,} bytes; split it")
    with path.open("rb") as stream:
        return InputFile(path, name, hashlib.file_digest(stream, "sha256").hexdigest())


def content_hash(files: Sequence[InputFile]) -> str:
    """Give the SHA-256 of a load's content; one file: its own, several: over the sorted (name, SHA-256)."""
    if len(files) == 1:
        return files[0].sha256
    body = "".join(f"{name}\0{sha}\n" for name, sha in sorted((f.name, f.sha256) for f in files))
    return hashlib.sha256(body.encode()).hexdigest()


def provenance(file: InputFile, options: Options, row: int, *, dated: str | None = None) -> Provenance:
    """Say where a record stands; the version date is the user's word, else the file's `dated`."""
    return Provenance(source=options.source, file=file.name, sha256=file.sha256, row=row, dated=options.dated or dated)


def stamp(path: Path) -> tuple[int, int]:
    """Size and time of the last change."""
    info = path.stat()
    return info.st_size, info.st_mtime_ns


def unchanged(file: InputFile, before: tuple[int, int]) -> None:
    """Check that a file still has the stamp from before it was read. Raises FileRefused (`changed_during_read`)."""
    if stamp(file.path) != before:
        raise FileRefused("changed_during_read", file.name, "changed while it was read; load it again")


__all__ = ["content_hash", "open_files", "open_path", "provenance", "stamp", "unchanged"]
