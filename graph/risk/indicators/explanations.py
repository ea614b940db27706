"""What lies behind a value, of whoever is asked for: one company or facility, or each brand of a group."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, Generic, TypeVar

from headwater.graph.documents import Answer
from headwater.graph.risk.explain.asked import Explained
from headwater.graph.risk.header import header_of
from headwater.graph.risk.indicators import INDICATORS, get_indicator
from headwater.graph.risk.network.groups import meant, members_word
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import Params
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

E = TypeVar("E", bound=Explained)


class GroupExplanation(Answer, Generic[E]):
    """A group asks for its brands: each explained by itself; nothing is summed over brands.

    `issue` is the one asked for; None: each brand's worst.
    """

    group: str
    name: str
    indicator: str
    issue: str | None
    brands: tuple[E, ...]
    """By name; the group itself among them only where it buys something itself."""
    notes: tuple[str, ...]


EXPLANATIONS: tuple[type[Answer], ...] = tuple(
    kind
    for x in INDICATORS
    for kind in (x.explanation, GroupExplanation[x.explanation])  # type: ignore[name-defined]
)
"""Every document that `explain_all` may give: of one company or facility, and of a group, an indicator each."""


EXPLANATION: Any = reduce(or_, EXPLANATIONS)
"""Any of them, as the type of an answer that is described to others."""


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
) -> Explained | GroupExplanation[Explained]:
    """Explain an indicator of one company or facility, or of each brand of a group; else as `Indicator.explain`.

    Raises:
        UnknownName: No such indicator.
        UsageError: Also where the group has no brand that a source names.
    """
    chosen = get_indicator(indicator)
    held = meant(snapshot, key)
    at = snapshot.find(key)
    if at is None or held == (at,):
        return chosen.explain(snapshot, own, key, issue, params, top, pack=pack)
    group = snapshot.parties[at]
    brands = tuple(chosen.explain(snapshot, own, snapshot.ids[i], issue, params, top, pack=pack) for i in held)
    names = ", ".join(b.name for b in brands)
    return GroupExplanation[chosen.explanation](  # type: ignore[name-defined]
        header=header_of(snapshot, own),
        group=group.id,
        name=group.name,
        indicator=chosen.name,
        issue=issue,
        brands=brands,
        notes=(
            f"{group.name} is a group and stands for its {members_word(snapshot, held)}: {names}. Their numbers aren't "
            "added up.",
        ),
    )


__all__ = ["EXPLANATION", "EXPLANATIONS", "GroupExplanation", "explain_all"]
