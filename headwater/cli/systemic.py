"""The command that tells single factories from what no single company can change."""

from __future__ import annotations

import click

from headwater.cli.context import Context, pass_context
from headwater.cli.output import issue
from headwater.cli.parties import as_of
from headwater.graph.countries import country_words
from headwater.graph.numbers import count, percent
from headwater.graph.risk.systemic.systemic import AGAINST, Systemic, SystemicRow
from headwater.tasks import systemic as tasks

SHOWN_ROWS = 3
"""Source rows printed under a row; --json gives all."""


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
    ctx.show(doc, systemic_lines(doc))


def systemic_lines(doc: Systemic) -> list[str]:
    """The rows in plain lines."""
    whose = f" for {doc.buyer.name}" if doc.buyer else ""
    out = [
        f"Enterprise or systemic, by {' and '.join(doc.by)}{whose}, {doc.today}, revision {doc.revision}, "
        f"pack {doc.pack}, data to {doc.data_date or 'no date'}",
        f"Each interval is a Jeffreys interval of {percent(doc.interval)}; counts under {doc.small_cell} aren't shown.",
    ]
    if not doc.rows:
        out.append("No factory is assessed here, as far as any source says. That is not a clean record.")
    for r in doc.rows:
        out += _row_lines(r)
    if doc.differences:
        out.append("Differences in treatment, to ask about; never a risk of these people:")
    out += [f"  {country_words(d.country)}, {d.point_title}: {d.words}" for d in doc.differences]
    return [*out, *doc.notes]


def _row_lines(r: SystemicRow) -> list[str]:
    place = country_words(r.country) + r.place.removeprefix(r.country)
    out = [f"{place} · {r.issue_title}: {r.point_title} — {r.verdict} (against {AGAINST[r.against]})"]
    out += [f"    {said}" for said in r.reasons]
    for c in r.causes:
        at = "fewer factories than may be shown" if c.factories is None else count(c.factories, "factory")
        out.append(f"    cause named: {c.title} ({at})")
    if r.who:
        out.append(f"    who must act beyond the buyer: {', '.join(r.who)}")
    out += [f"    row: {x.words()}" for x in r.refs[:SHOWN_ROWS]]
    if len(r.refs) > SHOWN_ROWS:
        out.append(f"    and {count(len(r.refs) - SHOWN_ROWS, 'more row')}")
    return out


COMMANDS = (systemic,)
