"""The one table of record kinds: how each is kept as statements, what it is about, and which days it states.

A statement's `kind` is a party kind, a relation kind, or the lower-case name of another record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from headwater.graph.records.base import About, Record
from headwater.graph.records.evidence import Assessment, Finding, Prior, Risk
from headwater.graph.records.parties import LINK_KINDS, Party, PartyKind, Relation, RelationKind, Source
from headwater.graph.records.work import Action, Complaint, Decision, Engagement, Entry, Involvement, Response


class Form(Enum):
    """What a statement is about; its value names what makes statements be about one subject."""

    PARTY = ("id",)
    """A party: its key stands for it."""
    RELATION = ("start", "end", "key")
    """Two parties, start → end; the key is the product or ""."""
    ABOUT = ("party", "source", "key")
    """One party, of which a source says something under a key of its own."""
    ALONE = ("key",)
    """Itself."""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record.

    Attributes:
        record: Its class.
        form: What its statements are about.
        names: The `kind` of its statements.
        day: Fields with the row's own first day; the first that is stated counts.
        end: Field with its last day; None: it has none.
        shown: Whether a snapshot holds it as evidence at its party.
    """

    record: type[Record]
    form: Form
    names: tuple[str, ...]
    day: tuple[str, ...] = ()
    end: str | None = None
    shown: bool = False

    def date_of(self, record: Record) -> str | None:
        """The row's own date as it states it: a day, month or year; None: undated."""
        date: str | None = None
        for field in self.day:
            date = date or getattr(record, field)
        return date


def _about(record: type[About], *day: str, shown: bool = False) -> RecordKind:
    return RecordKind(record, Form.ABOUT, (record.__name__.lower(),), day, shown=shown)


SOURCE, PRIOR, ENTRY = "source", "prior", "entry"
KINDS: tuple[RecordKind, ...] = (
    RecordKind(Source, Form.ALONE, (SOURCE,)),
    RecordKind(Party, Form.PARTY, tuple(k.value for k in PartyKind)),
    RecordKind(Relation, Form.RELATION, tuple(k.value for k in RelationKind), ("since",), "until"),
    _about(Finding, "observed", "reported", shown=True),
    _about(Assessment, "date", shown=True),
    RecordKind(Prior, Form.ALONE, (PRIOR,)),
    _about(Risk, shown=True),
    _about(Entry),
    _about(Complaint),
    _about(Action, "date", shown=True),
    _about(Engagement),
    _about(Decision),
    _about(Response),
    _about(Involvement),
)
"""Every record kind; the stores know them all."""

RECORDS: tuple[type[Record], ...] = tuple(k.record for k in KINDS)
"""Their classes."""
BY_NAME: Mapping[str, RecordKind] = {name: k for k in KINDS for name in k.names}
"""A statement's `kind` → its row in the table."""
BY_RECORD: Mapping[type[Record], RecordKind] = {k.record: k for k in KINDS}
"""A record's class → its row in the table."""


def _named(form: Form) -> frozenset[str]:
    return frozenset(name for k in KINDS if k.form is form for name in k.names)


PARTY_KINDS = _named(Form.PARTY)
"""Kinds of statements that name a party."""
RELATION_KINDS = _named(Form.RELATION)
"""Kinds of statements that relate two parties."""
ABOUT_KINDS = _named(Form.ABOUT)
"""Statements about a party: finding, assessment, risk, entry, complaint, action …"""
EVIDENCE_KINDS = frozenset(name for k in KINDS if k.shown for name in k.names)
"""Statements about a party that a snapshot holds."""
LINK_INDEX: Mapping[str, int] = {k.value: i for i, k in enumerate(LINK_KINDS)}
"""Kind of a relation along which risk travels → its place in `LINK_KINDS`."""
