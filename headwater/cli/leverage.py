"""The command that finds with whom to ask for remedy."""

from __future__ import annotations

from collections.abc import Sequence

import click

from headwater.cli.context import Context, pass_context
from headwater.cli.parties import as_of
from headwater.graph.countries import country_words
from headwater.graph.numbers import count, percent
from headwater.graph.risk.leverage.leverage import Leverage, OpenFinding, Share, Sheet
from headwater.tasks import leverage as tasks


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
        ctx.show(paper, sheet_lines(paper))
        return
    doc = tasks.leverage(ctx.workspace, facility, target=target, takes=tasks.shares(takes), as_of=as_of)
    ctx.show(doc, leverage_lines(doc))


def leverage_lines(doc: Leverage) -> list[str]:
    """Who buys, who suffices, who is missing, in plain lines."""
    owner = doc.owner.name if doc.owner else "unknown"
    out = [
        f"Leverage at {doc.facility.name} (country: {country_words(doc.country)}; owner: {owner}), {doc.today}, "
        f"revision {doc.revision}, pack {doc.pack}",
        *_finding_lines(doc.findings),
        f"Who buys there directly ({len(doc.buyers)}):",
    ]
    for b in doc.buyers:
        group = f" of {b.group.name}" if b.group else ""
        out.append(
            f"  {b.name}{group}: takes {_words(b.of_output)} of the output; buys {_words(b.of_purchases)} of its own "
            "purchases here"
        )
        out += [f"    row: {x.words()}" for x in b.refs[:2]]
        if len(b.refs) > 2:
            out.append(f"    and {count(len(b.refs) - 2, 'more row')}")
    out += doc.reasons
    for word, set_of in (("surely", doc.surely), ("maybe", None if doc.maybe == doc.surely else doc.maybe)):
        if set_of:
            names = ", ".join(b.name for b in set_of.buyers)
            low, high = percent(set_of.low), percent(set_of.high)
            out.append(f"  {word}: {names} ({low if low == high else f'{low} to {high}'} of the output)")
    if doc.missing:
        out.append(f"Who is missing ({len(doc.missing)}):")
    out += [f"  {m.name}: {m.why}" for m in doc.missing]
    return [*out, *doc.notes]


def sheet_lines(doc: Sheet) -> list[str]:
    """The sheet in plain lines."""
    out = [
        f"For {doc.to.name}: {doc.facility.name} (country: {country_words(doc.country)}), {doc.today}, "
        f"revision {doc.revision}",
        *_finding_lines(doc.findings),
    ]
    if doc.of_purchases:
        out.append(f"Of your own purchases: {_words(doc.of_purchases)}")
    out.append(f"Also known to buy there: {', '.join(o.name for o in doc.others) or 'nobody else'}")
    if doc.missing:
        out.append(f"To ask as well: {', '.join(m.name for m in doc.missing)}")
    out += [f"row: {x.words()}" for x in doc.refs]
    return [*out, doc.ask, *doc.notes]


def _finding_lines(findings: Sequence[OpenFinding]) -> list[str]:
    if not findings:
        return ["No open finding is known there. That is not a clean record."]
    out = []
    for f in findings:
        out.append(f"Open: {f.kind}: {f.point_title}, {f.date or 'undated'}")
        out += [f"    row: {x.words()}" for x in f.refs]
    return out


def _words(share: Share) -> str:
    if share.value is not None:
        return percent(share.value, digits=1)
    if share.high is None:
        return "an unknown share"
    return f"an unknown share ({percent(share.low or 0.0)} to {percent(share.high)})"


COMMANDS = (leverage,)
