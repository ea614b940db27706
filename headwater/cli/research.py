"""Commands for who wants to know what the numbers rest on: pack, sensitivity, indicators, reproduce."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click
from tqdm import tqdm

from headwater.cli.context import QUIET_SECONDS, Context, pass_context, to_json
from headwater.cli.output import issue, write
from headwater.cli.parties import as_of
from headwater.cli.risk import pairs, param
from headwater.graph.errors import UsageError
from headwater.graph.numbers import count
from headwater.graph.risk.indicators import PARAMETERS
from headwater.graph.risk.sensitivity.sensitivity import Assumption
from headwater.graph.vocabulary import load_pack
from headwater.graph.vocabulary.page import PackContents
from headwater.tasks import packs, scoring, sensitivities
from headwater.tasks.reproduce import reproduce as compute_again
from headwater.visualizations.reports.pack_print import pack_html, pack_text
from headwater.visualizations.text import printed, render
from headwater.visualizations.text.sensitivity import moves


@click.command()
@click.option("-o", "--output", "path", type=click.Path(path_type=Path), help="FILE.html, .md or .json.")
@click.option("--sensitivity", "party", metavar="PARTY", help="Say beside each number what it moves for this company.")
@issue
@click.option("--check", "folder", type=click.Path(path_type=Path), help="Hold someone's own pack against the rules.")
@pass_context
def pack(ctx: Context, path: Path | None, party: str | None, issue: str | None, folder: Path | None) -> None:
    """Print the sector's pack: every word and number with its unit, source and reason."""
    if folder is not None:
        doc = packs.check(folder)
        ctx.show(doc, [f"{folder} is a sound pack: {doc.version}", *_counts(doc)])
        return
    doc = packs.pack(load_pack(ctx.settings.pack))
    if party is not None:
        moved = sensitivities.sensitivity(ctx.workspace, party, issue=issue, progress=_progress)
        doc = doc.model_copy(update={"moved": moves(moved)})
    if path is None or str(path) == "-":
        ctx.say(doc)
        return
    makers: dict[str, Callable[[PackContents], str]] = {".html": pack_html, ".md": pack_text, ".json": to_json}
    maker = makers.get(path.suffix.lower())
    if maker is None:
        raise UsageError(f"{path}: name the file .html, .md or .json")
    write(ctx, maker(doc).encode(), path, f"pack {doc.name}")


def _progress(numbers: Sequence[Assumption]) -> Iterable[Assumption]:
    """The numbers with progress on standard error, once it takes longer than two seconds."""
    return tqdm(numbers, desc="sensitivity", unit=" numbers", delay=QUIET_SECONDS, disable=None, leave=False)


@click.command()
@click.argument("party")
@click.option("--indicator", default="upstream_risk", show_default=True, help="Of this indicator.")
@issue
@param
@as_of
@pass_context
def sensitivity(
    ctx: Context, party: str, indicator: str, issue: str | None, params: tuple[str, ...], as_of: str | None
) -> None:
    """Say how much each assumed number of the pack moves a result, the largest first."""
    doc = sensitivities.sensitivity(
        ctx.workspace, party, indicator=indicator, issue=issue, params=pairs(params), as_of=as_of, progress=_progress
    )
    ctx.show(doc, render(printed(doc)))


def _counts(doc: PackContents) -> list[str]:
    out = [f"  {t.file}: {count(len(t.lines), 'line')}, {t.title.lower()}" for t in doc.tables]
    return [*out, f"From memory and not yet checked: {count(doc.unchecked, 'line')}."]


@click.command()
@pass_context
def indicators(ctx: Context) -> None:
    """List the indicators: the question each answers, and its parameters."""
    doc = scoring.indicators()
    lines = []
    for x in doc:
        lines.append(f"{x['name']}: {x['title'].partition(': ')[2]}")
        mine = [(p.name, p.by[x["name"]]) for p in PARAMETERS if x["name"] in p.by]
        lines += [f"  {name} (default {taken.default}): {taken.text}" for name, taken in mine]
    ctx.show(doc, lines)


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@pass_context
def reproduce(ctx: Context, path: Path) -> None:
    """Compute again what a result document or an export holds: the same, or what differs."""
    doc = compute_again(ctx.workspace, path)
    ctx.show(doc, doc.lines())


COMMANDS = (pack, sensitivity, indicators, reproduce)
