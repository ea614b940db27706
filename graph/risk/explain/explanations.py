"""What lies behind a value, of whoever is asked for: one company or facility, or each brand of a group."""

from __future__ import annotations

from collections.abc import Callable

from headwater.graph.documents import Answer
from headwater.graph.errors import UnknownName
from headwater.graph.risk.explain.harm import HarmExplanation, explain_harm
from headwater.graph.risk.explain.route import PathExplanation, explain_path
from headwater.graph.risk.explain.upstream import Explanation, explain
from headwater.graph.risk.header import header_of
from headwater.graph.risk.indicators.base import Params
from headwater.graph.risk.network.groups import meant, members_word
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

Explained = Explanation | HarmExplanation | PathExplanation
"""The document of one company or facility, one kind an indicator."""

EXPLAINERS: dict[str, Callable[..., Explained]] = {
    "upstream_risk": explain,
    "linked_harm": explain_harm,
    "worst_path": explain_path,
}
"""How each indicator is taken apart, by its name; arguments and errors as of `explain`."""


class GroupExplanation(Answer):
    """A group asks for its brands: each explained by itself; nothing is summed over brands.

    `issue` is the one asked for; None: each brand's worst.
    """

    group: str
    name: str
    indicator: str
    issue: str | None
    brands: tuple[Explained, ...]
    """By name; the group itself among them only where it buys something itself."""
    notes: tuple[str, ...]


def explain_all(
    snapshot: Snapshot,
    own: Own,
    key: str,
    issue: str | None = None,
    params: Params | None = None,
    top: int = 10,
    *,
    indicator: str = "upstream_risk",
    pack: Pack | None = None,
) -> Explained | GroupExplanation:
    """Explain an indicator of one company or facility, or of each brand of a group; else as `explain`.

    Raises:
        UnknownName: No such indicator.
        UsageError: Also where the group has no brand that a source names.
    """
    explain_one = EXPLAINERS.get(indicator)
    if explain_one is None:
        raise UnknownName("indicator", indicator, list(EXPLAINERS))
    held = meant(snapshot, key)
    at = snapshot.find(key)
    if at is None or held == (at,):
        return explain_one(snapshot, own, key, issue, params, top, pack=pack)
    group = snapshot.parties[at]
    brands = tuple(explain_one(snapshot, own, snapshot.ids[i], issue, params, top, pack=pack) for i in held)
    names = ", ".join(b.name for b in brands)
    return GroupExplanation(
        header=header_of(snapshot, own),
        group=group.id,
        name=group.name,
        indicator=brands[0].indicator,
        issue=issue,
        brands=brands,
        notes=(
            f"{group.name} is a group and stands for its {members_word(snapshot, held)}: {names}. Their numbers aren't "
            "added up.",
        ),
    )
