"""Our own template for findings: what, how grave, who says so, when.

Words of the vocabulary are those of the chosen pack. A party is named by its name, or by a strong id
written out (`oshub:…`, `lei:…`, `reg:CC:…`).
"""

from __future__ import annotations

from typing import ClassVar, Literal, cast

from headwater.graph.records import (
    Finding,
    FindingKind,
    Provenance,
    Record,
)
from headwater.loaders.cells.fields import Fields, point_of
from headwater.loaders.lists.template import Looked, Template, content_key, stub


class Findings(Template):
    """Findings about parties: what, how grave, who says so, when."""

    NAME: ClassVar[str] = "findings"
    TITLE: ClassVar[str] = "findings"
    PACK: ClassVar[tuple[str, ...]] = ("points", "source_types", "causes")
    NEEDED: ClassVar[tuple[str, ...]] = ("party", "point", "kind")
    ALSO: ClassVar[tuple[str, ...]] = (
        "country", "state", "observed", "source_type", "scale", "scope", "irremediability", "likelihood", "affected",
        "women", "migrants", "minors", "event", "cause", "remedied_effect", "text", "delay_irremediable",
        "remedied_verified_by",
    )  # fmt: skip
    TELLING: ClassVar[tuple[str, ...]] = ("source_type",)

    def make(self, cells: Fields, where: Provenance, looked: Looked) -> tuple[Record, ...]:
        """Make the finding and its party."""
        pack = cells.pack
        party, country, point = cells.key("party"), cells.country("country"), point_of(cells)
        source_types = pack.source_types
        kind = FindingKind(cells.word("kind", [k.value for k in FindingKind]))
        said: dict[str, str | int | float | None] = {
            "event": cells.text("event"), "cause": _cause(cells), "text": cells.text("text"),
            "observed": cells.date("observed"), "likelihood": cells.share("likelihood"),
            "remedied_effect": cells.share("remedied_effect"),
        }  # fmt: skip
        said |= {n: cells.whole(n, 1, 5) for n in ("scale", "scope", "irremediability")}
        said |= {n: cells.whole(n) for n in ("affected", "women", "migrants", "minors")}
        state = cast(Literal["actual", "potential"], cells.word("state", ("actual", "potential"), "actual"))
        source_type = cells.word("source_type", source_types, "unknown")
        later: dict[str, str | bool | None] = {"delay_irremediable": cells.truth("delay_irremediable")}
        if cells.text("remedied_verified_by") is not None:
            later["remedied_verified_by"] = cells.word("remedied_verified_by", source_types)
            if said["remedied_effect"] is None:
                cells.warn("remedied_verified_by", "no_effect", "remedied_effect is empty, so no remedy is counted")
        # Columns that came later are part of a key only where they say something, so keys of older files stay.
        more = [f"{n}={v}" for n, v in sorted(later.items()) if v is not None]
        key = content_key(party, point.id, kind.value, state, source_type, *(said[n] for n in sorted(said)), *more)
        finding = Finding.model_validate(
            {"provenance": where, "key": key, "party": party, "issue": point.issue, "point": point.id, "kind": kind,
             "state": state, "source_type": source_type, **said, **later}
        )  # fmt: skip
        return stub(party, where, country), finding


def _cause(cells: Fields) -> str | None:
    """The cause outside the facility in the row's words, with a warning where the pack has no such one."""
    text, held = cells.text("cause"), cells.pack.causes
    if text is not None and held and cells.pack.cause_of(text) is None:
        known = ", ".join(c.id for c in held if c.id != "*")
        message = f"cause {text!r} is none of the pack's, so nobody is named to act on it; kept as said; known: {known}"
        cells.warn("cause", "vocabulary", message)
    return text


__all__ = ["Findings"]
