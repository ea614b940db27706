"""The command that puts companies side by side."""

from __future__ import annotations

import click

from headwater.cli.context import Context, pass_context
from headwater.cli.output import issue
from headwater.cli.parties import as_of
from headwater.tasks import comparison as tasks
from headwater.visualizations.text import printed, render


@click.command()
@click.argument("parties", metavar="PARTY...", nargs=-1, required=True)
@issue
@as_of
@pass_context
def compare(ctx: Context, parties: tuple[str, ...], issue: str | None, as_of: str | None) -> None:
    """Put companies side by side, by name; an order only among those who look about as much."""
    doc = tasks.compare(ctx.workspace, parties, issue=issue, as_of=as_of)
    ctx.show(doc, render(printed(doc)))


COMMANDS = (compare,)
