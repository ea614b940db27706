"""Pictures and files of a subgraph, with what a reader needs to trust and repeat them."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph.canonical import lines as canonical_lines
from headwater.graph.errors import UnknownName, UsageError
from headwater.graph.risk.own_risk.evidence import own as own_risk
from headwater.graph.risk.trace.trace import trace
from headwater.graph.risk.version import METHOD
from headwater.tasks.workspace import Workspace
from headwater.visualizations import EXPORTS, VIEWS, Subgraph, gather, get_export, get_view, open_part

CANONICAL = "canonical"
"""The export of the whole store, statement by statement: JSON Lines."""
LATER_VIEWS = ("map",)
"""Named in the design, not built yet."""


def views() -> list[str]:
    """Names of the pictures."""
    return [v.NAME for v in VIEWS]


def formats() -> list[str]:
    """Names of the export formats."""
    return [*(e.NAME for e in EXPORTS), CANONICAL]


def subgraph(
    workspace: Workspace,
    roots: Sequence[str],
    *,
    depth: int | None = None,
    issue: str | None = None,
    as_of: str | None = None,
    open_only: bool = False,
) -> Subgraph:
    """The subgraph upstream of one or several companies or facilities."""
    if not roots:
        raise UsageError("name at least one company or facility (--root)")
    ids = workspace.parties(roots, as_of=as_of)
    snapshot, own = workspace.picture(as_of)
    left_out = None
    if open_only:
        snapshot, left_out = open_part(snapshot, ranks=workspace.pack.ranks)
        own = own_risk(snapshot, workspace.pack, today=own.today)
    drawn = gather(
        snapshot,
        own,
        workspace.pack,
        roots=ids,
        depth=depth,
        issue=issue,
        method=METHOD,
        parameters={"depth": depth, "issue": issue, "as_of": snapshot.as_of, "open_only": open_only},
        left_out=left_out,
    )
    if len(ids) > 1:
        return drawn
    seen = trace(snapshot, own, workspace.pack, drawn.meta.roots[0], depth=depth, issue=issue)
    shares = {
        "mapped": {t.tier: t.mapped for t in seen.tiers if t.mapped is not None},
        "assessed": {t.tier: t.assessed for t in seen.tiers if t.assessed is not None},
    }
    return drawn.model_copy(update={"meta": drawn.meta.model_copy(update=shares)})


def view(
    workspace: Workspace,
    party: str,
    *,
    as_view: str = "tiers",
    depth: int | None = None,
    issue: str | None = None,
    as_of: str | None = None,
) -> str:
    """A self-contained picture, HTML. Raises UnknownName, UsageError where there is too much to draw."""
    if as_view in LATER_VIEWS:
        raise UsageError(f"the {as_view} view isn't built yet; there are {', '.join(views())}")
    chosen = get_view(as_view)
    return chosen.render(subgraph(workspace, [party], depth=depth, issue=issue, as_of=as_of))


def export(
    workspace: Workspace,
    roots: Sequence[str],
    *,
    as_format: str,
    depth: int | None = None,
    issue: str | None = None,
    as_of: str | None = None,
    open_only: bool = False,
) -> tuple[bytes, str, str]:
    """The file's bytes, its media type and its suffix.

    `canonical` writes the whole store as this viewer sees it, so it takes no roots.
    """
    if as_format not in formats():
        raise UnknownName("export format", as_format, formats())
    if as_format == CANONICAL:
        if roots or depth is not None or issue is not None or open_only or as_of is not None:
            raise UsageError("the canonical export is of the whole store; it takes no other option")
        body = "".join(f"{line}\n" for line in canonical_lines(workspace.store, viewer=workspace.viewer))
        return body.encode(), "application/x-ndjson", ".jsonl"
    chosen = get_export(as_format)
    graph = subgraph(workspace, roots, depth=depth, issue=issue, as_of=as_of, open_only=open_only)
    return chosen.render(graph), chosen.MEDIA_TYPE, chosen.SUFFIX
