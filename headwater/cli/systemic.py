"""The command that tells single factories from what no single company can change."""

from __future__ import annotations

import click

from headwater.cli.context import Context, pass_context
from headwater.cli.output import issue
from headwater.cli.parties import as_of
from headwater.tasks import systemic as tasks
from headwater.visualizations.text import printed, render


@click.command()
@click.option("--by", default="country,point", show_default=True, help="country or region, and point or issue.")
@click.option("--buyer", help="Only factories that supply this buyer; a group stands for its members.")
@issue
@click.option("--country", metavar="CC", help="Only this country, by code or name.")
@as_of
@pass_context
def systemic(
    ctx: Context, by: str, buyer: str | None, issue: str | None, country: str | None, as_of: str | None
) -> None:
    """Tell systemic issues from those of an owner or a factory, of N assessed factories; who must act."""
    doc = tasks.systemic(ctx.workspace, by=by, buyer=buyer, issue=issue, country=country, as_of=as_of)
    ctx.show(doc, render(printed(doc)))


COMMANDS = (systemic,)
