"""Commands for who wants to know what the numbers rest on: indicators."""

from __future__ import annotations

import click

from headwater.cli.context import Context, pass_context
from headwater.graph.risk import PARAMETERS
from headwater.tasks import scoring


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


COMMANDS = (indicators,)
