"""What every explanation is asked of, and what every explanation says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from headwater.graph.documents import Answer, Document, Header
from headwater.graph.errors import NotFound, UsageError
from headwater.graph.risk.header import header_of
from headwater.graph.risk.network.data_dates import data_dates
from headwater.graph.risk.own_risk.own import Own, known
from headwater.graph.risk.values.result import Method, Result, Unknown
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack


class OneIssue(Document):
    """The value of one issue beside the others. None: not known, or not computed."""

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


BEYOND_PACK = "isn't known to the pack; try `--param unmapped=none`, which counts what isn't known as 0"
"""Why a value isn't known, of the indicators that rest on the pack's priors and take this parameter."""


@dataclass(frozen=True, eq=False)
class Asked:
    """One party whose value is taken apart.

    `b` is its place; `issue` one of `own.issues`, None: the one with the largest value; `top` how many lines a list
    has; `pack` says what issues are called, None: their ids stand.
    """

    snapshot: Snapshot
    own: Own
    pack: Pack | None
    b: int
    issue: str | None
    top: int

    @staticmethod
    def of(snapshot: Snapshot, own: Own, party: str, issue: str | None, top: int, pack: Pack | None) -> Asked:
        """Find the party by canonical id or source key. Raises NotFound."""
        b = snapshot.find(party)
        if b is None:
            raise NotFound(party)
        return Asked(snapshot, own, pack, b, issue, top)

    @property
    def name(self) -> str:
        """What the party is called."""
        return self.snapshot.parties[self.b].name

    def title(self, issue: str) -> str:
        """What people call an issue; its id without a pack."""
        return issue if self.pack is None else self.pack.issue_title(issue)

    def choose(self, values: Sequence[OneIssue], indicator: str, why: str = "isn't known") -> int:
        """Column of the issue to explain: the one asked for, else the worst.

        `why` says of what is None why it is, and what to do, as the end of a sentence: "isn't known: it buys from
        nobody named".

        Raises:
            UsageError: No such issue, or its value isn't known.
        """
        own = self.own
        issue = self.issue or worst_of(values) or own.issues[0]
        k = own.column(issue)
        if k is None:
            raise UsageError(f"no issue named {issue!r}; known: {', '.join(own.issues)}")
        if values[k].value is None:
            raise UsageError(f"{self.name}: {indicator} of {issue} {why}")
        return k

    def about(self, k: int, by_issue: Sequence[OneIssue]) -> About:
        """Whose value of which issue, k its column, is taken apart."""
        snapshot, issue = self.snapshot, self.own.issues[k]
        return {
            "header": header_of(snapshot, self.own),
            "party": snapshot.ids[self.b],
            "name": self.name,
            "issue": issue,
            "issue_title": self.title(issue),
            "data_date": data_dates(snapshot)[self.b],
            "worst_issue": worst_of(by_issue),
        }

    def solved(self, result: Result, k: int, by_issue: tuple[OneIssue, ...]) -> Solved:
        """The same, with the value."""
        return {
            **self.about(k, by_issue),
            "value": float(result.values[self.b, k]),
            "method": result.method_of(self.b),
            "unknown_to_pack": result.unknown[k],
            "by_issue": by_issue,
            "notes": result.notes,
        }


class About(TypedDict):
    """The part of an `Explained` that says whose value is taken apart; the same whatever the indicator."""

    header: Header
    party: str
    name: str
    issue: str
    issue_title: str
    data_date: str | None
    worst_issue: str | None


class Solved(About):
    """The same, and the value, where a `Result` holds it."""

    value: float
    method: Method
    unknown_to_pack: Unknown | None
    by_issue: tuple[OneIssue, ...]
    notes: tuple[str, ...]


class Explained(Answer):
    """The value of one party and issue, taken apart; what it is taken into is the indicator's own.

    `low`, `high` None: no range is known. `interval` says what they are.
    """

    indicator: str
    party: str
    name: str
    issue: str
    issue_title: str
    value: float
    low: float | None
    high: float | None
    interval: str | None
    method: Method
    unknown_to_pack: Unknown | None
    """None: the pack knows all that the value rests on."""
    data_date: str | None
    """Newest date of the sources of all that lies upstream; None where none is dated."""
    by_issue: tuple[OneIssue, ...]
    worst_issue: str | None
    notes: tuple[str, ...]


__all__ = ["BEYOND_PACK", "About", "Asked", "Explained", "OneIssue", "Solved", "side_by_side", "worst_of"]
