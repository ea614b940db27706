"""What an indicator is: a question asked of the whole graph, its parameters and its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from headwater.graph.documents import Document
from headwater.graph.risk.network.data_dates import data_dates
from headwater.graph.risk.own_risk.own import Matrix, Own, known
from headwater.graph.snapshot import Snapshot


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


class ScoreRow(Document):
    """One value of one party and issue. None means not computed or not known, never zero."""

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
