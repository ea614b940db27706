"""The pack's assumed numbers: which can be moved, to what, and why the others aren't.

Each is moved to both ends of a range: the one its line states, else one grade up and down, else 20 % either way
within what the number may be; alpha from 0.5 to 0.95 (method 5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from headwater.graph.documents import Document
from headwater.graph.risk.comparison.stability import ALPHAS
from headwater.graph.vocabulary import Pack
from headwater.graph.vocabulary.lines import Line
from headwater.graph.vocabulary.page import PRINTED, describe_line

TABLES = ("points", "credibilities", "detections", "half_lives", "priors", "settings")
"""Tables of the pack whose numbers enter own risk or an indicator when it is computed."""
AT_LOAD = ("confidence_own_list", "confidence_aggregator")
"""Settings that are read when a list is loaded, so that changing them moves nothing until then."""
ELSEWHERE = (
    "systemic_", "owner_group_", "small_cell", "comparable_assessed_points", "materiality_a0", "assessed_months",
)  # fmt: skip
"""Settings (by their beginning) that say which results are shown, or name a choice; they move no indicator."""
OTHERS = {
    "severity_words": "names a grade, and moves no indicator",
    "wages": "read when a list is loaded; load the list anew with another pack to see what it moves",
    "source_ranks": "says which of two statements stands where the graph is read, before anything is computed",
}
"""Tables with numbers that aren't moved here, and why."""
SPREAD = 0.2
"""Part of itself by which a number without a range is moved either way. Assumed."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number of the pack and the two values that it is moved to; `rule` says why these."""

    table: str
    line: Line
    field: str
    value: float
    low: float
    high: float
    rule: str

    @property
    def is_alpha(self) -> bool:
        """Whether it is the pack's alpha, which is a parameter of an indicator, too."""
        return self.table == "settings" and getattr(self.line, "id", "") == "alpha"

    def moved(self, pack: Pack, value: float) -> Pack:
        """The pack with this number at another value."""
        return pack.changed(self.table, self.line.row, **{self.field: int(value) if self.table == "points" else value})


Progress = Callable[[Sequence[Assumption]], Iterable[Assumption]]
"""Wraps the numbers that are tried, to show how far it is."""


class Untried(Document):
    """A number that wasn't moved, and why."""

    table: str
    row: int
    """Row of the table's file in the pack."""
    id: str
    why: str


def assumptions(pack: Pack) -> tuple[Assumption, ...]:
    """The numbers that can be tried, in the pack's order, with the values to try."""
    out = []
    for table in TABLES:
        for line in getattr(pack, table):
            if table != "settings" or why_untried(line.id) is None:
                out.append(_assumption(table, line))
    return tuple(out)


def _assumption(table: str, line: Line) -> Assumption:
    field = PRINTED[table].number or "value"
    value = float(getattr(line, field))
    stated = getattr(line, "low", None), getattr(line, "high", None)
    if table == "settings" and getattr(line, "id", "") == "alpha":
        return Assumption(table, line, field, value, ALPHAS[0], ALPHAS[-1], "0.5 to 0.95 (method 5)")
    if stated[0] is not None and stated[1] is not None:
        return Assumption(table, line, field, value, stated[0], stated[1], "the range that its line states")
    if table == "points":
        return Assumption(table, line, field, value, max(value - 1, 1), min(value + 1, 5), "one grade down and up")
    free = table == "half_lives" or getattr(line, "id", "") == "prior_pseudo_count"
    high = value * (1 + SPREAD) if free else min(value * (1 + SPREAD), 1.0)
    return Assumption(table, line, field, value, value * (1 - SPREAD), high, "20 % either way, within 0 to 1")


def why_untried(setting: str) -> str | None:
    """Why a setting isn't moved; None: it is."""
    if setting in AT_LOAD:
        return "read when a list is loaded; load the list anew with another pack to see what it moves"
    if setting.startswith(ELSEWHERE):
        return "says what is shown or offered, and moves no indicator"
    return None


def untried(pack: Pack, *, alpha_given: bool) -> tuple[Untried, ...]:
    """The numbers that aren't moved; alpha too, where it was `alpha_given` by who asks."""
    given = "was given, so the pack's isn't used"
    settings = [
        Untried(table="settings", row=s.row, id=s.id, why=why)
        for s in pack.settings
        if (why := given if alpha_given and s.id == "alpha" else why_untried(s.id))
    ]
    others = [
        Untried(table=table, row=x.row, id=describe_line(pack, table, x).id, why=why)
        for table, why in OTHERS.items()
        for x in getattr(pack, table)
    ]
    return (*settings, *others)
