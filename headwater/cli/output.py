"""Where an answer goes: printed, or into a file whose ending says the form."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel

from headwater.asking.ask import Ask, File
from headwater.asking.forms import to_json, to_page, to_text
from headwater.cli.context import Context
from headwater.graph.errors import UsageError


def deliver(ctx: Context, document: BaseModel, ask: Ask, path: Path | None, name: str) -> None:
    """Print the document, or write it to FILE.json, FILE.md, FILE.html."""
    if path is None or str(path) == "-":
        ctx.echo(to_json(document) if ctx.as_json else to_text(document, ask, **ctx.paper()))
        return
    suffix = path.suffix.lower()
    body: str | None = None
    if suffix == ".json":
        body = to_json(document) + "\n"
    elif suffix == ".md":
        body = to_text(document, ask)
    elif suffix == ".html":
        body = to_page(document)
    if body is None:
        forms = ".json, .md or .html" if to_page(document) is not None else ".json or .md"
        raise UsageError(f"{path}: name the file {forms}")
    write(ctx, (body.encode(),), path, name)


def deliver_file(ctx: Context, file: File, path: Path | None) -> None:
    """Write an answer that is a file."""
    if path is None:
        raise UsageError("say where to write it: -o FILE (or -o - for standard output)")
    right = Path(file.name).suffix
    if path.suffix and path.suffix.lower() != right:
        what = "these are several tables in a zip" if right == ".zip" else f"the {file.what} is no {path.suffix} file"
        raise UsageError(f"{path}: {what}; name it {path.stem}{right}")
    write(ctx, file.chunks, path, file.what)


def write(ctx: Context, chunks: Iterable[bytes], path: Path, what: str) -> None:
    """Write a file as it is made, or standard output where the path is `-`; say where it went."""
    if str(path) == "-":
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with path.open("wb") as out:
        for chunk in chunks:
            size += out.write(chunk)
    ctx.say({"file": str(path), "bytes": size, "what": what}, [f"{what}: {path} ({size:,} bytes)"])
