"""Commands that say what to look at first, what lies behind a number, and what a change would move."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from headwater.cli.context import Context, clean, pass_context, table
from headwater.cli.output import depth, issue, write
from headwater.cli.parties import as_of
from headwater.graph.countries import country_words
from headwater.graph.errors import UsageError
from headwater.graph.numbers import count, error, percent, value
from headwater.graph.risk.indicators import INDICATORS, PARAMETERS
from headwater.graph.risk.leverage.shared_sites import Shared
from headwater.graph.risk.trace.trace import Trace
from headwater.tasks import scoring
from headwater.tasks.documents import ScoreDocument
from headwater.visualizations.reports.brief_print import brief_html, brief_text

NAMES = ", ".join(x.name for x in INDICATORS)


param = click.option(
    "--param",
    "params",
    multiple=True,
    metavar="K=V",
    help=f"A parameter, such as alpha=0.9; may be given again. `headwater indicators` explains "
    f"{', '.join(p.name for p in PARAMETERS)}.",
)


def pairs(given: Sequence[str]) -> dict[str, str]:
    """KEY=VALUE words as a mapping. Raises UsageError."""
    out: dict[str, str] = {}
    for word in given:
        name, mark, text = word.partition("=")
        if not mark or not name:
            raise UsageError(f"--param {word!r}: write it as NAME=VALUE")
        out[name.strip()] = text
    return out


@click.command(epilog="\n\n".join(f"--param {p.name}: {p.words()}" for p in PARAMETERS))
@click.option("--indicator", default="upstream_risk", show_default=True, help=f"One of {NAMES}.")
@issue
@click.option("--kind", help="Only parties of this kind, such as brand or facility.")
@param
@as_of
@pass_context
def score(
    ctx: Context, indicator: str, issue: str | None, kind: str | None, params: tuple[str, ...], as_of: str | None
) -> None:
    """Compute an indicator over the graph. Listed by name: a number doesn't order the work."""
    doc = scoring.score(ctx.workspace, indicator=indicator, issue=issue, kind=kind, params=pairs(params), as_of=as_of)
    ctx.show(doc, _score_words(doc))


def _score_words(doc: ScoreDocument) -> str:
    said = ", ".join(f"{k}={'none' if v is None else v}" for k, v in doc.params.items())
    shares = ("mapped", "assessed")
    head = ["name", "issue", "value", "low", "high", "evidence", "context", "unmapped", "mapped", "assessed"]
    head += ["data to", "method"]
    rows = [
        [str(r["name"]), doc.titles.get(r["issue"], r["issue"])]
        + [percent(r[k], digits=1) if k in shares else value(r[k]) for k in head[2:10]]
        + [str(r["data_date"] or "undated"), str(r["method"]) + (f", N {r['n']}" if r["n"] else "")]
        for r in doc.rows
    ]
    lines = [f"{doc.indicator}: {doc.title}", f"as of {doc.as_of}, revision {doc.revision}, pack {doc.pack}; {said}"]
    errors = [r["error"] for r in doc.rows if r["error"] is not None]
    bound = f"; {error(max(errors))}" if errors else ""
    lines.append(f"method version {doc.method}{bound}")
    lines += [f"low to high: {x}" for x in dict.fromkeys(r["interval"] for r in doc.rows if r["interval"])]
    lines += ["", table(head, rows, widths={0: 40, 11: 50}) if rows else "nothing to score", *map(clean, doc.notes)]
    return "\n".join(lines)


@click.command()
@click.argument("party")
@issue
@click.option("--indicator", default="upstream_risk", show_default=True, help=f"One of {NAMES}.")
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="Lines per list.")
@param
@as_of
@pass_context
def explain(
    ctx: Context,
    party: str,
    issue: str | None,
    indicator: str,
    top: int,
    params: tuple[str, ...],
    as_of: str | None,
) -> None:
    """Take an indicator apart: by supplier, origin, path and finding; the route; or what adds most."""
    doc = scoring.explain(
        ctx.workspace, party, indicator=indicator, issue=issue, top=top, params=pairs(params), as_of=as_of
    )
    ctx.show(doc, doc.lines())


@click.command()
@click.argument("party")
@depth
@issue
@click.option("--limit", type=click.IntRange(1), default=25, show_default=True, help="Lines per tier.")
@as_of
@pass_context
def trace(ctx: Context, party: str, depth: int | None, issue: str | None, limit: int, as_of: str | None) -> None:
    """Follow a company or facility upstream by tier: states, mapped and assessed shares, blind spots."""
    doc = scoring.trace(ctx.workspace, party, depth=depth, issue=issue, as_of=as_of)
    ctx.show(doc, _trace_lines(doc, limit))


