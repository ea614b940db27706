"""Commands that make pictures and files: view, export."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from headwater.cli.context import Context, pass_context
from headwater.cli.parties import as_of
from headwater.graph.errors import UsageError
from headwater.tasks import output

issue = click.option("--issue", help="Only this issue of the pack.")
depth = click.option("--depth", type=click.IntRange(1), help="Tiers to walk upstream; default: to the end.")


def write(ctx: Context, body: bytes, path: Path | None, what: str) -> None:
    """Write a file, or standard output where the path is `-`; say where it went."""
    if path is None:
        raise UsageError("say where to write it: -o FILE (or -o - for standard output)")
    if str(path) == "-":
        sys.stdout.buffer.write(body)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    ctx.show({"file": str(path), "bytes": len(body), "what": what}, f"{what}: {path} ({len(body):,} bytes)")


@click.command()
@click.argument("party")
@click.option("--as", "as_view", default="tiers", show_default=True, metavar="VIEW", help=" or ".join(output.views()))
@click.option("-o", "--output", "path", type=click.Path(path_type=Path))
@depth
@issue
@as_of
@pass_context
def view(
    ctx: Context, party: str, as_view: str, path: Path | None, depth: int | None, issue: str | None, as_of: str | None
) -> None:
    """Draw who stands upstream of a company or facility, as one self-contained HTML file."""
    html = output.view(ctx.workspace, party, as_view=as_view, depth=depth, issue=issue, as_of=as_of)
    write(ctx, html.encode(), path, f"{as_view} view of {party}")


@click.command()
@click.option("--root", "roots", multiple=True, help="A company or facility; may be given again.")
@click.option("--format", "as_format", required=True, metavar="FORMAT", help=" or ".join(output.formats()))
@click.option("-o", "--output", "path", type=click.Path(path_type=Path))
@click.option("--open-only", is_flag=True, help="Leave out what sources say that may not be redistributed.")
@depth
@issue
@as_of
@pass_context
def export(
    ctx: Context,
    roots: tuple[str, ...],
    as_format: str,
    path: Path | None,
    open_only: bool,
    depth: int | None,
    issue: str | None,
    as_of: str | None,
) -> None:
    """Write the subgraph around companies or facilities, with sources, licences and parameters inside."""
    body, _, _ = output.export(
        ctx.workspace, roots, as_format=as_format, depth=depth, issue=issue, as_of=as_of, open_only=open_only
    )
    write(ctx, body, path, f"{as_format} export")


COMMANDS = (view, export)
