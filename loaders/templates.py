"""Our own templates for parties, findings and assessments (columns: `contract.md`, Our own templates).

Words of the vocabulary are those of the chosen pack. A party is named by its name, or by a strong id
written out (`oshub:…`, `lei:…`, `reg:CC:…`).
"""

from __future__ import annotations

import re
from typing import ClassVar, Literal, cast

from headwater.graph.ids import key_tail
from headwater.graph.records import (
    Assessment,
    Finding,
    FindingKind,
    Outcome,
    Party,
    PartyKind,
    Provenance,
    Record,
    Visibility,
)
from headwater.graph.vocabulary import Point
from headwater.loaders.countries import region_code
from headwater.loaders.fields import Bad, Fields, Template, content_key, one_of, stub
from headwater.loaders.goods import good_of


class Parties(Template):
    """Companies, facilities, brands, groups and persons, with what is known of each."""

    NAME: ClassVar[str] = "parties"
    TITLE: ClassVar[str] = "parties"
    NEEDED: ClassVar[tuple[str, ...]] = ("id", "name", "kind")
    ALSO: ClassVar[tuple[str, ...]] = ("country", "region", "good", "chain_end", "workers", "women", "migrants")
    TELLING: ClassVar[tuple[str, ...]] = ("id", "name", "kind", "chain_end")

    def make(self, cells: Fields, where: Provenance, refused: dict[str, str]) -> tuple[Record, ...]:
        """Make the party. Women and migrants are head counts, kept as shares of the workers."""
        key = cells.key("id")
        kind = PartyKind(cells.word("kind", [k.value for k in PartyKind], PartyKind.STUB.value))
        country = cells.country("country")
        region = cells.text("region")
        workers = cells.whole("workers")
        person = kind is PartyKind.PERSON
        party = Party(
            provenance=where,
            visibility=Visibility.RESTRICTED if person else Visibility.PUBLIC,
            kind=kind,
            key=key,
            name=cells.text("name") or key_tail(key),
            country=country,
            region=None if person else region_code(region, country) or region,
            good=_good(cells),
            chain_end=cells.truth("chain_end"),
            workers=workers,
            women_share=_part(cells, "women", workers),
            migrant_share=_part(cells, "migrants", workers),
        )
        return (party,)


def _good(cells: Fields) -> str | None:
    text = cells.text("good")
    good = good_of(text, pack=cells.pack)
    if text is not None and good is None:
        good = re.sub(r"\W+", "_", text.casefold()).strip("_") or None
        cells.warn("good", "vocabulary", f"{text!r} is no good of the pack; kept as {good!r}, without context")
    return good


def _part(cells: Fields, name: str, workers: int | None) -> float | None:
    """A head count as a share of the workers; None with a warning where the workers are unknown."""
    count = cells.whole(name)
    if count is None:
        return None
    if not workers:
        cells.warn(name, "no_total", f"{name} is a head count, and workers is not known; left out")
        return None
    if count > workers:
        raise Bad(name, "range", f"{name} {count} of {workers} workers")
    return count / workers


class Findings(Template):
    """Findings about parties: what, how grave, who says so, when."""

    NAME: ClassVar[str] = "findings"
    TITLE: ClassVar[str] = "findings"
    NEEDED: ClassVar[tuple[str, ...]] = ("party", "point", "kind")
    ALSO: ClassVar[tuple[str, ...]] = (
        "country", "state", "observed", "source_type", "scale", "scope", "irremediability", "likelihood", "affected",
        "women", "migrants", "minors", "event", "cause", "remedied_effect", "text", "delay_irremediable",
        "remedied_verified_by",
    )  # fmt: skip
    TELLING: ClassVar[tuple[str, ...]] = ("source_type",)

    def make(self, cells: Fields, where: Provenance, refused: dict[str, str]) -> tuple[Record, ...]:
        """Make the finding and its party."""
        pack = cells.pack
        party, country, point = cells.key("party"), cells.country("country"), point_of(cells)
        source_types = [c.id for c in pack.credibilities if c.of == "source_type"]
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


class Assessments(Template):
    """What somebody who looked says, per party and compliance point."""

    NAME: ClassVar[str] = "assessments"
    TITLE: ClassVar[str] = "assessments"
    NEEDED: ClassVar[tuple[str, ...]] = ("party", "point", "outcome")
    ALSO: ClassVar[tuple[str, ...]] = ("country", "method", "standard", "cycle", "date")
    TELLING: ClassVar[tuple[str, ...]] = ("party", "point", "outcome")

    def make(self, cells: Fields, where: Provenance, refused: dict[str, str]) -> tuple[Record, ...]:
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


def _cause(cells: Fields) -> str | None:
    """The cause outside the facility in the row's words, with a warning where the pack has no such one."""
    text, held = cells.text("cause"), cells.pack.causes
    if text is not None and held and cells.pack.cause_of(text) is None:
        known = ", ".join(c.id for c in held if c.id != "*")
        message = f"cause {text!r} is none of the pack's, so nobody is named to act on it; kept as said; known: {known}"
        cells.warn("cause", "vocabulary", message)
    return text


def point_of(cells: Fields) -> Point:
    """The compliance point of the pack that a row is about. Raises Bad (`point`), naming the nearest."""
    text, pack = cells.needed("point"), cells.pack
    titles = {p.title: p.id for p in pack.points}
    known = [*titles, *pack.point_by_id]
    found = one_of("point", text, known, code="point")
    return pack.point_by_id[titles.get(found, found)]


__all__ = ["Assessments", "Findings", "Parties", "point_of"]
