"""Statements: what one row of one source says about one thing, and the fold into what readers see.

A statement is the stored form of a record. The fold is a pure function of the open statements: it
never looks at load order or at when something was recorded.

Precedence (`order`): a person's entry, then latest valid-from, then source rank (pack), then source
name, then value as text. What loses stays visible as a conflict.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headwater.graph.dates import day_after, first_day
from headwater.graph.ids import key_rank, key_tail, nfc
from headwater.graph.records import (
    RECORDS,
    Action,
    Assessment,
    Finding,
    Party,
    PartyKind,
    Prior,
    Provenance,
    Record,
    Relation,
    RelationKind,
    Source,
    Visibility,
)

dumps = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
"""Canonical JSON: sorted keys, no spaces, floats by repr."""

PARTY_KINDS: frozenset[str] = frozenset(k.value for k in PartyKind)
RELATION_KINDS: frozenset[str] = frozenset(k.value for k in RelationKind)
SOURCE, PRIOR, ENTRY = "source", "prior", "entry"
_ABOUT = {r.__name__.lower(): r for r in RECORDS if r not in (Party, Relation, Source, Prior)}
ABOUT_KINDS: frozenset[str] = frozenset(_ABOUT)
"""Statements about a party: finding, assessment, risk, entry, complaint, action …"""

_ENVELOPE = {"provenance", "visibility", "valid_from", "valid_to", "kind", "key"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of one row.

    `kind` is a party kind, a relation kind, or the lower-case name of another record. For a party
    `key` is its source key and `a`, `b` are None; for a relation `a` → `b` are source keys and `key`
    is the product or ""; for what is said about a party `a` is its source key. `props` holds only
    what is known: a missing key is unknown. Slotted and not pydantic: millions of them are made.
    """

    kind: str
    key: str
    a: str | None
    b: str | None
    props: dict[str, Any]
    source: str
    file: str
    sha256: str
    row: int
    valid_from: str | None
    valid_to: str | None
    level: int

    @property
    def hash(self) -> str:
        """Identity of the content: not row, file, load, date of the version, or when recorded."""
        return self.digest(dumps(self.props))

    def digest(self, props: str) -> str:
        """The `hash`, given the props as canonical JSON."""
        parts = (self.source, self.kind, self.key, self.a or "", self.b or "", str(self.level), props)
        body = f"{[len(x) for x in parts]}{''.join(parts)}"
        return hashlib.blake2b(body.encode(), digest_size=12).hexdigest()

    def holds(self, as_of: str) -> bool:
        """Whether it holds on the day `as_of` (ISO date)."""
        return (self.valid_from is None or self.valid_from <= as_of) and (
            self.valid_to is None or self.valid_to > as_of
        )

    @property
    def ref(self) -> Ref:
        """Where it stands."""
        return Ref(self.source, self.file, self.sha256, self.row, self.valid_from)


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A source row: what every number leads to. `dated` is None where the source states no date."""

    source: str
    file: str
    sha256: str
    row: int
    dated: str | None

    def words(self) -> str:
        """Say it in words: file, row, source and date."""
        return f"{self.file} row {self.row} (source {self.source}{', ' + self.dated if self.dated else ', undated'})"


def of(record: Record) -> Statement:
    """Turn a record into its stored form."""
    props = _plain(record.model_dump(mode="json", exclude_none=True, exclude=_ENVELOPE))
    a: str | None = None
    b: str | None = None
    if isinstance(record, Party):
        kind, key = record.kind.value, record.key
    elif isinstance(record, Relation):
        kind, a, b = record.kind.value, props.pop("start"), props.pop("end")
        key = nfc(props.get("product") or "").casefold()
    elif isinstance(record, Source):
        kind, key = SOURCE, record.key
    elif isinstance(record, Prior):
        kind, key = PRIOR, record.key
    else:
        kind, key, a = type(record).__name__.lower(), getattr(record, "key"), props.pop("party")  # noqa: B009
        if isinstance(record, Finding):
            props["kind"] = record.kind.value
    p = record.provenance
    own, end = _days(record)
    return Statement(
        kind=kind,
        key=key,
        a=a,
        b=b,
        props=props,
        source=p.source,
        file=p.file,
        sha256=p.sha256,
        row=p.row,
        valid_from=record.valid_from or first_day(own) or first_day(p.dated),
        valid_to=record.valid_to or day_after(end),
        level=int(record.visibility),
    )


def record(st: Statement) -> Record:
    """Turn a statement back into its record (round trip of `of`)."""
    prov = Provenance(source=st.source, file=st.file, sha256=st.sha256, row=st.row, dated=st.valid_from)
    common: dict[str, Any] = {
        "provenance": prov,
        "visibility": Visibility(st.level),
        "valid_from": st.valid_from,
        "valid_to": st.valid_to,
    }
    if st.kind in PARTY_KINDS:
        return Party(kind=PartyKind(st.kind), key=st.key, **st.props, **common)
    if st.kind in RELATION_KINDS:
        return Relation(kind=RelationKind(st.kind), start=st.a or "", end=st.b or "", **st.props, **common)
    if st.kind == SOURCE:
        return Source(key=st.key, **st.props, **common)
    if st.kind == PRIOR:
        return Prior(key=st.key, **st.props, **common)
    return _ABOUT[st.kind].model_validate({"key": st.key, "party": st.a, **st.props, **common})


def _plain(value: Any) -> Any:
    """NFC text everywhere; lists for tuples; -0.0 is 0.0."""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, dict):
        return {k: nfc(v) if type(v) is str else _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, float):
        return value + 0.0
    return value


def _days(record: Record) -> tuple[str | None, str | None]:
    """The row's own first and last day, where it states them."""
    if isinstance(record, Relation):
        return record.since, record.until
    if isinstance(record, Finding):
        return record.observed or record.reported, None
    if isinstance(record, Assessment | Action):
        return record.date, None
    return None, None


