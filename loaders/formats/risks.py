"""Bring your own risk: `party,issue,value`, the party's own risk in [0, 1], taken as given.

The issue is free text. Two rows of one party and issue with different values are both kept: a conflict.
"""

from __future__ import annotations

from typing import ClassVar

from headwater.graph.records import Provenance, Record, Risk
from headwater.loaders.cells.fields import Bad, Fields
from headwater.loaders.lists.template import Looked, Template, content_key, stub


class Risks(Template):
    """A party's own risk per issue: stands in for its prior and its findings there."""

    NAME: ClassVar[str] = "risks"
    TITLE: ClassVar[str] = "own risk of parties, as given"
    NEEDED: ClassVar[tuple[str, ...]] = ("party", "issue", "value")
    TELLING: ClassVar[tuple[str, ...]] = ("party", "issue", "value")

    def make(self, cells: Fields, where: Provenance, looked: Looked) -> tuple[Record, ...]:
        """Make the risk and its party."""
        party, issue, value = cells.key("party"), cells.needed("issue"), cells.share("value")
        if value is None:
            raise Bad("value", "missing", "value is empty; leave the row out where the risk is unknown")
        key = content_key(party, issue, value)
        return stub(party, where), Risk(provenance=where, key=key, party=party, issue=issue, value=value)


__all__ = ["Risks"]
