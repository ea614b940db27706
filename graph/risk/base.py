"""What the risk rooms hand to each other: own risk in, results out.

Words and sums: `method.md` of the design; formulas are repeated where they are computed.
Arrays are float64, shape (n, K): n parties in the snapshot's order, K issues in `Own.issues` order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from headwater.graph.risk.dates import data_dates
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import Ref

METHOD = "1"
"""Version of the method: changes whenever equal evidence would give another number or order."""

Matrix = NDArray[np.float64]
"""Shape (n, K), each 0 to 1 (or NaN: not known to the pack)."""


def known(x: float) -> float | None:
    """A number of an array as documents have it: None where it is NaN."""
    return None if np.isnan(x) else float(x)


def known_at(x: Matrix | None, party: int, issue: int) -> float | None:
    """One cell of a matrix that may not be there; None where it isn't, or is NaN."""
    return None if x is None else known(x[party, issue])


class State(StrEnum):
    """What is known of a site and issue; exactly one holds."""

    EVIDENCE = "evidence"
    LOOKED = "looked"
    CONTEXT = "context only"
    UNKNOWN = "unknown"


STATES: tuple[State, ...] = (State.EVIDENCE, State.LOOKED, State.CONTEXT, State.UNKNOWN)
"""`Own.state` holds indexes into this tuple."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One line of the log behind an own risk: adds up to s within (party, issue).

    `part` is "evidence" or "context"; `amount` its share of s (0 to 1); `what` one plain sentence.
    """

    party: int
    issue: str
    point: str | None
    part: str
    amount: float
    what: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, eq=False)
class Own:
    """Own risk of every party and issue, from evidence and priors.

    s = s_evidence + s_context: p · severity / 5, where what findings make weighs their severity and what
    is left of the prior the pack's default (`severity` holds that of the findings where there are any).
    s and `severity` are those of the issue's point with the largest s; `p` is the largest of any of its points.
    `low` and `high` bound s. `unmapped` is the prior (in the units of s) of what a buyer buys from
    suppliers nobody named, with its range. `given`
    marks cells that `risks` rows set. `state` holds places in `STATES`.
    """

    issues: tuple[str, ...]
    today: str
    pack: str
    p: Matrix
    severity: Matrix
    s: Matrix
    s_evidence: Matrix
    s_context: Matrix
    low: Matrix
    high: Matrix
    unmapped: Matrix
    unmapped_low: Matrix
    unmapped_high: Matrix
    state: NDArray[np.uint8]
    given: NDArray[np.bool_]
    log: Mapping[tuple[int, str], tuple[Contribution, ...]] = field(default_factory=dict)
    """(party, issue) → contributions; made lazily for big graphs."""
    p_low: Matrix | None = None
    """Low end of p, from the prior's range and decayed events; None: not worked out, so p has no range."""
    p_high: Matrix | None = None
    """High end of p, from the prior's range and undecayed events; None: not worked out."""
    notes: tuple[str, ...] = ()

    def column(self, issue: str) -> int | None:
        """Place of an issue; None where neither the pack nor a `risks` row knows it."""
        return self.issues.index(issue) if issue in self.issues else None

    def only(self, issue: str) -> Own:
        """The own risk of one of its issues alone, K = 1: what is viewed needs no others."""
        k = self.issues.index(issue)
        columns: dict[str, Any] = {
            f.name: np.ascontiguousarray(held[:, k : k + 1])
            for f in fields(self)
            if isinstance(held := getattr(self, f.name), np.ndarray)
        }
        return replace(self, issues=(issue,), **columns)


class Params(BaseModel):
    """Parameters common to the indicators; each indicator narrows the defaults.

    Names are those of the command line (`--param alpha=0.9`) and of the API's query.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    alpha: float = 0.85
    unmapped: str = "prior"
    materiality: float | None = None
    hops: int | None = None
    method: str = "auto"
    worlds: int = 10_048
    seed: int = 0


class ScoreRow(BaseModel):
    """One value of one party and issue. None means not computed or not known, never zero."""

    model_config = ConfigDict(frozen=True)

    party: str
    name: str
    issue: str
    value: float | None
    low: float | None
    high: float | None
    method: str
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
    method_version: str


@dataclass(frozen=True, eq=False)
class Result:
    """An indicator over the graph. `values`, `low`, `high` (n, K); NaN = None.

    evidence + context + unmapped = value where the indicator adds up (upstream_risk); NaN elsewhere.
    `mapped` and `assessed` per party (n,), NaN = nothing is bought. `method` per issue.
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
    method: Mapping[str, str]
    params: Params
    today: str
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Stop rule's error bound (`error`), sweeps, `worlds` … what a report prints beside it.

    `intervals`: what low and high are, one word for all or one for each of `methods`.
    """

    def method_of(self, party: int, issue: int) -> str:
        """The method of one value: `extra["methods"]` (words, place per party) where parties differ."""
        word = self.method[self.issues[issue]]
        told = self.extra.get("methods")
        if told is None:
            return word
        _, colon, rest = word.partition("; ")
        return f"{told[0][int(told[1][party])]}{colon}{rest}"

    def sampled(self, party: int) -> int | None:
        """Sampled worlds behind a party's values."""
        return self.extra.get("worlds") if self.method_of(party, 0).startswith("montecarlo") else None

    def interval_of(self, party: int) -> str | None:
        """What a party's low and high are."""
        said, told = self.extra.get("intervals"), self.extra.get("methods")
        return said if said is None or isinstance(said, str) or told is None else str(said[int(told[1][party])])

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
                method=self.method_of(i, k),
                evidence=known(self.evidence[i, k]),
                context=known(self.context[i, k]),
                unmapped=known(self.unmapped[i, k]),
                mapped=known(self.mapped[i]),
                assessed=known(self.assessed[i]),
                n=self.sampled(i),
                interval=None if np.isnan(self.low[i, k]) else self.interval_of(i),
                error=self.extra.get("error"),
                data_date=dates[i],
                method_version=METHOD,
            )
            for i in keep
            for k in cols
        ]


class Indicator(Protocol):
    """One question asked of the whole graph; members of `headwater.graph.risk.INDICATORS`."""

    name: ClassVar[str]
    title: ClassVar[str]
    params: ClassVar[type[Params]]

    def score(self, snapshot: Snapshot, own: Own, params: Params) -> Result:
        """Give the value of every party and issue."""