def subject(st: Statement, canon: Mapping[str, str]) -> tuple[str, ...]:
    """What a statement is about, after resolution: statements of one subject fold into one document."""
    if st.kind in PARTY_KINDS:
        return ("party", canon.get(st.key, st.key))
    ends = tuple(canon.get(x, x) for x in (st.a, st.b) if x is not None)
    return (
        (st.kind, *ends, st.key)
        if st.kind in RELATION_KINDS or st.kind in (SOURCE, PRIOR)
        else (st.kind, *ends, st.source, st.key)
    )


def order(st: Statement, ranks: Mapping[str, int]) -> tuple[Any, ...]:
    """Sort key of the fold's precedence; the first wins."""
    newest = tuple(-ord(c) for c in st.valid_from) if st.valid_from else (1,)
    return (newest, ranks.get(st.source, 100), st.source, dumps(st.props), st.file, st.row)


@dataclass(frozen=True, slots=True)
class Folded:
    """What readers see of one subject.

    `by` names, per property, the statements that say the winning value (places in `statements`);
    `conflicts` the other values, each with the place of the statement that says so.
    """

    props: dict[str, Any]
    by: dict[str, list[int]]
    conflicts: dict[str, list[tuple[Any, int]]]
    statements: tuple[Statement, ...]

    def refs(self) -> tuple[Ref, ...]:
        """The source rows behind it."""
        return tuple(s.ref for s in self.statements)


def fold(
    statements: Iterable[Statement],
    ranks: Mapping[str, int] | None = None,
    *,
    entries: Iterable[Statement] = (),
) -> Folded:
    """Fold the statements of one subject; a person's `entries` outrank them all."""
    said, people = list(statements), list(entries)
    if len(said) == 1 and not people:
        props = said[0].props
        return Folded(dict(props), {k: [0] for k in props}, {}, (said[0],))
    ranked = sorted(said, key=lambda s: order(s, ranks or {}))
    people.sort(key=lambda s: order(s, {}))
    people.sort(key=lambda s: s.props.get("date") or "", reverse=True)
    rows = [({s.key: s.props["value"]}, s) for s in people] + [(s.props, s) for s in ranked]
    props = {}
    by: dict[str, list[int]] = {}
    conflicts: dict[str, list[tuple[Any, int]]] = {}
    for i, (values, _) in enumerate(rows):
        for k, v in values.items():
            if k not in props:
                props[k], by[k] = v, [i]
            elif props[k] == v and type(props[k]) is type(v):
                by[k].append(i)
            else:
                conflicts.setdefault(k, []).append((v, i))
    return Folded(props, by, conflicts, tuple(s for _, s in rows))


@dataclass(frozen=True, slots=True)
class PartyDoc:
    """One party as readers see it, with everything said about it."""

    id: str
    keys: tuple[str, ...]
    kind: str
    name: str
    folded: Folded
    about: tuple[Statement, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    """Why its keys are one party: (key, key, reason in words)."""

    @property
    def props(self) -> dict[str, Any]:
        """The folded properties."""
        return self.folded.props


@dataclass(frozen=True, slots=True)
class RelationDoc:
    """One relation as readers see it: start and end are canonical party ids."""

    kind: str
    start: str
    end: str
    key: str
    folded: Folded

    @property
    def props(self) -> dict[str, Any]:
        """The folded properties."""
        return self.folded.props


_KIND_ORDER = ("brand", "group", "facility", "organisation", "person", "stub")


def party(
    party_id: str,
    statements: Sequence[Statement],
    ranks: Mapping[str, int] | None = None,
    *,
    about: Sequence[Statement] = (),
    keys: Iterable[str] = (),
    links: Sequence[tuple[str, str, str]] = (),
) -> PartyDoc:
    """Fold the party statements of one cluster; what is said about it comes along, sorted."""
    folded = fold(statements, ranks, entries=[s for s in about if s.kind == ENTRY])
    kinds = {s.kind for s in statements}
    kind = next((k for k in _KIND_ORDER if k in kinds), "stub")
    members = sorted({s.key for s in statements} | set(keys), key=key_rank)
    return PartyDoc(
        id=party_id,
        keys=tuple(members),
        kind=kind,
        name=folded.props.get("name") or key_tail(party_id),
        folded=folded,
        about=tuple(sorted(about, key=lambda s: (s.kind, s.source, s.key, s.row))),
        links=tuple(sorted(links)),
    )


def canonical(st: Statement) -> dict[str, Any]:
    """A statement as the canonical export writes it; unknown = key absent."""
    out: dict[str, Any] = {
        "source": st.source,
        "file": st.file,
        "sha256": st.sha256,
        "row": st.row,
        "value": st.props,
        "level": st.level,
    }
    if st.valid_from is not None:
        out["valid_from"] = st.valid_from
    if st.valid_to is not None:
        out["valid_to"] = st.valid_to
    return out


__all__ = [
    "ABOUT_KINDS",
    "ENTRY",
    "PARTY_KINDS",
    "PRIOR",
    "RELATION_KINDS",
    "SOURCE",
    "Folded",
    "PartyDoc",
    "Ref",
    "RelationDoc",
    "Statement",
    "canonical",
    "dumps",
    "first_day",
    "fold",
    "of",
    "order",
    "party",
    "record",
    "subject",
]
