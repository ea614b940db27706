"""What a row can say: the record kinds, frozen and closed to unknown fields.

A record is one sentence of one row. `None` means "the row doesn't say", never zero or "no".
Dates are ISO text, a year or a month where the source says no more ("2022", "2021-02").
Every record carries its `Provenance`; `headwater.graph.statements` turns it into the stored form.
"""

from headwater.graph.records.base import Grade, Key, Provenance, Record, Share, Visibility
from headwater.graph.records.evidence import Assessment, Finding, FindingKind, Outcome, Prior, Risk
from headwater.graph.records.kinds import (
    ABOUT_KINDS,
    BY_NAME,
    BY_RECORD,
    ENTRY,
    EVIDENCE_KINDS,
    KINDS,
    LINK_INDEX,
    PARTY_KINDS,
    PRIOR,
    RECORDS,
    RELATION_KINDS,
    SOURCE,
    Form,
    RecordKind,
)
from headwater.graph.records.parties import LINK_KINDS, Party, PartyKind, Relation, RelationKind, Source
from headwater.graph.records.work import (
    WIDEST,
    Action,
    Complaint,
    Decision,
    Engagement,
    Entry,
    Involvement,
    Release,
    Response,
)

__all__ = [
    "ABOUT_KINDS",
    "BY_NAME",
    "BY_RECORD",
    "ENTRY",
    "EVIDENCE_KINDS",
    "KINDS",
    "LINK_INDEX",
    "LINK_KINDS",
    "PARTY_KINDS",
    "PRIOR",
    "RECORDS",
    "RELATION_KINDS",
    "SOURCE",
    "WIDEST",
    "Action",
    "Assessment",
    "Complaint",
    "Decision",
    "Engagement",
    "Entry",
    "Finding",
    "FindingKind",
    "Form",
    "Grade",
    "Involvement",
    "Key",
    "Outcome",
    "Party",
    "PartyKind",
    "Prior",
    "Provenance",
    "Record",
    "RecordKind",
    "Relation",
    "RelationKind",
    "Release",
    "Response",
    "Risk",
    "Share",
    "Source",
    "Visibility",
]
