"""Commands that write: load, map, loads, retract, verify, review, decide."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from headwater.cli.context import Context, clean, pass_context
from headwater.graph.errors import FileRefused, HeadwaterError, UsageError
from headwater.graph.stores.reports import LoadDocument, LoadedDocument
from headwater.loaders import LOADERS
from headwater.loaders.input.files import open_files
from headwater.loaders.lists.mapping import load_mapping, propose_for, save_mapping
from headwater.loaders.lists.preview import preview_for
from headwater.loaders.port import InputFile
from headwater.tasks import keeping, loading

FORMATS = [x.NAME for x in LOADERS]
QUARANTINED = 3
"""Exit code: done, some rows in quarantine."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--as", "as_format", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}. Found from the content where it can be."
)
@click.option("--source", help="All paths are one source of this name; else each path is a source named by its stem.")
@click.option("--buyer", help="Who buys from the facilities on this list.")
@click.option(
    "--dated", metavar="DATE", help="The list's date where the file doesn't say: YYYY, YYYY-MM or YYYY-MM-DD."
)
@click.option("--licence", help="The list's licence where the file doesn't say.")
@click.option("--country", metavar="CC", help="The country of all rows, where the list is about one.")
@click.option("--completeness", type=float, help="What the list holds of the buyer's purchases, 0 to 1.")
@click.option("--mapping", type=click.Path(path_type=Path), help="A mapping saved by `headwater map`.")
@click.option("--yes", is_flag=True, help="Take the proposed mapping of an unknown list without asking.")
@click.option("--dry-run", is_flag=True, help="Read and count, write nothing.")
@click.option("--strict", is_flag=True, help="Refuse the file at the first bad row.")
@click.option("--accept-shrink", is_flag=True, help="Accept a new version that drops most of what the last one said.")
@click.option("--fictional", is_flag=True, default=None, help="Mark the source as made up.")
@click.option("--batch", type=click.IntRange(1), default=loading.BATCH, hidden=True)
@pass_context
def load(ctx: Context, /, paths: tuple[Path, ...], mapping: Path | None, yes: bool, **options: Any) -> int:
    """Read files into the store; a killed load goes on by the same command."""
    request = loading.LoadRequest(
        paths=paths,
        mapping=None if mapping is None else load_mapping(mapping),
        quarantine_dir=_quarantine_dir(ctx.store),
        **options,
    )
    loading.groups(request)
    single = [request] if request.source else [dataclasses.replace(request, paths=(p,)) for p in paths]
    done: list[LoadDocument] = []
    failures: list[HeadwaterError] = []
    for one in single:
        try:
            done += loading.load(ctx.workspace, one, confirm=_confirm(ctx, yes), progress=ctx.progress)
        except FileRefused as error:
            click.echo(f"headwater: {error}", err=True)
            failures.append(error)
    if done or ctx.as_json:
        ctx.say(LoadedDocument(loads=tuple(done), refused=tuple(str(e) for e in failures)))
    if failures:
        return failures[0].exit_code
    return QUARANTINED if any(d.quarantined for d in done) else 0


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
    ctx.show(proposed, clean_lines(text))


@click.command()
@pass_context
def loads(ctx: Context) -> None:
    """Show the load log."""
    ctx.say(keeping.loads(ctx.workspace))


@click.command()
@click.argument("source")
@pass_context
def retract(ctx: Context, source: str) -> None:
    """Take a source back: what only it said disappears from reads."""
    ctx.say(keeping.retract(ctx.workspace, source))


@click.command()
@pass_context
def verify(ctx: Context) -> int:
    """Check the store's own promises."""
    doc = keeping.verify(ctx.workspace)
    ctx.say(doc)
    return 5 if doc.problems else 0


@click.command()
@click.option("--limit", type=click.IntRange(1), default=None, help="Show at most so many.")
@pass_context
def review(ctx: Context, limit: int | None) -> None:
    """List what a person should decide: names that may be one facility, countries nobody states."""
    ctx.say(keeping.review(ctx.workspace, limit=limit))


@click.command()
@click.option("--apply", "apply_", is_flag=True, help="Not needed yet: exact links are applied with each load.")
@pass_context
def match(ctx: Context, apply_: bool) -> None:
    """Say which keys are one party and why; the full matcher comes later."""
    ctx.say(keeping.links(ctx.workspace))


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@pass_context
def decide(ctx: Context, path: Path) -> None:
    """Take people's decisions from a CSV file: same, apart, country."""
    ctx.say(keeping.decide(ctx.workspace, path))


COMMANDS = (load, map_, loads, retract, verify, match, review, decide)
