"""Companies side by side, with an order only where one is fair."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph.risk.comparison.comparison import Comparison
from headwater.graph.risk.comparison.comparison import compare as make_comparison
from headwater.tasks.workspace import Workspace


def compare(
    workspace: Workspace, parties: Sequence[str], *, issue: str | None = None, as_of: str | None = None
) -> Comparison:
    """Companies by name with their three indicators; a group stands for its members."""
    ids = workspace.parties(parties, as_of=as_of)
    snapshot, own = workspace.picture(as_of)
    return make_comparison(snapshot, own, workspace.pack, ids, issue=issue)
