"""The command that finds with whom to ask for remedy."""

from __future__ import annotations

import click

from headwater.cli.context import Context, pass_context
from headwater.cli.parties import as_of
from headwater.tasks import leverage as tasks
from headwater.visualizations.text import printed, render


@click.command()
@click.argument("facility", metavar="FACILITY|FINDING")
@click.option("--target", type=float, default=0.5, show_default=True, help="Share of the output to reach.")
@click.option("--takes", multiple=True, metavar="BUYER=SHARE", help="A buyer's share of the output, as you know it.")
@click.option("--sheet-for", metavar="BUYER", help="The sheet for this buyer: nobody else's numbers are in it.")
@as_of
@pass_context
def leverage(
    ctx: Context, facility: str, target: float, takes: tuple[str, ...], sheet_for: str | None, as_of: str | None
) -> None:
    """Say who buys at a facility, the fewest who could reach a target share, and who is missing."""
    if sheet_for is not None:
        paper = tasks.sheet(ctx.workspace, facility, sheet_for, as_of=as_of)
        ctx.show(paper, render(printed(paper)))
        return
    doc = tasks.leverage(ctx.workspace, facility, target=target, takes=tasks.shares(takes), as_of=as_of)
    ctx.show(doc, render(printed(doc)))


COMMANDS = (leverage,)
