"""The links that follow from a run's statements, for each level of viewer from what that level sees alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from headwater.graph import statements as st
from headwater.graph.ids import key_rank
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.linker import FORMER, Linked, Said, link
from headwater.graph.resolution.review import review
from headwater.graph.statements import Statement
from headwater.graph.stores.base import OWNER
from headwater.graph.stores.model.adapter import Adapter
from headwater.graph.stores.model.rows import LEVELS, TOP, Batch, Link, Queued, Run, Where
from headwater.graph.stores.model.tally import NOBODY
from headwater.graph.stores.model.touched import touched

WRITE = 10_000
"""Rows a transaction where no batch size is given."""

T = TypeVar("T")
K = TypeVar("K", str, tuple[str, int], tuple[str, str], tuple[str, str, int])
L = TypeVar("L", Link, Queued)


def chunks(items: Sequence[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    for i in range(0, len(items), size):
        yield list(items[i : i + size])


def relink(store: Adapter, run: Run, batch: int = WRITE) -> None:
    """Bring links and review queue at the run's revision to what follows from its statements; may be repeated.

    Only those of `touched` keys are looked at; all others stay as they are.
    """
    r = run.revision
    keys = touched(store, run)
    links, queue = _wanted(store, r, keys)
    want = {(x.key, x.level): x for x in links}
    have = {(x.key, x.level): x for x in store._links(r, TOP, keys=keys)}
    waits = {(x.a, x.b, x.level): x for x in queue}
    waited = {(x.a, x.b, x.level): x for x in store._queue(r, TOP, keys)}
    for part in chunks(_new(want, have), batch):
        store._commit(run, Batch(links=part))
    for gone in chunks(_over(want, have), batch):
        store._commit(run, Batch(unlinks=gone))
    for pairs in chunks(_new(waits, waited), batch):
        store._commit(run, Batch(queue=pairs))
    for over in chunks(_over(waits, waited), batch):
        store._commit(run, Batch(unqueue=over))


def _new(want: Mapping[K, T], have: Mapping[K, T]) -> list[T]:
    """What is wanted and isn't there as it should be, by key."""
    return [x for k, x in sorted(want.items()) if have.get(k) != x]


def _over(want: Mapping[K, T], have: Mapping[K, T]) -> list[K]:
    """The keys of what is there and isn't wanted, sorted."""
    return sorted(k for k in have if k not in want)


def _wanted(store: Adapter, revision: int, keys: Sequence[str] | None) -> tuple[list[Link], list[Queued]]:
    """The links and the review queue of all levels; above the lowest only what differs from those below.

    A level has some of its own only where something was said, entered, decided or linked at it: where all
    is public the linker runs once.
    """
    ground = Ground(store, revision, keys)
    before = store._links(revision - 1, TOP, keys=keys)
    own = ground.levels | {x.level for x in before}
    links: list[Link] = []
    queue: list[Queued] = []
    below: dict[str, Link] = {}
    waiting: dict[tuple[str, str], Queued] = {}
    for level in LEVELS:
        if level > LEVELS[0] and level not in own:
            continue
        linked = ground.linked(level)
        own |= ground.above
        here = {k: Link(k, *j, level) for k, j in linked.joined.items()}
        here |= redirects(linked, effective(before, level).values(), level)
        links += _differing(here, below)
        links += (Link(k, k, "", "", level) for k in below if k not in here)
        found = review(linked, ground.decided(level))
        pairs = {(i.a, i.b): Queued(i.a, i.b, i.name, i.country, i.reason, level) for i in found}
        queue += _differing(pairs, waiting)
        queue += (Queued(*k, "", None, "", level) for k in waiting if k not in pairs)
        below, waiting = here, pairs
    return links, queue


def _differing(here: Mapping[K, L], below: Mapping[K, L]) -> list[L]:
    """What stands at a level otherwise than at those below it; the level itself is no difference."""
    return [x for k, x in here.items() if k not in below or below[k][:-1] != x[:-1]]


