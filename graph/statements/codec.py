"""The stored form of a record, and back."""

from __future__ import annotations

from typing import Any

from headwater.graph.dates import day_after, first_day
from headwater.graph.ids import nfc
from headwater.graph.records import BY_NAME, BY_RECORD, Form, Provenance, Record, Visibility
from headwater.graph.statements.statement import Statement

_ENVELOPE = frozenset({"provenance", "visibility", "valid_from", "valid_to"})
_ASIDE: dict[Form, frozenset[str]] = {
    Form.PARTY: _ENVELOPE | {"kind", "key"},
    Form.RELATION: _ENVELOPE | {"kind", "start", "end"},
    Form.ABOUT: _ENVELOPE | {"key", "party"},
    Form.ALONE: _ENVELOPE | {"key"},
}
"""Fields that the statement carries itself; the rest are its props."""


def of(record: Record) -> Statement:
    """Turn a record into its stored form."""
    kind = BY_RECORD[type(record)]
    said: Any = record
    aside = _ASIDE[kind.form]
    props: dict[str, Any] = {}
    for field, value in vars(record).items():
        if value is not None and field not in aside:
            props[field] = value + 0.0 if type(value) is float else _plain(value)
    a: str | None = None
    b: str | None = None
    if kind.form is Form.RELATION:
        name, a, b = said.kind.value, nfc(said.start), nfc(said.end)
        key = nfc(props.get("product") or "").casefold()
    elif kind.form is Form.PARTY:
        name, key = said.kind.value, said.key
    else:
        name, key = kind.names[0], said.key
        a = nfc(said.party) if kind.form is Form.ABOUT else None
    p = record.provenance
    own = kind.date_of(record)
    end = None if kind.end is None else getattr(record, kind.end)
    return Statement(
        kind=name,
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
    kind = BY_NAME[st.kind]
    said: dict[str, Any] = {
        "provenance": Provenance(source=st.source, file=st.file, sha256=st.sha256, row=st.row, dated=st.valid_from),
        "visibility": Visibility(st.level),
        "valid_from": st.valid_from,
        "valid_to": st.valid_to,
        **st.props,
    }
    if kind.form is Form.RELATION:
        said |= {"kind": st.kind, "start": st.a or "", "end": st.b or ""}
    elif kind.form is Form.PARTY:
        said |= {"kind": st.kind, "key": st.key}
    else:
        said |= {"key": st.key} | ({"party": st.a} if kind.form is Form.ABOUT else {})
    return kind.record.model_validate(said)


def _plain(value: Any) -> Any:
    """A field as JSON says it: NFC text everywhere, also for a word of an enum; lists for tuples; -0.0 is 0.0."""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, dict):
        return {k: nfc(v) if type(v) is str else _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, float):
        return value + 0.0
    return value


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
