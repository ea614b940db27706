"""Our own template for actions: what is done about a finding, who owns it, until when, with what effect.

An owner is a role or an organisation. Names of natural persons are personal data: what is neither a
known role nor carries a company's legal form is left out, with a warning.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar

from headwater.graph.records import Action, Provenance, Record
from headwater.loaders.cells.fields import Fields, point_of
from headwater.loaders.lists.template import Looked, Template, content_key, stub

STATUSES = ("planned", "under way", "done", "verified", "stopped")

_ROLES = frozenset(
    [
        "and",
        "of",
        "the",
        "a",
        "for",
        "at",
        "our",
        "its",
        "audit",
        "auditor",
        "auditors",
        "authority",
        "board",
        "brand",
        "brands",
        "buyer",
        "buyers",
        "buying",
        "centre",
        "committee",
        "compliance",
        "department",
        "director",
        "environment",
        "facility",
        "factory",
        "finance",
        "group",
        "health",
        "hr",
        "human",
        "resources",
        "inspectorate",
        "labour",
        "management",
        "manager",
        "ministry",
        "ngo",
        "office",
        "officer",
        "operator",
        "organisation",
        "owner",
        "procurement",
        "production",
        "programme",
        "purchasing",
        "quality",
        "representative",
        "representatives",
        "responsible",
        "safety",
        "site",
        "social",
        "sourcing",
        "sustainability",
        "supplier",
        "suppliers",
        "supply",
        "team",
        "trade",
        "union",
        "unions",
        "welfare",
        "worker",
        "workers",
        "works",
        "council",
    ]
)
"""Words that make up a role; an owner of only such words is one. Assumed."""
_COMPANY = frozenset(
    [
        "ltd",
        "limited",
        "llc",
        "inc",
        "corp",
        "corporation",
        "gmbh",
        "ag",
        "sa",
        "sarl",
        "srl",
        "bv",
        "plc",
        "pvt",
        "pte",
        "co",
        "company",
        "holdings",
        "holding",
        "kg",
        "oy",
        "ab",
        "as",
        "sas",
        "spa",
        "jsc",
        "tbk",
        "pt",
        "lda",
        "e.v",
        "fictional",
    ]
)
"""Legal forms and other words that only a company's name carries. Assumed."""


class Actions(Template):
    """Corrective and preventive actions; they are shown beside findings and move no rank and no score."""

    NAME: ClassVar[str] = "actions"
    TITLE: ClassVar[str] = "actions"
    PACK: ClassVar[tuple[str, ...]] = ("points",)
    NEEDED: ClassVar[tuple[str, ...]] = ("party", "point", "what")
    ALSO: ClassVar[tuple[str, ...]] = (
        "country", "owner", "due", "status", "verified_effect", "date", "finding", "event",
    )  # fmt: skip
    TELLING: ClassVar[tuple[str, ...]] = ("owner", "due", "status")

    def make(self, cells: Fields, where: Provenance, looked: Looked) -> tuple[Record, ...]:
        """Make the action and its party. An empty status is unknown."""
        party, country, point = cells.key("party"), cells.country("country"), point_of(cells)
        said: dict[str, str | float | None] = {
            "what": cells.needed("what"), "owner": _owner(cells), "due": cells.date("due"),
            "status": cells.word("status", STATUSES) if cells.text("status") else None,
            "verified_effect": cells.share("verified_effect"), "date": cells.date("date"),
            "finding": cells.text("finding"), "event": cells.text("event"),
        }  # fmt: skip
        key = content_key(party, point.id, *(said[n] for n in sorted(said)))
        action = Action.model_validate(
            {"provenance": where, "key": key, "party": party, "issue": point.issue, "point": point.id, **said}
        )
        return stub(party, where, country), action


def _owner(cells: Fields) -> str | None:
    """The owner where it is a role or an organisation; else None with a warning that doesn't repeat the name."""
    text = cells.text("owner")
    if text is None:
        return None
    words = re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)*", text.casefold().replace("'s", "s").replace("’s", "s"))
    words = [w.removesuffix("'") for w in words]
    role = bool(words) and all(w in _ROLES for w in words)
    if "@" not in text and (role or any(w in _COMPANY for w in words)):
        return text
    cells.warn("owner", "person", "owner may be a person's name and is left out; write a role or an organisation")
    cells.warnings[-1] = replace(cells.warnings[-1], raw="")
    return None


__all__ = ["STATUSES", "Actions"]
