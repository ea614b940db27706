"""One value an issue, side by side: issues are compared, never summed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from headwater.graph import numbers
from headwater.graph.errors import UsageError
from headwater.graph.risk.own_risk.own import Own, known
from headwater.graph.vocabulary import Pack


class OneIssue(BaseModel):
    """The value of one issue beside the others. None: unknown to the pack, or not computed."""

    model_config = ConfigDict(frozen=True)

    issue: str
    title: str
    """What people call it."""
    value: float | None


def title_of(issue: str, pack: Pack | None) -> str:
    """What people call an issue; its id without a pack."""
    return issue if pack is None else pack.issue_title(issue)


def side_by_side(own: Own, values: NDArray[np.float64], pack: Pack | None) -> tuple[OneIssue, ...]:
    """A party's values, (K,), in the order of `own.issues`; NaN: not known."""
    return tuple(
        OneIssue(issue=issue, title=title_of(issue, pack), value=known(x))
        for issue, x in zip(own.issues, values, strict=True)
    )


def say_issues(values: Sequence[OneIssue], worst: str | None) -> list[str]:
    """The issues side by side in words, the worst named."""
    said = ", ".join(f"{v.title} {numbers.value(v.value)}" for v in values)
    named = next((f" The worst is {v.title}." for v in values if v.issue == worst), "")
    return [f"Issue by issue, never summed: {said}.{named}"]


def worst_of(values: Sequence[OneIssue]) -> str | None:
    """The issue with the largest value, the first of equals; None where none is known."""
    told: Mapping[str, float] = {v.issue: v.value for v in values if v.value is not None}
    return max(told, key=lambda k: told[k]) if told else None


def choose(own: Own, values: Sequence[OneIssue], asked: str | None, name: str, indicator: str) -> int:
    """Column of the issue to explain: the one asked for, else the worst.

    Raises:
        UsageError: No such issue, or its value isn't known.
    """
    issue = asked or worst_of(values) or own.issues[0]
    k = own.column(issue)
    if k is None:
        raise UsageError(f"no issue named {issue!r}; known: {', '.join(own.issues)}")
    if values[k].value is None:
        raise UsageError(
            f"{name}: {indicator} of {issue} isn't known to the pack; "
            "try `--param unmapped=none`, which counts what isn't known as 0"
        )
    return k
