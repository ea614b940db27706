"""docs/cypher.md read, and what the program itself answers to its questions."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from headwater.door import Door
from headwater.graph.countries import country_name
from headwater.graph.records import LINK_KINDS, Finding
from headwater.graph.risk.own_risk.own import STATES, State
from headwater.graph.snapshot import Snapshot
from tests.running import ROOT

PAGE = (ROOT / "docs" / "cypher.md").read_text(encoding="utf-8")
QUERIES: dict[int, str] = {
    int(number): query
    for number, query in re.findall(r"^### (\d+)\. .*?^```cypher\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
}
"""Number of a question → its query."""
Rows = list[dict[str, Any]]


def column(title: str, *, place: int = 1) -> set[str]:
    """The words set as code in a column of the table that begins with `title`."""
    table = PAGE.split(f"| {title} |")[1].split("\n\n")[0]
    cells = [row.split("|")[place] for row in table.splitlines()[2:]]
    return {word for cell in cells for word in re.findall(r"`(\w+)`", cell)}


def picks(rows: Rows, *names: str) -> list[tuple[Any, ...]]:
    """These columns of the rows."""
    return [tuple(row[name] for name in names) for row in rows]


def _open(f: Finding) -> bool:
    return f.status not in ("closed", "remedied") and f.remedied_effect is None


def reported(door: Door, keep: Any = _open) -> set[tuple[str, str]]:
    """(id, issue) of whom a finding tells."""
    snapshot = door.picture()[0]
    return {(snapshot.ids[e.party], e.record.issue) for e in snapshot.findings if keep(e.record)}  # type: ignore[union-attr]


def shared(door: Door, rows: Rows, *, one: str, other: str) -> None:
    said = door.share(one, other, depth=1).facilities
    assert picks(rows, "id", "name", "country") == [(f.id, f.name, f.country) for f in said]


def upstream(door: Door, rows: Rows, *, brand: str, depth: int) -> None:
    snapshot = door.picture()[0]
    found: dict[str, list[str]] = defaultdict(list)
    for e in snapshot.findings:
        assert isinstance(e.record, Finding)
        found[snapshot.ids[e.party]].append(f"{e.record.point}: {e.record.kind.value}")
    tiers = door.trace(brand, depth=depth).tiers
    stands = sorted((p.tier, p.name, p.id) for t in tiers for p in t.parties)
    assert picks(rows, "tier", "name", "id", "findings") == [(*p, sorted(found[p[2]])) for p in stands]


def grave(door: Door, rows: Rows, *, brand: str, severity: int) -> None:
    stated = reported(door, lambda f: _open(f) and (f.severity or 0) >= severity)
    register = door.priorities(brand, severity=severity).rows
    ranked = [r for r in register if (r.id, r.issue) in stated and not r.severity_assumed]
    keys = ("severity", "delay_irremediable", "likelihood", "affected")
    first: dict[tuple[str, str], tuple[Any, ...]] = {}
    for row in rows:
        first.setdefault((row["id"], row["issue"]), tuple(row[k] for k in keys))
    assert first == {(r.id, r.issue): tuple(getattr(r, k) for k in keys) for r in ranked}
    assert list(first.values()) == [tuple(getattr(r, k) for k in keys) for r in ranked], "the order of the register"


def unseen(door: Door, rows: Rows, *, country: str) -> None:
    snapshot, own = door.picture()
    code = door.country(country)
    looked = [STATES.index(s) for s in (State.EVIDENCE, State.LOOKED)]
    told = {i for i, states in enumerate(own.state.tolist()) if set(looked) & set(states)}
    told |= {e.party for e in snapshot.findings}  # remedied or closed: somebody looked
    there = [p for i, p in enumerate(snapshot.parties) if p.kind == "facility" and p.country == code and i not in told]
    assert picks(rows, "name", "id") == sorted((p.name, p.id) for p in there)


def listed_then(door: Door, rows: Rows, *, brand: str, day: str) -> None:
    buyer = door.party(brand)

    def suppliers(on: str | None) -> dict[str, str]:
        return _suppliers(door.at(on).picture()[0], buyer)

    then, now = suppliers(day), suppliers(None)
    gone = {i: name for i, name in then.items() if i not in now}
    assert picks(rows, "id", "name") == sorted(gone.items(), key=lambda x: (x[1], x[0]))
    assert all(row["since"] <= day < row["gone"] for row in rows)
    first, last = min(row["since"] for row in rows), max(row["gone"] for row in rows)
    assert {r["id"] for r in rows if r["since"] == first} <= suppliers(first).keys()
    assert not {r["id"] for r in rows} & suppliers(last).keys()


def _suppliers(snapshot: Snapshot, buyer: str, *, direct: bool = False) -> dict[str, str]:
    at = snapshot.index[buyer]
    supplies = [
        int(v) == at and LINK_KINDS[k] == "SUPPLIES" for v, k in zip(snapshot.buyer, snapshot.kind, strict=True)
    ]
    chosen = [e for e, yes in enumerate(supplies) if yes and (not direct or snapshot.tier[e] <= 1)]
    return {snapshot.ids[i]: snapshot.parties[i].name for i in snapshot.supplier[chosen].tolist()}


def parents(door: Door, rows: Rows, *, brand: str) -> None:
    snapshot = door.picture()[0]
    of = _suppliers(snapshot, door.party(brand), direct=True)
    said = [
        (child, r.kind, parent, r.share)
        for r in snapshot.relations
        for child, parent in [(r.start, r.end) if r.kind == "MEMBER_OF" else (r.end, r.start)]
        if child in of
    ]
    assert sorted(picks(rows, "id", "how", "parent_id", "share"), key=str) == sorted(set(said), key=str)


def unanswered(door: Door, rows: Rows, *, brand: str) -> None:
    told = reported(door)
    register = door.priorities(brand, actions="none").rows
    assert set(picks(rows, "id", "issue")) == {(r.id, r.issue) for r in register if (r.id, r.issue) in told}


def buyers(door: Door, rows: Rows, *, facility: str) -> None:
    said = door.buyers(facility).rows
    assert picks(rows, "steps", "id", "name", "kind") == [(b.steps, b.id, b.name, b.kind) for b in said]


def overdue(door: Door, rows: Rows, *, today: str) -> None:
    snapshot = door.picture()[0]
    brands = [p.id for p in snapshot.parties if p.kind == "brand"]
    register = door.priorities(*brands, actions="overdue").rows
    late = {(r.id, a.what, a.owner, a.due, a.status) for r in register for a in r.actions if a.overdue}
    assert today == door.today and set(picks(rows, "id", "what", "owner", "due", "status")) == late


def rates(door: Door, rows: Rows, *, point: str) -> None:
    said = [r for r in door.systemic(by="country,point").rows if r.point == point and r.assessed is not None]
    assert picks(rows, "country", "assessed", "non_compliant") == sorted(
        (country_name(r.country), r.assessed, r.non_compliant) for r in said
    )


def blind(door: Door, rows: Rows, *, brand: str) -> None:
    spots = [b for b in door.trace(brand).blind if b.kind in ("no suppliers known", "middlemen unknown")]
    for kind in ("no suppliers known", "middlemen unknown"):
        assert {r["id"] for r in rows if r["blind"] == kind} == {b.id for b in spots if b.kind == kind}
    between = {
        f"{r['steps']} steps from {r['beyond']} to {r['name']}, and nobody names who stands between"
        for r in rows
        if r["blind"] == "middlemen unknown"
    }
    assert between == {b.words for b in spots if b.kind == "middlemen unknown"}


def sources(door: Door, rows: Rows, *, party: str) -> None:
    told = door.show(party)
    here = {s.row.source for s in (*told.statements, *told.about)} | {x.source for r in told.relations for x in r.rows}
    terms = door.picture()[0].sources
    assert picks(rows, "source", "title", "licence", "redistributable", "dated") == [
        (k, s.title, s.licence, s.redistributable, s.dated) for k in sorted(here) for s in [terms[k]]
    ]


ANSWERS = (
    shared, upstream, grave, unseen, listed_then, parents, unanswered, buyers, overdue, rates, blind, sources,
)  # fmt: skip
"""How the program answers each question, in the page's order: holds rows against its own."""
