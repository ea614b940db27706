"""From what an own risk's range comes: the prior, how sure the events are, how grave they are.

Each range can be opened alone or with others, and the own risk never falls by opening one upwards, so that what
they add to each other in a fixed order is never negative. Source: method 4, Ranges.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from headwater.graph.risk.own_risk.probability import split


class End(IntEnum):
    """Where in its range the prior is taken."""

    LOW = 0
    MEAN = 1
    HIGH = 2


@dataclass(frozen=True, slots=True)
class Ranges:
    """What the own risk of one compliance point is made of, each 0 to 1.

    `priors` by `End`, after clean checks; `quiet` the chance that no event is true, as counted and at the events'
    upper ends; `severity` / 5 as named and at its upper end; `assumed` the pack's severity of the point / 5.
    """

    priors: tuple[float, float, float]
    quiet: tuple[float, float]
    severity: tuple[float, float]
    assumed: float

    def at(self, prior: End, *, events: bool = False, severity: bool = False) -> float:
        """The own risk with the prior at an end, and with events and severity at their upper ends where asked."""
        return sum(split(self.priors[prior], self.quiet[events], self.severity[severity], self.assumed))


def own_at(points: Iterable[Ranges], prior: End, *, events: bool = False, severity: bool = False) -> float:
    """The own risk of a party and issue, that of its worst point, with some ranges opened."""
    return max(r.at(prior, events=events, severity=severity) for r in points)
