"""Commands that look after the store and what rests on it: retract, decide, verify, check-pack, reproduce."""

from __future__ import annotations

from pathlib import Path

import click

from headwater.cli.context import Context, pass_context
from headwater.cli.exits import DONE, STORE
from headwater.graph.errors import UsageError
from headwater.graph.numbers import count
from headwater.graph.vocabulary import load_pack
from headwater.graph.vocabulary.page import contents
from headwater.reproduction.reproduce import reproduce as compute_again
from headwater.stewardship import keeping
from headwater.stewardship.decisions import decide as take

file = click.argument("path", metavar="FILE", type=click.Path(path_type=Path))


@click.command()
@click.argument("source")
@pass_context
def retract(ctx: Context, source: str) -> None:
    """Take a source back: what only it said disappears from reads."""
    ctx.say(keeping.retract(ctx.library(), source))


@click.command()
@file
@pass_context
def decide(ctx: Context, path: Path) -> None:
    """Take people's decisions from a CSV file: same, apart, country."""
    ctx.say(take(ctx.reader(make=True), path))


@click.command()
@pass_context
def verify(ctx: Context) -> int:
    """Check the store's own promises."""
    doc = keeping.verify(ctx.library())
    ctx.say(doc)
    return STORE if doc.problems else DONE


@click.command("check-pack")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@pass_context
def check_pack(ctx: Context, folder: Path) -> None:
    """Hold someone's own pack against every rule."""
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; a pack is a folder with pack.yaml and its tables")
    doc = contents(load_pack(folder))
    tables = [f"  {t.file}: {count(len(t.lines), 'line')}, {t.title.lower()}" for t in doc.tables]
    unchecked = f"From memory and not yet checked: {count(doc.unchecked, 'line')}."
    ctx.say(doc, [f"{folder} is a sound pack: {doc.version}", *tables, unchecked])


@click.command()
@file
@pass_context
def reproduce(ctx: Context, path: Path) -> None:
    """Compute again what a result document or an export holds: the same, or what differs."""
    doc = compute_again(ctx.reader(), path)
    ctx.say(doc)


COMMANDS = (retract, decide, verify, check_pack, reproduce)
