"""Search, and one company or facility with everything that is said about it and by whom."""

from __future__ import annotations

from dataclasses import replace

from headwater.graph.statements import PartyDoc
from headwater.graph.stores.parties import FindDocument, PartyDocument, describe_party, found
from headwater.tasks.workspace import Workspace

MAX_HITS = 200
"""Most search results in one answer."""


def find(
    workspace: Workspace, text: str, *, kind: str | None = None, limit: int = 20, as_of: str | None = None
) -> FindDocument:
    """Search companies and facilities by name, alias or id."""
    hits = workspace.store.find(
        text, viewer=workspace.viewer, as_of=workspace.day(as_of), kind=kind, limit=max(1, min(limit, MAX_HITS))
    )
    return found(text, hits, header=workspace.header(as_of))


def show(workspace: Workspace, text: str, *, as_of: str | None = None) -> PartyDocument:
    """One company or facility: properties with who says so, relations, findings, statements."""
    header = workspace.header(as_of)
    doc = _with_proposal(workspace, workspace.doc(text, as_of=as_of), as_of)
    day = workspace.day(as_of)
    relations = workspace.store.neighbours([doc.id], direction="both", viewer=workspace.viewer, as_of=day)
    ends = {x for r in relations for x in (r.start, r.end)}
    others = workspace.store.get(sorted(ends), viewer=workspace.viewer, as_of=day)
    return describe_party(doc, relations, others, header=header, titles=workspace.pack.titles)


def _with_proposal(workspace: Workspace, doc: PartyDoc, as_of: str | None) -> PartyDoc:
    """The document with the country that a namesake proposes, where nobody states one."""
    if doc.country or doc.country_proposed:
        return doc
    snapshot, _ = workspace.picture(as_of)
    at = snapshot.find(doc.id)
    proposed = {} if at is None else snapshot.parties[at].props
    if "country_proposed" not in proposed:
        return doc
    more = {k: proposed[k] for k in ("country_proposed", "country_reason")}
    folded = replace(doc.folded, props={**doc.folded.props, **more}, by={**doc.folded.by, **{key: [] for key in more}})
    return replace(doc, folded=folded)
