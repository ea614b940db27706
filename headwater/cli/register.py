"""The command that says what to look at first."""

from __future__ import annotations

from typing import Literal

import click

from headwater.cli.context import Context, pass_context
from headwater.cli.output import issue
from headwater.cli.parties import as_of
from headwater.graph.risk.register.filters import Filters
from headwater.tasks import scoring
from headwater.visualizations.text import printed, render


@click.command()
@click.argument("buyers", metavar="[BUYER...]", nargs=-1)
@issue
@click.option("--country", metavar="CC", help="Only facilities in this country; without a BUYER all of them.")
@click.option("--facility", metavar="PARTY", help="Only this company or facility, whoever buys there.")
@click.option("--point", "points", multiple=True, help="Only this compliance point; may be given again.")
@click.option(
    "--finding", "kinds", multiple=True, metavar="KIND", help="Only findings of this kind, such as allegation."
)
@click.option("--severity", type=click.IntRange(1, 5), help="Only at least this grave, 1 to 5.")
@click.option("--since", metavar="DATE", help="Only findings from this day on; undated ones stay.")
@click.option(
    "--actions",
    type=click.Choice(["any", "overdue", "none"]),
    help="Only rows with an action, an overdue one, or none.",
)
@click.option("--text", metavar="WORDS", help="Only rows that hold these words.")
@click.option("--limit", type=click.IntRange(1), help="Rows a page; default: all.")
@click.option("--after", metavar="CURSOR", help="The next page: `next` of the page before.")
@as_of
@pass_context
def priorities(
    ctx: Context,
    buyers: tuple[str, ...],
    issue: str | None,
    country: str | None,
    facility: str | None,
    points: tuple[str, ...],
    kinds: tuple[str, ...],
    severity: int | None,
    since: str | None,
    actions: Literal["any", "overdue", "none"] | None,
    text: str | None,
    limit: int | None,
    after: str | None,
    as_of: str | None,
) -> None:
    """List what to look at first upstream of a buyer, in a country or at a facility: severity first.

    Shares, tiers and leverage never count. A row keeps its rank whatever is filtered.
    """
    filters = Filters(
        points=points,
        kinds=kinds,
        severity=severity,
        country=country,
        facility=facility,
        since=since,
        actions=actions,
        text=text,
    )
    doc = scoring.priorities(ctx.workspace, buyers, issue=issue, filters=filters, limit=limit, after=after, as_of=as_of)
    ctx.show(doc, render(printed(doc)))


COMMANDS = (priorities,)
