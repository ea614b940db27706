"""One company or facility with everything that is said about it and by whom."""

from __future__ import annotations

from dataclasses import replace

from headwater.asking.ask import DayAsk
from headwater.asking.fields import Party
from headwater.graph.statements import PartyDoc
from headwater.graph.stores.parties import PartyDocument, describe_party
from headwater.library import Reader


class ShowAsk(DayAsk):
    """Its properties with who says so and who says otherwise, relations, findings, and every statement."""

    party: Party


def answer(reader: Reader, ask: ShowAsk) -> PartyDocument:
    """Properties with who says so, relations, findings, statements."""
    doc = _with_proposal(reader, reader.doc(ask.party))
    relations = reader.store.neighbours([doc.id], direction="both", viewer=reader.viewer, as_of=reader.day)
    ends = {x for r in relations for x in (r.start, r.end)}
    others = reader.store.get(sorted(ends), viewer=reader.viewer, as_of=reader.day)
    return describe_party(doc, relations, others, header=reader.header(), titles=reader.vocabulary.titles)


def _with_proposal(reader: Reader, doc: PartyDoc) -> PartyDoc:
    """The document with the country that a namesake proposes, where nobody states one."""
    if doc.country or doc.country_proposed:
        return doc
    snapshot, _ = reader.picture()
    at = snapshot.find(doc.id)
    proposed = {} if at is None else snapshot.parties[at].props
    if "country_proposed" not in proposed:
        return doc
    more = {k: proposed[k] for k in ("country_proposed", "country_reason")}
    folded = replace(doc.folded, props={**doc.folded.props, **more}, by={**doc.folded.by, **{key: [] for key in more}})
    return replace(doc, folded=folded)
