"""Commands that bring files in: load, map."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from headwater.cli.context import Context, pass_context, rows_with_progress
from headwater.cli.exits import DONE, QUARANTINED
from headwater.cli.questions import pairs
from headwater.graph.errors import FileRefused, UsageError
from headwater.graph.stores.reports import LoadDocument, LoadedDocument
from headwater.loaders.input.files import open_files
from headwater.loaders.lists.mapping import load_mapping, propose_for, save_mapping
from headwater.loaders.lists.preview import preview_for
from headwater.loaders.port import InputFile
from headwater.loaders.registry import LOADERS
from headwater.stewardship import loading
from headwater.stewardship.options import formats_with, own_help
from headwater.visualizations.text.console import clean

FORMATS = [x.NAME for x in LOADERS]


def _for(option: str) -> str:
    """The formats that take an option, in words."""
    return ", ".join(formats_with(option))


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--as", "as_format", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}. Found from the content where it can be."
)
@click.option("--source", help="All paths are one source of this name; else each path is a source named by its stem.")
@click.option("--buyer", help=f"Who buys from the facilities on this list. For {_for('buyer')}.")
@click.option(
    "--dated", metavar="DATE", help="The list's date where the file doesn't say: YYYY, YYYY-MM or YYYY-MM-DD."
)
@click.option("--licence", help="The list's licence where the file doesn't say.")
@click.option(
    "--country", metavar="CC", help=f"The country of all rows, where the list is about one. For {_for('country')}."
)
@click.option("--completeness", type=float, help="What the list holds of the buyer's purchases, 0 to 1.")
@click.option("--mapping", type=click.Path(path_type=Path), help="A mapping saved by `headwater map`.")
@click.option("--option", "own", multiple=True, metavar="NAME=VALUE", help=own_help())
@click.option("--yes", is_flag=True, help="Take the proposed mapping of an unknown list without asking.")
@click.option("--dry-run", is_flag=True, help="Read and count, write nothing.")
@click.option("--strict", is_flag=True, help="Refuse the file at the first bad row.")
@click.option("--accept-shrink", is_flag=True, help="Accept a new version that drops most of what the last one said.")
@click.option("--fictional", is_flag=True, default=None, help="Mark the source as made up.")
@click.option("--batch", type=click.IntRange(1), default=loading.BATCH, hidden=True)
@pass_context
def load(
    ctx: Context, /, paths: tuple[Path, ...], mapping: Path | None, own: tuple[str, ...], yes: bool, **options: Any
) -> int:
    """Read files into the store; a killed load goes on by the same command.

    An option that is for some formats only counts for the files in these; where no file is, it's refused.
    """
    request = loading.LoadRequest(
        paths=paths,
        mapping=None if mapping is None else load_mapping(mapping),
        own=pairs(own, "--option"),
        quarantine_dir=_quarantine_dir(ctx.store),
        **options,
    )
    failures: list[FileRefused] = []

    def refused(error: FileRefused) -> None:
        click.echo(f"headwater: {error}", err=True)
        failures.append(error)

    done: list[LoadDocument] = []
    if planned := loading.plan(request, refused=refused):
        library, confirm = ctx.library(make=not request.dry_run), _confirm(ctx, yes)
        done = loading.load(
            library, request, planned=planned, confirm=confirm, progress=rows_with_progress, refused=refused
        )
    if done or ctx.as_json:
        ctx.say(LoadedDocument(loads=tuple(done), refused=tuple(str(e) for e in failures)))
    if failures:
        return failures[0].exit_code
    return QUARANTINED if any(d.quarantined for d in done) else DONE


def _quarantine_dir(store: str) -> Path:
    """Beside an embedded store, else in the working folder."""
    scheme, _, path = store.partition(":")
    return (Path(path).parent if scheme == "sqlite" and path else Path()) / "quarantine"


def _confirm(ctx: Context, yes: bool) -> loading.Confirm | None:
    def confirm(path: Path, proposed: Any, files: Sequence[InputFile]) -> Any:
        click.echo(f"{path}: no known format; this is how it would be read:", err=True)
        click.echo(clean_lines(proposed.words()), err=True)
        click.echo(clean_lines(preview_for(files, proposed)), err=True)
        if not yes and not click.confirm("Load it like this?", err=True):
            raise UsageError(
                f"not loaded; save the mapping with `headwater map {path} --save FILE`, edit it, "
                "and load with --mapping FILE"
            )
        return proposed

    if yes:
        return confirm
    interactive = sys.stdin.isatty() and not ctx.as_json
    return confirm if interactive else None


def clean_lines(text: str) -> str:
    """Text of several lines, safe for a terminal."""
    return "\n".join(clean(line) for line in text.splitlines())


@click.command("map")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--save", type=click.Path(path_type=Path), help="Write the mapping to this YAML file.")
@pass_context
def map_(ctx: Context, path: Path, save: Path | None) -> None:
    """Propose, show and save a mapping for a list nobody knows."""
    files = open_files((path,))
    proposed = propose_for(files)
    if save is not None:
        save_mapping(proposed, save)
    text = f"{proposed.words()}\n\n{preview_for(files, proposed)}" + (f"\nsaved to {save}" if save else "")
    ctx.say(proposed, text.splitlines())


COMMANDS = (load, map_)
