"""Own risk: what evidence and priors say of each party and issue, before anything is passed on.

Words and sums: `docs/method.md`; formulas are repeated where they are computed.
Arrays are float64, shape (n, K): n parties in the snapshot's order, K issues in `Own.issues` order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.graph.statements import Ref

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
    marks cells that `risks` rows set. `state` holds indexes into `STATES`.
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
        """Column of an issue; None where neither the pack nor a `risks` row knows it."""
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