def _trace_lines(doc: Trace, limit: int) -> list[str]:
    months = count(doc.assessed_months, "month")
    out = [f"Upstream of {doc.name}, {doc.today}, revision {doc.revision}, pack {doc.pack}"]
    if not doc.tiers:
        out.append("No supplier is named by any source. That is not a clean record: nothing is mapped.")
    for t in doc.tiers:
        out.append(
            f"Tier {t.tier}: {percent(t.mapped)} of purchases mapped here, {percent(t.assessed)} of that assessed in "
            f"the last {months}; {t.counts.words()}"
        )
        for p in t.places[:limit]:
            place = country_words(p.country, p.country_proposed)
            chip = f"; gravest open finding: {p.severity_word} ({p.issue_title})" if p.severity_word else ""
            out.append(f"  {p.name} (country: {place}): {p.standing}{chip}")
        if len(t.places) > limit:
            out.append(f"  and {len(t.places) - limit} more")
    if doc.beyond:
        out.append(f"Further up than --depth {doc.depth}: {count(doc.beyond, 'company or facility')}")
    if doc.blind:
        out.append(f"Blind spots ({len(doc.blind)}):")
        out += [f"  tier {b.tier}: {b.words}" for b in doc.blind[:limit]]
        if len(doc.blind) > limit:
            out.append(f"  and {len(doc.blind) - limit} more")
    return [*out, *doc.notes]


@click.command()
@click.argument("facility")
@as_of
@pass_context
def buyers(ctx: Context, facility: str, as_of: str | None) -> None:
    """List who buys from a facility, directly or through others."""
    doc = scoring.buyers(ctx.workspace, facility, as_of=as_of)
    lines = [f"Who buys from {doc.name} (country: {country_words(doc.country)}), revision {doc.revision}"]
    if not doc.rows:
        lines.append("no source names a buyer; that doesn't mean that there is none")
    for r in doc.rows:
        how = f"directly, {percent(r.confidence)} sure" if r.confidence is not None else f"in {count(r.steps, 'step')}"
        lines.append(f"  {r.name}: {how}{'; ' + ', '.join(r.products) if r.products else ''}")
        lines += [f"    row: {x.words()}" for x in r.refs[:3]]
        if len(r.refs) > 3:
            lines.append(f"    and {count(len(r.refs) - 3, 'more row')}")
    ctx.show(doc, lines)


@click.command()
@click.argument("parties", metavar="PARTY...", nargs=-1, required=True)
@depth
@as_of
@pass_context
def share(ctx: Context, parties: tuple[str, ...], depth: int | None, as_of: str | None) -> None:
    """List facilities that several companies share, who else buys there, and what to review first."""
    doc = scoring.share(ctx.workspace, parties, depth=depth, as_of=as_of)
    ctx.show(doc, _share_lines(doc))


def _share_lines(doc: Shared) -> list[str]:
    names = {c.id: c.name for c in doc.companies}
    out = [
        f"Shared by {' and '.join(names.values())}: {count(len(doc.facilities), 'facility')}, revision {doc.revision}"
    ]
    for f in doc.facilities:
        place = country_words(f.country, f.country_proposed)
        others = f"; also {', '.join(o.name for o in f.others)}" if f.others else ""
        out.append(f"  {f.name} (country: {place}); {count(f.known_buyers, 'direct buyer')} known{others}")
        out.append(f"    asked for here: {f.asked_buyers} of {count(f.known_buyers, 'known direct buyer')}")
        for h in f.holds:
            how = "directly" if h.steps == 1 else f"in {count(h.steps, 'step')}"
            rows = "; ".join(x.words() for x in h.refs[:2])
            more = f"; and {count(len(h.refs) - 2, 'more row')}" if len(h.refs) > 2 else ""
            out.append(f"    {names.get(h.company, h.company)}: {how}{f' [{rows}{more}]' if rows else ''}")
    if doc.maybe:
        out.append(f"May be shared, for a person to decide first ({len(doc.maybe)}), not counted above:")
        out += [f"  {m.a.name} [{m.a.id}] ~ {m.b.name} [{m.b.id}]: {m.reason}" for m in doc.maybe]
    return [*out, *doc.notes]


@click.command()
@click.argument("buyer")
@issue
@click.option("-o", "--output", "path", type=click.Path(path_type=Path), help="FILE.html, .md or .json.")
@as_of
@pass_context
def brief(ctx: Context, buyer: str, issue: str | None, path: Path | None, as_of: str | None) -> None:
    """Write two pages: confirmed, alleged, context only, unknown; first priorities; what this can't tell."""
    doc = scoring.brief(ctx.workspace, buyer, issue=issue, as_of=as_of)
    if path is None or str(path) == "-":
        ctx.show(doc, brief_text(doc))
        return
    makers = {".html": brief_html, ".md": brief_text, ".json": ctx.json}
    maker = makers.get(path.suffix.lower())
    if maker is None:
        raise UsageError(f"{path}: name the file .html, .md or .json")
    write(ctx, maker(doc).encode(), path, f"brief of {buyer}")


COMMANDS = (brief, trace, buyers, score, explain, share)
