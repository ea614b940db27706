"""Commands that say what to look at first, what lies behind a number, and what a change would move."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from headwater.cli.context import Context, pass_context
from headwater.cli.output import depth, issue, write
from headwater.cli.parties import as_of
from headwater.graph.errors import UsageError
from headwater.graph.risk.indicators import INDICATORS, PARAMETERS
from headwater.tasks import scoring
from headwater.visualizations.reports.brief_print import brief_html, brief_text
from headwater.visualizations.text import printed, render

NAMES = ", ".join(x.name for x in INDICATORS)


param = click.option(
    "--param",
    "params",
    multiple=True,
    metavar="K=V",
    help=f"A parameter, such as alpha=0.9; may be given again. `headwater indicators` explains "
    f"{', '.join(p.name for p in PARAMETERS)}.",
)


def pairs(given: Sequence[str]) -> dict[str, str]:
    """KEY=VALUE words as a mapping. Raises UsageError."""
    out: dict[str, str] = {}
    for word in given:
        name, mark, text = word.partition("=")
        if not mark or not name:
            raise UsageError(f"--param {word!r}: write it as NAME=VALUE")
        out[name.strip()] = text
    return out


@click.command(epilog="\n\n".join(f"--param {p.name}: {p.words()}" for p in PARAMETERS))
@click.option("--indicator", default="upstream_risk", show_default=True, help=f"One of {NAMES}.")
@issue
@click.option("--kind", help="Only parties of this kind, such as brand or facility.")
@param
@as_of
@pass_context
def score(
    ctx: Context, indicator: str, issue: str | None, kind: str | None, params: tuple[str, ...], as_of: str | None
) -> None:
    """Compute an indicator over the graph. Listed by name: a number doesn't order the work."""
    doc = scoring.score(ctx.workspace, indicator=indicator, issue=issue, kind=kind, params=pairs(params), as_of=as_of)
    ctx.show(doc, render(printed(doc)))


@click.command()
@click.argument("party")
@issue
@click.option("--indicator", default="upstream_risk", show_default=True, help=f"One of {NAMES}.")
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="Lines per list.")
@param
@as_of
@pass_context
def explain(
    ctx: Context,
    party: str,
    issue: str | None,
    indicator: str,
    top: int,
    params: tuple[str, ...],
    as_of: str | None,
) -> None:
    """Take an indicator apart: by supplier, origin, path and finding; the route; or what adds most."""
    doc = scoring.explain(
        ctx.workspace, party, indicator=indicator, issue=issue, top=top, params=pairs(params), as_of=as_of
    )
    ctx.show(doc, render(printed(doc)))


@click.command()
@click.argument("party")
@depth
@issue
@click.option("--limit", type=click.IntRange(1), default=25, show_default=True, help="Lines per tier.")
@as_of
@pass_context
def trace(ctx: Context, party: str, depth: int | None, issue: str | None, limit: int, as_of: str | None) -> None:
    """Follow a company or facility upstream by tier: states, mapped and assessed shares, blind spots."""
    doc = scoring.trace(ctx.workspace, party, depth=depth, issue=issue, as_of=as_of)
    ctx.show(doc, render(printed(doc, {"limit": limit})))


@click.command()
@click.argument("facility")
@as_of
@pass_context
def buyers(ctx: Context, facility: str, as_of: str | None) -> None:
    """List who buys from a facility, directly or through others."""
    doc = scoring.buyers(ctx.workspace, facility, as_of=as_of)
    ctx.show(doc, render(printed(doc)))


@click.command()
@click.argument("parties", metavar="PARTY...", nargs=-1, required=True)
@depth
@as_of
@pass_context
def share(ctx: Context, parties: tuple[str, ...], depth: int | None, as_of: str | None) -> None:
    """List facilities that several companies share, who else buys there, and what to review first."""
    doc = scoring.share(ctx.workspace, parties, depth=depth, as_of=as_of)
    ctx.show(doc, render(printed(doc)))


@click.command()
@click.argument("buyer")
@issue
@click.option("-o", "--output", "path", type=click.Path(path_type=Path), help="FILE.html, .md or .json.")
@as_of
@pass_context
def brief(ctx: Context, buyer: str, issue: str | None, path: Path | None, as_of: str | None) -> None:
    """Write two pages: confirmed, alleged, context only, unknown; first priorities; what this can't tell."""
    doc = scoring.brief(ctx.workspace, buyer, issue=issue, as_of=as_of)
    if path is None or str(path) == "-":
        ctx.say(doc)
        return
    makers = {".html": brief_html, ".md": brief_text, ".json": ctx.json}
    maker = makers.get(path.suffix.lower())
    if maker is None:
        raise UsageError(f"{path}: name the file .html, .md or .json")
    write(ctx, maker(doc).encode(), path, f"brief of {buyer}")


COMMANDS = (brief, trace, buyers, score, explain, share)
