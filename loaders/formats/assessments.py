"""Our own template for assessments: what somebody who looked says, per party and point."""

from __future__ import annotations

from typing import ClassVar

from headwater.graph.records import Assessment, Outcome, Provenance, Record
from headwater.loaders.cells.fields import Fields, point_of
from headwater.loaders.lists.template import Looked, Template, content_key, stub


class Assessments(Template):
    """What somebody who looked says, per party and compliance point."""

    NAME: ClassVar[str] = "assessments"
    TITLE: ClassVar[str] = "assessments"
    PACK: ClassVar[tuple[str, ...]] = ("points", "methods")
    NEEDED: ClassVar[tuple[str, ...]] = ("party", "point", "outcome")
    ALSO: ClassVar[tuple[str, ...]] = ("country", "method", "standard", "cycle", "date")
    TELLING: ClassVar[tuple[str, ...]] = ("party", "point", "outcome")

    def make(self, cells: Fields, where: Provenance, looked: Looked) -> tuple[Record, ...]:
        """Make the assessment and its party."""
        pack = cells.pack
        party, country, point = cells.key("party"), cells.country("country"), point_of(cells)
        outcome = Outcome(cells.word("outcome", [o.value for o in Outcome]))
        method, standard, cycle = cells.text("method"), cells.text("standard"), cells.text("cycle")
        date = cells.date("date")
        if method is not None and pack.method_of(method) == "unknown" and method.casefold() != "unknown":
            known = ", ".join(m.id for m in pack.methods)
            cells.warn("method", "vocabulary", f"method {method!r} is not known, counted as not stated; known: {known}")
        assessment = Assessment(
            provenance=where,
            key=content_key(party, point.id, outcome.value, method, standard, cycle, date),
            party=party,
            issue=point.issue,
            point=point.id,
            outcome=outcome,
            method=method,
            standard=standard,
            cycle=cycle,
            date=date,
        )
        return stub(party, where, country), assessment


__all__ = ["Assessments"]
