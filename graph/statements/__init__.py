"""Statements: what one row of one source says about one thing, and the fold into what readers see.

A statement is the stored form of a record. The fold is a pure function of the open statements: it
never looks at load order or at when something was recorded.
"""

from headwater.graph.records import ABOUT_KINDS, ENTRY, PARTY_KINDS, PRIOR, RELATION_KINDS, SOURCE
from headwater.graph.statements.codec import canonical, of, record
from headwater.graph.statements.documents import PartyDoc, RelationDoc, party
from headwater.graph.statements.fold import Folded, fold, order, subject
from headwater.graph.statements.statement import Ref, Statement, dumps

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
    "fold",
    "of",
    "order",
    "party",
    "record",
    "subject",
]
