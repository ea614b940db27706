"""Made-up rows for tests of evidence, register, trace and brief: records in, a snapshot out."""

import hashlib

from headwater.graph.ids import name_key
from headwater.graph.records import (
    Action,
    Assessment,
    Finding,
    FindingKind,
    Outcome,
    Party,
    PartyKind,
    Prior,
    Provenance,
    Relation,
    RelationKind,
    Risk,
    Source,
)
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import of
from headwater.graph.vocabulary import load_pack

TODAY = "2026-06-30"
PACK = load_pack("garment")
KINDS = {
    "allegation": FindingKind.ALLEGATION,
    "audit": FindingKind.AUDIT,
    "inspection": FindingKind.INSPECTION,
    "confirmed_on_site": FindingKind.CONFIRMED,
}
_rows = iter(range(1, 10**9))


def prov(source="made-up", *, row=None, dated=None, content=None):
    """A provenance; each call stands on a row of its own. Files of one source, or of one `content`, are equal."""
    digest = hashlib.sha256((content or source).encode()).hexdigest()
    row = next(_rows) if row is None else row
    return Provenance(source=source, file=f"{source}.csv", sha256=digest, row=row, dated=dated)


def facility(name, country=None, good=None, *, kind=PartyKind.FACILITY, source="made-up", **more):
    return Party(provenance=prov(source), kind=kind, key=name_key(name), name=name, country=country, good=good, **more)


def brand(name, **more):
    return facility(name, kind=PartyKind.BRAND, **more)


def supplies(start, end, share=None, *, kind=RelationKind.SUPPLIES, source="made-up", **more):
    return Relation(provenance=prov(source), kind=kind, start=name_key(start), end=name_key(end), share=share, **more)


def finding(
    party, point="coercion", source_type="audit", *, kind=None, source="made-up", row=None, content=None, **more
):
    p = prov(source, row=row, content=content)
    return Finding(
        provenance=p,
        key=more.pop("key", f"{p.source}-{p.row}"),
        party=name_key(party),
        issue=more.pop("issue", None) or PACK.issue_of(point) or point,
        point=point,
        kind=kind or KINDS.get(source_type, FindingKind.ALLEGATION),
        source_type=source_type,
        **more,
    )


def check(
    party, point="coercion", outcome=Outcome.COMPLIANT, method="unannounced", date=TODAY, *, source="made-up", **more
):
    p = prov(source, row=more.pop("row", None), content=more.pop("content", None))
    return Assessment(
        provenance=p,
        key=f"{p.source}-{p.row}",
        party=name_key(party),
        issue=PACK.issue_of(point) or point,
        point=point,
        outcome=outcome,
        method=method,
        date=date,
        **more,
    )


def action(party, point, what, *, source="made-up", **more):
    p = prov(source)
    return Action(
        provenance=p,
        key=f"{p.source}-{p.row}",
        party=name_key(party),
        issue=PACK.issue_of(point) or point,
        point=point,
        what=what,
        **more,
    )


def listed(
    country, good, issue="forced_labour", *, region=None, yes=True, source="list", edition="2022", dated="2022-09-28"
):
    return Prior(
        provenance=prov(source, dated=dated),
        key=f"{region or country}|{good}|{issue}",
        country=country,
        region=region,
        good=good,
        issue=issue,
        listed=yes,
        edition=edition,
    )


def given(party, issue, value, source="given"):
    return Risk(provenance=prov(source), key=f"{party}|{issue}", party=name_key(party), issue=issue, value=value)


def source(name="made-up", **more):
    return Source(
        provenance=prov(name, row=0), key=name, title=more.pop("title", f"Made-up {name}"), fictional=True, **more
    )


def snap(*records, as_of=TODAY):
    return Snapshot.of((of(r) for r in records), revision=1, as_of=as_of, canon={})
