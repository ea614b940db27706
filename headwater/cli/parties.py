"""Commands that look things up: find, show."""

from __future__ import annotations

import click

from headwater.cli.context import Context, pass_context
from headwater.tasks import parties

as_of = click.option("--as-of", metavar="DATE", help="What was true on this day, YYYY-MM-DD; default: today.")


@click.command()
@click.argument("text")
@click.option("--kind", help="Only facility, brand, group or organisation.")
@click.option("--limit", type=click.IntRange(1, parties.MAX_HITS), default=20, show_default=True)
@as_of
@pass_context
def find(ctx: Context, text: str, kind: str | None, limit: int, as_of: str | None) -> None:
    """Search companies and facilities by name, alias or id."""
    doc = parties.find(ctx.workspace, text, kind=kind, limit=limit, as_of=as_of)
    ctx.say(doc)


@click.command()
@click.argument("party")
@as_of
@pass_context
def show(ctx: Context, party: str, as_of: str | None) -> None:
    """Show one company or facility with its statements, sources and dates."""
    doc = parties.show(ctx.workspace, party, as_of=as_of)
    ctx.say(doc)


COMMANDS = (find, show)
