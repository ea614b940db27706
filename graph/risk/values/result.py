"""What an indicator gives: a value of every party and issue, its range, its parts, and how it was solved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from headwater.graph.documents import Document
from headwater.graph.risk.network.coverage import coverage_of
from headwater.graph.risk.network.data_dates import data_dates
from headwater.graph.risk.network.shares import Network
from headwater.graph.risk.own_risk.own import Matrix, Own, known
from headwater.graph.risk.values.params import Params
from headwater.graph.snapshot import Snapshot


class Method(StrEnum):
    """How a value was solved."""

    EXACT = "exact"
    MONTECARLO = "montecarlo"
    """By sampled worlds."""
    BOUND = "bound"
    """At most this."""
    NOT_COMPUTED = "not_computed"
    """Over 20 uncertain links lie behind it, and nothing but an exact value was asked for."""
    NO_ISSUE = "no_issue"
    """Neither the pack nor a row of risks knows the issue."""


METHODS: tuple[Method, ...] = tuple(Method)
"""`Result.method` holds places in this tuple."""


class Unknown(StrEnum):
    """What becomes of a value that rests on own risks which the pack doesn't know."""

    OPEN = "unknown"
    """It isn't known either."""
    AS_ZERO = "counted as 0"


class ScoreRow(Document):
    """One value of one party and issue. None means not computed or not known, never zero."""

    party: str
    name: str
    issue: str
    worst_issue: str | None = None
    """The issue whose value this is, where the row stands for the worst of all issues."""
    value: float | None
    low: float | None
    high: float | None
    method: Method
    unknown_to_pack: Unknown | None
    """None: the pack knows all that the values of this issue rest on."""
    evidence: float | None
    context: float | None
    unmapped: float | None
    mapped: float | None
    assessed: float | None
    n: int | None
    """Sampled worlds behind the value; None where nothing was sampled."""
    interval: str | None
    """What `low` and `high` are; None where there is no range."""
    error: float | None
    """Proven bound on the solver's error; None where the method needs none or has none."""
    data_date: str | None
    """Newest date of the sources of all that lies upstream; None where none is dated."""


@dataclass(frozen=True, eq=False)
class Result:
    """An indicator over the graph. `values`, `low`, `high` (n, K); NaN = None.

    evidence + context + unmapped = value where the indicator adds up (upstream_risk); NaN elsewhere.
    `mapped` and `assessed` per party (n,), NaN = nothing is bought. `method` per party (n,), places in `METHODS`.
    `unknown` per issue: None where the pack knows all. `intervals`: what low and high are, by method.
    """

    indicator: str
    issues: tuple[str, ...]
    values: Matrix
    low: Matrix
    high: Matrix
    evidence: Matrix
    context: Matrix
    unmapped: Matrix
    mapped: NDArray[np.float64]
    assessed: NDArray[np.float64]
    method: NDArray[np.uint8]
    unknown: tuple[Unknown | None, ...]
    intervals: Mapping[Method, str]
    params: Params
    today: str
    notes: tuple[str, ...] = ()
    error: float | None = None
    """Proven bound on the solver's error; None where the method needs none or has none."""
    beyond_pack: Unknown = Unknown.OPEN
    """What becomes of an issue that nobody knows."""
    worlds: int | None = None
    """Sampled worlds, for the parties whose method samples."""

    def method_of(self, party: int) -> Method:
        """How a party's values were solved."""
        return METHODS[int(self.method[party])]

    def sampled(self, party: int) -> int | None:
        """Sampled worlds behind a party's values."""
        return self.worlds if self.method_of(party) is Method.MONTECARLO else None

    def interval_of(self, party: int) -> str | None:
        """What a party's low and high are."""
        return self.intervals.get(self.method_of(party))

    def rows(self, snapshot: Snapshot, *, issue: str | None = None, kind: str | None = None) -> list[ScoreRow]:
        """Rows by (name, id, issue); `issue` and `kind` (of party) filter."""
        keep = [i for i, p in enumerate(snapshot.parties) if kind is None or p.kind == kind]
        keep.sort(key=lambda i: (snapshot.parties[i].name, snapshot.ids[i]))
        cols = [k for k, name in enumerate(self.issues) if issue is None or name == issue]

        dates = data_dates(snapshot)
        return [
            ScoreRow(
                party=snapshot.ids[i],
                name=snapshot.parties[i].name,
                issue=self.issues[k],
                value=known(self.values[i, k]),
                low=known(self.low[i, k]),
                high=known(self.high[i, k]),
                method=self.method_of(i),
                unknown_to_pack=self.unknown[k],
                evidence=known(self.evidence[i, k]),
                context=known(self.context[i, k]),
                unmapped=known(self.unmapped[i, k]),
                mapped=known(self.mapped[i]),
                assessed=known(self.assessed[i]),
                n=self.sampled(i),
                interval=None if np.isnan(self.low[i, k]) else self.interval_of(i),
                error=self.error,
                data_date=dates[i],
            )
            for i in keep
            for k in cols
        ]


class About(TypedDict):
    """The part of a `Result` that says what it was worked out on; the same whatever the indicator."""

    issues: tuple[str, ...]
    mapped: NDArray[np.float64]
    assessed: NDArray[np.float64]
    params: Params
    today: str
    notes: tuple[str, ...]


def about(net: Network, snapshot: Snapshot, own: Own, params: Params) -> About:
    """Say on what a result was worked out; a what-if may have edited the network."""
    mapped, assessed = coverage_of(net, snapshot, own.today)
    return {
        "issues": own.issues,
        "mapped": mapped,
        "assessed": assessed,
        "params": params,
        "today": own.today,
        "notes": net.notes,
    }


def beyond(own: Own) -> NDArray[np.bool_]:
    """Whether an own risk is unknown: the pack doesn't know the issue and nothing is given, (n, K)."""
    unknown: NDArray[np.bool_] = np.isnan(own.s) | np.isnan(own.p) | (np.isnan(own.unmapped) & ~own.given)
    return unknown


def unknown_of(dark: NDArray[np.bool_], word: Unknown) -> tuple[Unknown | None, ...]:
    """The word of each issue where any party's is dark, (n, K)."""
    return tuple(word if dark[:, k].any() else None for k in range(dark.shape[1]))


__all__ = ["METHODS", "About", "Method", "Result", "ScoreRow", "Unknown", "about", "beyond", "unknown_of"]