class Ground:
    """What linking goes by at one revision, of some keys or of all, cut off at any level of viewer.

    Attributes:
        levels: Levels of entered countries and of decisions.
        above: Levels of the party statements that the last `linked` left out.
    """

    def __init__(self, store: Adapter, revision: int, keys: Sequence[str] | None = None) -> None:
        held = store._decisions(revision)
        if keys is not None:
            mine = set(keys)
            held = [d for d in held if d.a in mine and d.b in mine]
        self.decisions = ranked_decisions(store, revision, held)
        self._entries = _entries(store, revision, keys)
        self._parties = None if keys is None else list(store._said(revision, keys))
        self._store, self._revision = store, revision
        self.levels = {level for _, level in self.decisions} | {s.level for s in self._entries}
        self.above: set[int] = set()

    def linked(self, level: int) -> Linked:
        """Join the keys as a viewer of this level may know them."""
        self.above = set()
        return link(self._said(level), self.decided(level), self._entered(level))

    def decided(self, level: int) -> list[PartyDecision]:
        """The decisions whose two keys this level has heard of."""
        return [d for d, least in self.decisions if least <= level]

    def _said(self, level: int) -> Iterator[Said]:
        for s in self._store._said(self._revision) if self._parties is None else self._parties:
            if s.level <= level:
                yield s
            else:
                self.above.add(s.level)

    def _entered(self, level: int) -> Mapping[str, str]:
        return {s.a: str(s.props["value"]) for s in self._entries if s.a and s.level <= level}


def _entries(store: Adapter, revision: int, keys: Sequence[str] | None) -> list[Statement]:
    """The countries people entered; the last of one key counts, as in the fold the latest valid-from does."""
    found = store._statements(Where(revision, OWNER, None, about=keys, kinds=(st.ENTRY,)))
    mine = [s for s in found if s.key == "country" and s.valid_to is None]
    return sorted(mine, key=lambda s: st.order(s, {}), reverse=True)


def ranked_decisions(
    store: Adapter, revision: int, decisions: Sequence[PartyDecision] | None = None
) -> list[tuple[PartyDecision, int]]:
    """Each decision in force (or given) with the least level that has heard of both its keys.

    `NOBODY`: of one of them nobody ever heard; the decision waits until somebody names it.
    """
    held = store._decisions(revision) if decisions is None else decisions
    lowest = store._lowest(sorted({k for d in held for k in (d.a, d.b)}), revision) if held else {}
    return [(d, max(lowest.get(d.a, NOBODY), lowest.get(d.b, NOBODY))) for d in held]


def effective(links: Iterable[Link], level: int) -> dict[str, Link]:
    """What a viewer of a level has of the links of all levels: of each key the highest up to it."""
    held = highest((x for x in links if x.level <= level), lambda x: x.key)
    return {k: x for k, x in held.items() if x.canon != k}


def highest(items: Iterable[L], key: Callable[[L], K]) -> dict[K, L]:
    """Of the items of each key the one of the highest level."""
    out: dict[K, L] = {}
    for x in items:
        k = key(x)
        if k not in out or out[k].level < x.level:
            out[k] = x
    return out


def links_at(
    store: Adapter, revision: int, level: int, *, keys: Sequence[str] | None = None, canons: Sequence[str] | None = None
) -> list[Link]:
    """The links that a viewer of a level has at a revision: all, or of some keys, or to some canonical ids."""
    found = store._links(revision, level, keys=keys, canons=canons)
    if level == LEVELS[0]:
        return found
    if canons is None:
        return list(effective(found, level).values())
    asked, mine = set(canons), sorted({x.key for x in found})
    again = store._links(revision, level, keys=mine) if mine else []
    return [x for x in effective(again, level).values() if x.canon in asked]


def redirects(linked: Linked, before: Iterable[Link], level: int = 0) -> dict[str, Link]:
    """Where keys without statements lead: to the party that their old companions belong to.

    A former id redirects for ever; where nobody is left the link stays as it was.
    """
    clusters: dict[str, list[Link]] = defaultdict(list)
    for x in before:
        clusters[x.canon].append(x._replace(level=level))
    out: dict[str, Link] = {}
    for canon, links in clusters.items():
        keys = [canon, *(x.key for x in links)]
        here = sorted((k for k in keys if k in linked.present), key=key_rank)
        target = canon if canon in linked.present else here[0] if here else None
        for k in keys:
            if k in linked.present or k in linked.joined:
                continue
            if target is not None:
                home = linked.joined[target].canon if target in linked.joined else target
                out[k] = Link(k, home, "", FORMER, level)
        if target is None:
            out |= {x.key: x for x in links if x.key not in linked.joined}
    return out
