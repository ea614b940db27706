"""A made-up answer of sensitivity: numbers that move much, little, nothing; and one that was not tried."""

from __future__ import annotations

from headwater.graph.documents import Header
from headwater.graph.risk.sensitivity.assumptions import Untried
from headwater.graph.risk.sensitivity.sensitivity import MovedLine, Sensitivity

HEAD = Header(revision=3, day="2026-01-01", today="2026-01-01", pack="p 1 (ab)", method_version="1")


def line(what: str, swing: float, *, reorders: bool = False, row: int = 2) -> MovedLine:
    return MovedLine(
        table="priors", row=row, id=what, what=what, unit="0 to 1", value=0.1, low=0.01, high=0.1 * 3, rule="given",
        issue="osh", issue_title="Safety", at_low=0.2, base=0.3, at_high=None, swing=swing, own_swing=swing,
        reorders=reorders, source="Assumed", checked=False,
    )  # fmt: skip


DOC = Sensitivity(
    header=HEAD, party="name:A", name="A", indicator="upstream_risk", issue="osh", params={},
    results={"osh": 0.3, "wage": None}, titles={"osh": "Safety", "wage": "Wages"},
    rows=(line("world prior", 0.25), line("half-life", 0.0, reorders=True, row=3), line("tiny", 0.00001, row=4),
          line("nothing", 0.0, row=5)),
    untried=(Untried(table="issues", row=9, id="x", why="it is a name"),), companies=4, notes=("A note.",),
)  # fmt: skip
