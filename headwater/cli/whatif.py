"""Commands that say what a change would move. Nothing is saved."""

from __future__ import annotations

from pathlib import Path

import click

from headwater.cli.context import Context, pass_context
from headwater.cli.output import issue
from headwater.cli.parties import as_of
from headwater.cli.risk import pairs, param
from headwater.tasks import whatif as tasks
from headwater.visualizations.text import printed, render


@click.command()
@click.argument("party")
@click.option("--drop", multiple=True, metavar="X", help="Leave this supplier; may be given again.")
@click.option("--replace", multiple=True, metavar="X=Y", help="Buy from Y what was bought from X.")
@click.option("--remediate", multiple=True, metavar="X[:WHAT]", help="Remedy X, an issue, point or event of it.")
@click.option("--close-country", multiple=True, metavar="CC", help="Leave every supplier in this country.")
@click.option(
    "--policy", multiple=True, metavar="ISSUE=EFFECT[@CC][,SOURCE]", help="A policy of this effect, verified by SOURCE."
)
@click.option("--respread", is_flag=True, help="The share of who is left goes to the buyers' other suppliers.")
@click.option("--ours", is_flag=True, help="Only PARTY leaves or replaces; the other buyers stay.")
@issue
@param
@as_of
@pass_context
def whatif(
    ctx: Context,
    party: str,
    drop: tuple[str, ...],
    replace: tuple[str, ...],
    remediate: tuple[str, ...],
    close_country: tuple[str, ...],
    policy: tuple[str, ...],
    respread: bool,
    ours: bool,
    issue: str | None,
    params: tuple[str, ...],
    as_of: str | None,
) -> None:
    """Show what a change would move, in two ledgers: our indicator, and the people. Nothing is saved."""
    doc = tasks.whatif(
        ctx.workspace,
        party,
        drop=drop,
        replace=replace,
        remediate=remediate,
        close_country=close_country,
        policy=policy,
        respread=respread,
        ours=ours,
        issue=issue,
        params=pairs(params),
        as_of=as_of,
    )
    ctx.show(doc, render(printed(doc)))


@click.command()
@click.argument("buyer")
@issue
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="Rows of each issue.")
@click.option("--costs", type=click.Path(path_type=Path), metavar="FILE", help="A CSV: party,cost.")
@click.option("--budget", type=float, help="What may be spent together; needs --costs and --issue.")
@param
@as_of
@pass_context
def largest(
    ctx: Context,
    buyer: str,
    issue: str | None,
    top: int,
    costs: Path | None,
    budget: float | None,
    params: tuple[str, ...],
    as_of: str | None,
) -> None:
    """Show which remedies would change upstream_risk of a buyer most. It orders no work: priorities does."""
    doc = tasks.largest(
        ctx.workspace,
        buyer,
        issue=issue,
        top=top,
        costs=() if costs is None else tasks.read_costs(costs),
        budget=budget,
        params=pairs(params),
        as_of=as_of,
    )
    ctx.show(doc, render(printed(doc)))


COMMANDS = (whatif, largest)
