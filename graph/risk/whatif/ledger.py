"""The second ledger of a what-if: people at the facilities touched. Leaving never lowers it.

Open harms are the register's: events that are neither closed nor remedied, non-compliant assessments
among them. At a facility that is left they stay, as *left without remedy*. Source: method 6; responsible
exit: OECD guidance for the garment sector (2018), UNGP 19.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.graph.documents import Document, SourceRow
from headwater.graph.numbers import count
from headwater.graph.risk.own_risk.events import Event
from headwater.graph.risk.own_risk.own import STATES, Own, State
from headwater.graph.risk.whatif.remedies import Relief, after
from headwater.graph.snapshot import Snapshot
from headwater.graph.vocabulary import Pack

EXIT_STEPS: tuple[str, ...] = (
    "consult the workers' representatives before any decision",
    "give notice long enough for the facility to find other buyers",
    "see that wages and severance owed are paid",
    "bring the remedy of open findings to an end first",
)
"""Steps of responsible exit, in order. Source: method 6."""


class Touched(Document):
    """One facility that an edit touches, and the people there. None: nobody has said."""

    party: str
    name: str
    country: str | None
    edit: str
    workers: int | None
    women: int | None
    migrants: int | None
    looked_at: bool
    """Whether a finding or a check is known of it; where not, 0 open harms mean that nobody has looked."""
    open_harms: int
    affected: int | None
    remedied: int
    left_without_remedy: int
    refs: tuple[SourceRow, ...]


class People(Document):
    """Sums over the facilities touched, of what is known; `*_unknown` count the others."""

    facilities: int
    workers: int
    workers_unknown: int
    women: int
    women_unknown: int
    migrants: int
    migrants_unknown: int
    open_harms: int
    left_without_remedy: int


def touched(
    snapshot: Snapshot,
    own: Own,
    pack: Pack,
    events: Mapping[int, Sequence[Event]],
    words: Mapping[int, Sequence[str]],
    left: set[int],
    reliefs: Sequence[Relief],
) -> tuple[Touched, ...]:
    """Each facility that an edit touches, once, by its place.

    `events` are the open events by party, `words` what is done at each, `left` whom a buyer leaves,
    `reliefs` the remedies supposed.
    """
    out = []
    for at in sorted(words):
        p = snapshot.parties[at]
        harms = events.get(at, ())
        fixed = sum(1 for e in harms if not after(e, reliefs, pack).open)
        numbers = [max((f.affected for f in e.findings if f.affected is not None), default=None) for e in harms]
        known = [x for x in numbers if x is not None]
        workers = p.workers
        out.append(
            Touched(
                party=p.id,
                name=p.name,
                country=p.country,
                edit=", ".join(dict.fromkeys(words[at])),
                workers=workers,
                women=_part(workers, p.women_share),
                migrants=_part(workers, p.migrant_share),
                looked_at=looked_at(own, at),
                open_harms=len(harms),
                affected=sum(known) if known else None,
                remedied=fixed,
                left_without_remedy=len(harms) - fixed if at in left else 0,
                refs=tuple(SourceRow.of(r) for r in sorted({r for e in harms for r in e.refs})),
            )
        )
    return tuple(out)


def looked_at(own: Own, at: int) -> bool:
    """Whether a finding or a check is known of a party, for any issue."""
    return any(STATES[s] in (State.EVIDENCE, State.LOOKED) for s in own.state[at].tolist())


def _part(workers: int | None, share: float | None) -> int | None:
    return None if workers is None or share is None else round(workers * share)


def people(facilities: Sequence[Touched], *, after: bool) -> People:
    """The ledger before the edits, or after them."""

    def total(values: Sequence[int | None]) -> tuple[int, int]:
        return sum(x for x in values if x is not None), sum(1 for x in values if x is None)

    workers, women, migrants = (
        total([t.workers for t in facilities]),
        total([t.women for t in facilities]),
        total([t.migrants for t in facilities]),
    )
    return People(
        facilities=len(facilities),
        workers=workers[0],
        workers_unknown=workers[1],
        women=women[0],
        women_unknown=women[1],
        migrants=migrants[0],
        migrants_unknown=migrants[1],
        open_harms=sum(t.open_harms - (t.remedied if after else 0) for t in facilities),
        left_without_remedy=sum(t.left_without_remedy for t in facilities) if after else 0,
    )


def exit_steps(facilities: Sequence[Touched]) -> tuple[str, ...]:
    """Steps of responsible exit for each facility left with an open finding."""
    return tuple(
        f"Before leaving {t.name}, which has {count(t.open_harms, 'open harm')}: " + "; ".join(EXIT_STEPS) + "."
        for t in facilities
        if t.left_without_remedy
    )
