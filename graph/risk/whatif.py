"""What-if in two ledgers: our indicators, and people at the facilities touched.

Leaving changes the first ledger, never the second: open harms and workers at a left facility stay
there as *left without remedy*. Source: method 6; responsible exit: OECD guidance for the garment
sector (2018), UNGP 19.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from headwater.graph.errors import UsageError
from headwater.graph.records import Finding
from headwater.graph.risk import linked, paths, upstream
from headwater.graph.risk.base import Own, Params, Result
from headwater.graph.risk.edits import Edit, Fill, Reown, leave, parse_edits, place, remedy, swap
from headwater.graph.risk.options import LinkedOptions, PathOptions, UpstreamOptions, narrow
from headwater.graph.risk.parts import Row
from headwater.graph.risk.shares import Network, network
from headwater.graph.snapshot import Evidence, Snapshot

EXIT_STEPS: tuple[str, ...] = (
    "consult the workers' representatives before any decision",
    "give notice long enough for the facility to find other buyers",
    "see that wages and severance owed are paid",
    "bring the remedy of open findings to an end first",
)
"""Steps of responsible exit, in order. Source: method 6."""


class Change(BaseModel):
    """One indicator of one issue, before and after. None: not known."""

    model_config = ConfigDict(frozen=True)

    indicator: str
    issue: str
    before: float | None
    after: float | None
    before_low: float | None
    before_high: float | None
    after_low: float | None
    after_high: float | None
    method: str


class Touched(BaseModel):
    """One facility that an edit touches, and the people there. None: nobody has said."""

    model_config = ConfigDict(frozen=True)

    party: str
    name: str
    edit: str
    workers: int | None
    women: int | None
    migrants: int | None
    open_harms: int
    affected: int | None
    remedied: int
    left_without_remedy: int
    refs: tuple[Row, ...]


class People(BaseModel):
    """The second ledger: sums over the facilities touched, of what is known; `*_unknown` count the others."""

    model_config = ConfigDict(frozen=True)

    facilities: int
    workers: int
    workers_unknown: int
    women: int
    women_unknown: int
    migrants: int
    migrants_unknown: int
    open_harms: int
    left_without_remedy: int


class WhatIf(BaseModel):
    """The answer; nothing is saved."""

    model_config = ConfigDict(frozen=True)

    party: str
    name: str
    today: str
    edits: tuple[Edit, ...]
    indicators: tuple[Change, ...]
    people_before: People
    people_after: People
    facilities: tuple[Touched, ...]
    steps: tuple[str, ...]
    notes: tuple[str, ...]

    def lines(self) -> list[str]:
        """Both ledgers, one plain sentence a line."""

        def said(x: float | None) -> str:
            return "unknown" if x is None else f"{x:.4f}"

        out = [f"{self.name}, if this were done (nothing is saved).", "Our indicator:"]
        for c in self.indicators:
            out.append(f"  {c.indicator} of {c.issue}: {said(c.before)} before, {said(c.after)} after ({c.method}).")
        out.append("People at the facilities touched:")
        for t in self.facilities:
            people = "number of workers unknown" if t.workers is None else f"{t.workers} workers"
            for word, x in (("women", t.women), ("migrants", t.migrants)):
                people += "" if x is None else f", {x} {word}"
            tail = f"; {t.left_without_remedy} left without remedy" if t.left_without_remedy else ""
            tail += f"; {t.remedied} remedied" if t.remedied else ""
            out.append(f"  {t.name} ({t.edit}): {people}; open harms {t.open_harms}{tail}.")
        a, b = self.people_before, self.people_after
        out.append(
            f"  Together {b.workers} workers known at {b.facilities} facilities ({b.workers_unknown} without a "
            f"number); open harms {a.open_harms} before, {b.open_harms} after, "
            f"{b.left_without_remedy} of them left without remedy."
        )
        return [*out, *self.steps, *self.notes]


def whatif(
    snapshot: Snapshot,
    own: Own,
    party: str,
    edits: Sequence[Edit],
    *,
    issue: str | None = None,
    params: dict[str, Params] | None = None,
    reown: Reown | None = None,
) -> WhatIf:
    """Compute the indicators of one party before and after the edits, and who is touched.

    Args:
        snapshot: The graph.
        own: Own risks.
        party: Whose indicators: id, source key, or a name that only one party has.
        edits: In order; see `parse_edits`.
        issue: One issue; None: all of them.
        params: Parameters by indicator name; what is missing takes the indicator's defaults.
        reown: Works out own risks again without the remedied findings; None: see `edits.remedy`.

    Raises:
        NotFound, Ambiguous: A party isn't found, or several fit.
        UsageError: An issue isn't known, or a supplier is replaced by itself.
    """
    if issue is not None and own.column(issue) is None:
        raise UsageError(f"no issue named {issue!r}; known: {', '.join(own.issues)}")
    given = params or {}
    up = narrow(UpstreamOptions, given.get("upstream_risk"))
    link = narrow(LinkedOptions, given.get("linked_harm"))
    path = narrow(PathOptions, given.get("worst_path"))
    b = place(snapshot, party)
    old = network(snapshot)
    fill = Fill.of(old, own, up.alpha)
    net, then = old, own
    for e in edits:
        at = place(snapshot, e.party)
        if e.kind == "leave":
            net = leave(net, at, fill, respread=e.respread)
        elif e.kind == "replace":
            new = place(snapshot, e.by or "")
            if new == at:
                raise UsageError(f"{snapshot.parties[at].name} can't replace itself")
            net = swap(net, at, new, fill)
        else:
            then = remedy(snapshot, then, at, e.issue, reown)

    def scored(n: Network, o: Own) -> list[Result]:
        return [
            upstream.score(n, snapshot, o, up),
            linked.score(n, snapshot, o, link, [b]),
            paths.score(n, snapshot, o, path),
        ]

    changes = []
    for before, after in zip(scored(old, own), scored(net, then), strict=True):
        for k, name in enumerate(own.issues):
            if issue is None or name == issue:
                changes.append(_change(before, after, b, k))
    touched = _touched(snapshot, own, edits)
    return WhatIf(
        party=snapshot.ids[b],
        name=snapshot.parties[b].name,
        today=own.today,
        edits=tuple(edits),
        indicators=tuple(changes),
        people_before=_people(touched, after=False),
        people_after=_people(touched, after=True),
        facilities=touched,
        steps=_steps(touched),
        notes=net.notes,
    )


def _change(before: Result, after: Result, b: int, k: int) -> Change:
    def known(x: float) -> float | None:
        return None if np.isnan(x) else float(x)

    return Change(
        indicator=before.indicator,
        issue=before.issues[k],
        before=known(before.values[b, k]),
        after=known(after.values[b, k]),
        before_low=known(before.low[b, k]),
        before_high=known(before.high[b, k]),
        after_low=known(after.low[b, k]),
        after_high=known(after.high[b, k]),
        method=after.method_of(b, k),
    )


def _open(snapshot: Snapshot, party: int) -> dict[tuple[str, str, str], list[Evidence]]:
    """Open harms of a party: findings not closed or remedied, reports of one event together."""
    out: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
    for e in snapshot.findings:
        r = e.record
        if e.party == party and isinstance(r, Finding) and r.status in ("open", "unknown"):
            out[r.issue, r.point, r.event or (r.observed or r.reported or "undated")[:4]].append(e)
    return out


def _touched(snapshot: Snapshot, own: Own, edits: Sequence[Edit]) -> tuple[Touched, ...]:
    """Each facility that an edit leaves or remedies, once; leaving outlasts a remedy of other issues."""
    left: set[int] = set()
    remedied: dict[int, set[str]] = defaultdict(set)
    words: dict[int, list[str]] = defaultdict(list)
    for e in edits:
        at = place(snapshot, e.party)
        if e.kind == "remedy":
            remedied[at] |= set(own.issues) if e.issue is None else {e.issue}
            words[at].append(f"remedy {e.issue or 'every issue'}")
        else:
            left.add(at)
            words[at].append("leave" if e.kind == "leave" else f"replace by {e.by}")
    out = []
    for at in sorted(words):
        p = snapshot.parties[at]
        harms = _open(snapshot, at)
        fixed = sum(1 for k in harms if k[0] in remedied[at])
        numbers = [max((x for e in rows if (x := _affected(e)) is not None), default=None) for rows in harms.values()]
        known = [x for x in numbers if x is not None]
        workers = p.props.get("workers")
        refs = sorted({e.ref for rows in harms.values() for e in rows})
        out.append(
            Touched(
                party=p.id,
                name=p.name,
                edit=", ".join(dict.fromkeys(words[at])),
                workers=workers,
                women=_part(workers, p.props.get("women_share")),
                migrants=_part(workers, p.props.get("migrant_share")),
                open_harms=len(harms),
                affected=sum(known) if known else None,
                remedied=fixed,
                left_without_remedy=len(harms) - fixed if at in left else 0,
                refs=tuple(Row.of(r) for r in refs),
            )
        )
    return tuple(out)


def _affected(e: Evidence) -> int | None:
    return e.record.affected if isinstance(e.record, Finding) else None


def _part(workers: int | None, share: float | None) -> int | None:
    return None if workers is None or share is None else round(workers * share)


def _people(touched: Sequence[Touched], *, after: bool) -> People:
    def total(values: Sequence[int | None]) -> tuple[int, int]:
        return sum(x for x in values if x is not None), sum(1 for x in values if x is None)

    workers, women, migrants = (
        total([t.workers for t in touched]),
        total([t.women for t in touched]),
        total([t.migrants for t in touched]),
    )
    return People(
        facilities=len(touched),
        workers=workers[0],
        workers_unknown=workers[1],
        women=women[0],
        women_unknown=women[1],
        migrants=migrants[0],
        migrants_unknown=migrants[1],
        open_harms=sum(t.open_harms - (t.remedied if after else 0) for t in touched),
        left_without_remedy=sum(t.left_without_remedy for t in touched) if after else 0,
    )


def _steps(touched: Sequence[Touched]) -> tuple[str, ...]:
    """Steps of responsible exit for each facility left with an open finding."""
    return tuple(
        f"Before leaving {t.name}, which has {t.open_harms} open harm{'s' if t.open_harms > 1 else ''}: "
        + "; ".join(EXIT_STEPS)
        + "."
        for t in touched
        if t.left_without_remedy
    )


__all__ = ["Change", "Edit", "People", "Touched", "WhatIf", "parse_edits", "whatif"]
