"""A party as a node of the picture: its state, its worst open finding, what was looked at, its context."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from headwater.graph.records import Finding
from headwater.graph.risk.own_risk.checks import Check, find_checks
from headwater.graph.risk.own_risk.events import Event, find_events
from headwater.graph.risk.own_risk.own import STATES, Own, State
from headwater.graph.risk.own_risk.reports import issue_and_point
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import Ref
from headwater.graph.vocabulary import Pack
from headwater.visualizations.records import FileRow
from headwater.visualizations.subgraph import Node

_OWN_FIELDS = frozenset({"name", "country", "country_proposed", "country_reason", "chain_end", "workers", "extra"})
"""Properties with a field of their own on a node, and `extra`: raw columns stay in the store."""


class Describer:
    """What is known of each party, looked up once."""

    def __init__(self, snapshot: Snapshot, own: Own, pack: Pack, issue: str | None) -> None:
        self.snapshot, self.own, self.pack = snapshot, own, pack
        self.columns = range(len(own.issues)) if issue is None else (own.issues.index(issue),)
        self.context_sources: set[str] = set()
        self.open: dict[int, list[Event]] = defaultdict(list)
        self.answered: Counter[int] = Counter()
        self.checks: dict[int, list[Check]] = defaultdict(list)
        for e in find_events(snapshot, pack, own.today).events:
            if issue in (None, e.issue):
                if e.open:
                    self.open[e.party].append(e)
                else:
                    self.answered[e.party] += 1
        for f in snapshot.findings:
            if isinstance(f.record, Finding) and f.record.status == "closed":
                where = issue_and_point(f.record.issue, f.record.point, pack)
                self.answered[f.party] += where is not None and issue in (None, where[0])
        for c in find_checks(snapshot, pack, own.today):
            if issue in (None, c.issue):
                self.checks[c.party].append(c)

    def node(self, i: int, *, tier: int | None, root: bool, roles: tuple[str, ...], suppliers_named: int) -> Node:
        """Describe the party at place `i`."""
        party = self.snapshot.parties[i]
        state = min((STATES[int(self.own.state[i, k])] for k in self.columns), key=STATES.index, default=State.UNKNOWN)
        events = self.open[i] if state is State.EVIDENCE else []
        worst = min(events, key=lambda e: (e.grading.order, e.grading.assumed, e.issue, e.key), default=None)
        checks = sorted(self.checks[i], key=lambda c: (c.date or "", c.ref))
        stated = party.country
        return Node(
            id=party.id,
            name=party.name,
            kind=party.kind,
            roles=roles,
            tier=tier,
            root=root,
            keys=party.keys,
            country=stated,
            country_proposed=None if stated else party.country_proposed,
            country_reason=None if stated else party.country_reason,
            state=state,
            severity=worst.grading.value if worst else None,
            severity_assumed=worst.grading.assumed if worst else False,
            issue=worst.issue if worst else None,
            findings=dict(sorted(Counter(e.kind.value for e in events).items())),
            answered=self.answered[i],
            issues=tuple(sorted({e.issue for e in events})),
            looked=checks[-1].date if checks else None,
            looked_how=checks[-1].method if checks else None,
            checks=len(checks),
            context=self._context(i),
            workers=party.workers,
            suppliers_named=suppliers_named,
            chain_end=party.chain_end,
            facts={k: v for k, v in sorted(party.props.items()) if k not in _OWN_FIELDS},
            refs=rows_of((*party.folded.refs(), *(r for e in events for r in e.refs), *(c.ref for c in checks))),
        )

    def _context(self, i: int) -> tuple[str, ...]:
        """What lists say of its country and goods, where that is all that is known of an issue."""
        said: dict[str, list[str]] = {}
        for k in self.columns:
            if STATES[int(self.own.state[i, k])] is State.CONTEXT:
                for c in self.own.log.get((i, self.own.issues[k]), ()):
                    said.setdefault(c.what, []).append(self.pack.issue_title(c.issue))
                    self.context_sources.update(r.source for r in c.refs)
        return tuple(f"{what} ({', '.join(issues)})" for what, issues in said.items())


def rows_of(refs: Iterable[Ref]) -> tuple[FileRow, ...]:
    """Source rows, each once, sorted."""
    seen = {(r.source, r.file, r.row, r.dated or "") for r in refs}
    return tuple(FileRow(source=s, file=f, row=n, dated=d or None) for s, f, n, d in sorted(seen))


__all__ = ["Describer", "rows_of"]
