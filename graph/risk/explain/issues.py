"""One value an issue, side by side: issues are compared, never summed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.graph.documents import Document
from headwater.graph.risk.own_risk.own import known


class OneIssue(Document):
    """The value of one issue beside the others. None: unknown to the pack, or not computed."""

    issue: str
    title: str
    """What people call it."""
    value: float | None


def side_by_side(
    issues: Sequence[str], values: NDArray[np.float64], title: Callable[[str], str]
) -> tuple[OneIssue, ...]:
    """A party's values, (K,), by issue; NaN: not known."""
    return tuple(
        OneIssue(issue=issue, title=title(issue), value=known(x)) for issue, x in zip(issues, values, strict=True)
    )


def worst_of(values: Sequence[OneIssue]) -> str | None:
    """The issue with the largest value, the first of equals; None where none is known."""
    told: Mapping[str, float] = {v.issue: v.value for v in values if v.value is not None}
    return max(told, key=lambda k: told[k]) if told else None
