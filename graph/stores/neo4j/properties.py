"""What the nodes and relations of the picture say: only what is stated or folded; what is unknown is absent.

Dates stand as their source writes them (a day, a month, a year); beside them the first and last day that they can
mean, as ISO text that compares and that Cypher's `date()` takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headwater.graph.countries import country_name
from headwater.graph.dates import first_day, last_day
from headwater.graph.records import BY_RECORD, LINK_INDEX, Action, Assessment, Finding, Source
from headwater.graph.statements import PartyDoc, Ref, RelationDoc, dumps

NAME_CHARS = 2_000
"""The most of a name that the picture writes: Neo4j's index holds about 8,000 bytes."""


def of_source(name: str, said: Source) -> dict[str, Any]:
    """A source: its terms and date."""
    props = said.model_dump(mode="json", exclude_none=True, exclude={"provenance", "visibility", "key"})
    return {"name": name[:NAME_CHARS], **flat(props)}


def of_country(code: str) -> dict[str, Any]:
    """A country: code and name; a code of no country is its own name."""
    return {"code": code, "name": country_name(code) or code}


def of_party(p: PartyDoc) -> dict[str, Any]:
    """A party; `name` is what the Browser writes on it."""
    sources = sorted({s.source for s in p.folded.statements})
    given = {"id": p.id, "name": p.name[:NAME_CHARS], "kind": p.kind, "keys": list(p.keys), "sources": sources}
    return flat(p.props) | given


def of_relation(r: RelationDoc, valid_from: str | None) -> dict[str, Any]:
    """A relation that holds: share, product, since, until, confidence, tier, where stated; a link's steps."""
    out = flat(r.props) | {"sources": sorted({s.source for s in r.folded.statements})}
    if r.kind in LINK_INDEX:
        out["steps"] = r.steps
    return out | _known(valid_from=valid_from)


def of_ended(r: RelationDoc, valid_from: str | None) -> dict[str, Any]:
    """A relation that held once: the same, with the first day on which no source said it any more."""
    ended = max((s.valid_to for s in r.folded.statements if s.valid_to), default=None)
    return of_relation(r, valid_from) | _known(valid_to=ended)


def of_evidence(record: Finding | Assessment | Action, ref: Ref) -> dict[str, Any]:
    """A finding, assessment or action with its source row; a finding also with its stated severity."""
    said = record.model_dump(mode="json", exclude_none=True, exclude={"provenance", "visibility", "party"})
    date = BY_RECORD[type(record)].date_of(record)
    out = flat(said) | {"name": _name(record), "file": ref.file, "row": ref.row}
    if date is not None:
        out |= _known(date=date, first_day=first_day(date), last_day=last_day(date))
    if isinstance(record, Finding):
        out |= _known(severity=record.severity)
    if isinstance(record, Action) and record.due is not None:
        out["due_day"] = last_day(record.due)
    return out


def _name(record: Finding | Assessment | Action) -> str:
    """What the Browser writes on it."""
    if isinstance(record, Finding):
        return f"{record.point}: {record.kind.value}"
    return f"{record.point}: {record.outcome.value}" if isinstance(record, Assessment) else record.what[:NAME_CHARS]


def flat(props: Mapping[str, Any]) -> dict[str, Any]:
    """What Neo4j takes as a property: scalars, lists of text; nothing that is unknown, no maps."""
    out: dict[str, Any] = {}
    for k, v in props.items():
        if isinstance(v, bool | int | float | str):
            out[k] = v
        elif isinstance(v, list | tuple) and v:
            out[k] = [x if isinstance(x, str) else dumps(x) for x in v]
    return out


def _known(**props: Any) -> dict[str, Any]:
    """What isn't None."""
    return {k: v for k, v in props.items() if v is not None}
