"""One company or facility: what is said of it and by whom, its relations, and what was found there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph.records import LINK_KINDS
from headwater.graph.stores.parties import PartyDocument, PropertyDocument, RelationDocument
from headwater.visualizations.text.about import about
from headwater.visualizations.text.cited import Cited
from headwater.visualizations.text.console import Heading, Item, table
from headwater.visualizations.text.keys import key_words
from headwater.visualizations.text.values import ORDER, name_words, value_words
from headwater.visualizations.words import count, percent

RELATIONS = 20
"""Relations of one kind that are listed; the rest is counted. Assumed: readable."""

_KINDS = {"stub": "company or facility, of which only the name is known", "organisation": "company"}
_OUT = {
    "SUPPLIES": "Supplies", "SUBCONTRACTS_FOR": "Works under subcontract for", "RECRUITS_FOR": "Recruits for",
    "OWNS": "Owns", "OPERATES": "Operates", "MEMBER_OF": "Belongs to",
}  # fmt: skip
"""What a relation is called where the party shown is its start …"""
_IN = {
    "SUPPLIES": "Supplied by", "SUBCONTRACTS_FOR": "Gives subcontracts to", "RECRUITS_FOR": "Recruited for by",
    "OWNS": "Owned by", "OPERATES": "Operated by", "MEMBER_OF": "Members",
}  # fmt: skip
"""… and where it's the end."""


def text(doc: PartyDocument, ask: Mapping[str, Any]) -> Iterable[Item]:
    """Name and country; properties with who says so and who says otherwise; relations; findings; source rows."""
    del ask
    cite = Cited()
    h = doc.header
    yield f"{doc.name}  ({_KINDS.get(doc.kind, doc.kind)}, country: {doc.country_words})"
    yield f"id {doc.id}; as of {h.day}, revision {h.revision}"
    if len(doc.keys) > 1:
        yield f"known by: {'; '.join(key_words(k, doc.name) for k in doc.keys)}"
        for why in doc.why_one_party:
            yield f"  one party because {_without_hashes(why, doc.keys)}"
    if doc.properties:
        yield Heading("What is said of it")
        yield table(("what", "value", "source rows"), _properties(doc, cite), wrap=(0, 1, 2), least={0: 10, 2: 11})
    yield from _relations(doc, cite)
    yield from about(doc, cite)
    yield from cite.rows()
    sources = len({s.row.source for s in doc.statements})
    yield ""
    yield f"{count(len(doc.statements), 'statement')} of {count(sources, 'source')} about it; --json has each in full."


def _without_hashes(why: str, keys: tuple[str, ...]) -> str:
    """A reason with its keys in words."""
    for key in sorted(keys, key=len, reverse=True):
        why = why.replace(key, key_words(key))
    return why


def _properties(doc: PartyDocument, cite: Cited) -> Iterator[tuple[str, str, str]]:
    places = {name: i for i, name in enumerate(ORDER)}
    for p in sorted(doc.properties, key=lambda p: (places.get(p.name, len(places)), p.name)):
        yield name_words(p.name), value_words(p.name, p.value), cite(p.said_by) or "none: inferred"
        for value, rows in _otherwise(p).items():
            yield "", f"but: {value}", cite(rows)


def _otherwise(p: PropertyDocument) -> dict[str, list[Any]]:
    """The other values in words, each with the rows that say it."""
    out: dict[str, list[Any]] = {}
    for c in p.conflicts:
        out.setdefault(value_words(p.name, c.value), []).append(c.said_by)
    return out


def _relations(doc: PartyDocument, cite: Cited) -> Iterator[Item]:
    """A table for each kind and direction; goods flow from start to end."""
    held: dict[str, list[RelationDocument]] = {}
    for r in doc.relations:
        words = _OUT if r.start == doc.id else _IN
        held.setdefault(words.get(r.kind, r.kind.replace("_", " ").capitalize()), []).append(r)
    for title in (*_OUT.values(), *_IN.values(), *sorted(held.keys() - {*_OUT.values(), *_IN.values()})):
        found = held.get(title, [])
        if not found:
            continue
        yield Heading(f"{title} ({len(found):,})")
        shown = found[:RELATIONS]
        yield _trade(shown, doc, cite) if found[0].kind in LINK_KINDS else _belongs(shown, doc, cite)
        if len(found) > len(shown):
            yield f"and {len(found) - len(shown):,} more; --json has them all"


def _trade(shown: list[RelationDocument], doc: PartyDocument, cite: Cited) -> Item:
    """Whom goods or people go to or come from."""

    def cells(r: RelationDocument) -> tuple[str, ...]:
        tier = "" if r.tier is None else str(r.tier)
        return _other(r, doc), r.product or "", percent(r.share), tier, cite(r.rows)

    head = ("company or facility", "product", "share", "tier", "source rows")
    return table(head, map(cells, shown), right=(2, 3), wrap=(0, 1, 4), least={4: 11})


def _belongs(shown: list[RelationDocument], doc: PartyDocument, cite: Cited) -> Item:
    """Whose it is; with shares where a source states one."""
    if all(r.share is None for r in shown):
        return table(("company or facility", "source rows"), ((_other(r, doc), cite(r.rows)) for r in shown))
    rows = ((_other(r, doc), percent(r.share), cite(r.rows)) for r in shown)
    return table(("company or facility", "share", "source rows"), rows, right=(1,), wrap=(0, 2), least={2: 11})


def _other(r: RelationDocument, doc: PartyDocument) -> str:
    return r.end_name if r.start == doc.id else r.start_name
