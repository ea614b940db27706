"""Commands that look things up: find, show."""

from __future__ import annotations

import json
from typing import Any

import click

from headwater.cli.context import Context, clean, pass_context, table
from headwater.graph.countries import country_words
from headwater.graph.numbers import percent
from headwater.tasks import parties
from headwater.tasks.documents import PartyDocument

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
    rows = [[h.name, h.kind, country_words(h.country), h.why, h.id] for h in doc.hits]
    ctx.show(
        doc, table(["name", "kind", "country", "matched", "id"], rows) if rows else f"nothing is called {clean(text)!r}"
    )


@click.command()
@click.argument("party")
@as_of
@pass_context
def show(ctx: Context, party: str, as_of: str | None) -> None:
    """Show one company or facility with its statements, sources and dates."""
    doc = parties.show(ctx.workspace, party, as_of=as_of)
    ctx.show(doc, _words(doc))


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _words(doc: PartyDocument) -> str:
    lines = [clean(f"{doc.name}  ({doc.kind}, {doc.id})"), f"country: {clean(doc.country_words)}"]
    lines.append(f"at revision {doc.revision}, as of {doc.as_of}")
    if len(doc.keys) > 1:
        lines.append("known as: " + ", ".join(map(clean, doc.keys)))
        lines += [f"  one party because {clean(w)}" for w in doc.why_one_party]
    for p in doc.properties:
        lines.append(clean(f"  {p.name}: {_value(p.value)}  [{'; '.join(r.words() for r in p.said_by)}]"))
        lines += [clean(f"    but {_value(c.value)}  [{c.said_by.words()}]") for c in p.conflicts]
    if doc.relations:
        lines.append("relations (goods flow from left to right):")
    for r in doc.relations:
        share = "share unknown" if r.share is None else f"share {percent(r.share)}"
        extra = f", {r.product}" if r.product else ""
        where = "; ".join(x.words() for x in r.rows)
        lines.append(clean(f"  {r.start_name} {r.kind} {r.end_name} ({share}{extra})  [{where}]"))
    if doc.about:
        lines.append("findings, assessments and entries:")
    for s in doc.about:
        said = "; ".join(f"{k} {_value(v)}" for k, v in sorted(s.value.items()))
        lines.append(clean(f"  {s.kind}: {said}  [{s.row.words()}]"))
    return "\n".join(lines)


COMMANDS = (find, show)
