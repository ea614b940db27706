"""Which source keys are one party: decisions, then strong ids, then exact normalised name and country.

A pure function of the open party statements, people's decisions and the countries people entered; the
order of its input never matters. A pair decided `apart` never ends up together, by whatever way.

- **Decisions** `same` come first, also between keys that nobody names any more.
- **Strong ids**: one OS ID; one LEI or registry number within a kind of party, unless the OS IDs (or,
  for registry numbers, the LEIs) differ, or a source has several facilities under it.
- **Name and country**: exact normalised name, stated or entered country, one kind (a stub fits any one
  kind), only where each source has one such key and no strong ids differ. Else it's a doubt, for review.

Brands, groups and persons go by their key only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from headwater.graph.ids import key_rank
from headwater.graph.resolution.clusters import Clusters, Joined
from headwater.graph.resolution.decisions import PartyDecision

FORMER = "former id"
"""Why a key without statements redirects."""
_BY_KEY = ("brand", "group", "person")
_STRONG = ("OS ID", "LEI", "registry number")
KEY_HEADS = ("oshub", "lei", "reg")
"""The kinds of key that are a strong id themselves, in the same order."""


class Said(NamedTuple):
    """What one party statement says that linking looks at."""

    key: str
    kind: str
    source: str
    level: int
    norm: str | None
    """The normalised name."""
    country: str | None
    """As stated; never the proposed one."""
    os_id: str | None
    lei: str | None
    registry_number: str | None
    current: bool
    """Whether it has no end (`valid_to` is None): only these link by name."""


class Doubt(NamedTuple):
    """Same-named keys, one of each cluster, that may be one party: why they weren't joined."""

    name: str
    country: str | None
    keys: tuple[str, ...]
    loose: int
    """The first `loose` keys have no country; 0: all share one, and each pair is in doubt."""
    reason: str


@dataclass(frozen=True, slots=True)
class Linked:
    """`joined`: keys whose canonical id is another key. `present`: keys with a statement."""

    joined: dict[str, Joined]
    present: frozenset[str]
    doubts: tuple[Doubt, ...]


def link(
    parties: Iterable[Said],
    decisions: Sequence[PartyDecision] = (),
    entries: Mapping[str, str] | None = None,
) -> Linked:
    """Join the keys; `entries` gives the countries people entered, by key. O(n log n) in the statements."""
    entered = entries or {}
    c = Clusters()
    sources: dict[str, set[str]] = defaultdict(set)
    strong: tuple[dict[str, set[str]], ...] = (defaultdict(set), defaultdict(set), defaultdict(set))
    named: dict[tuple[str, str | None], dict[str, set[str]]] = defaultdict(dict)
    brands: dict[str, set[str]] = defaultdict(set)
    for s in parties:
        c.add(s.key, s.kind, s.level)
        sources[s.key].add(s.source)
        for place, value in enumerate(_ids(s)):
            if value is not None:
                strong[place][value].add(s.key)
                c.say(s.key, place, value)
        if s.norm and s.current:
            if s.kind in ("brand", "group"):
                brands[s.norm].add(s.key)
            elif s.kind != "person":
                named[s.norm, entered.get(s.key, s.country)].setdefault(s.key, set()).add(s.source)
    for d in decisions:
        if d.verdict == "apart":
            c.part(d.a, d.b)
    for d in sorted((d for d in decisions if d.verdict == "same"), key=lambda d: (d.a, d.b)):
        c.join(d.a, d.b, f"decided{f' by {d.by}' if d.by else ''}{f': {d.reason}' if d.reason else ''}", unless=0)
    doubts = [*_by_id(c, strong, sources), *_by_name(c, named), *_by_name_alone(c, named, brands)]
    return Linked(c.joined(), frozenset(c.level), tuple(doubts))


def _by_id(c: Clusters, strong: Sequence[Mapping[str, set[str]]], sources: Mapping[str, set[str]]) -> Iterator[Doubt]:
    """Join what shares a strong id."""
    for place, what in enumerate(_STRONG):
        for value in sorted(v for v, keys in strong[place].items() if len(keys) > 1):
            for keys in _kinds(c, strong[place][value], any_kind=place == 0)[0]:
                said = f"same {what} {value}"
                if place and c.kind[keys[0]] == "facility" and not _unique(c, {k: sources[k] for k in keys}):
                    yield from _doubt(c, value, None, keys, f"{said}, but a source has several facilities under it")
                    continue
                left = [k for k in keys[1:] if not c.join(keys[0], k, said, unless=place)]
                if left:
                    yield from _doubt(c, value, None, [keys[0], *left], f"{said}, but another id differs")


def _by_name(c: Clusters, named: Mapping[tuple[str, str | None], Mapping[str, set[str]]]) -> Iterator[Doubt]:
    """Join what shares name, country and kind, where nothing speaks against it."""
    for name, country in sorted((n, x) for (n, x), keys in named.items() if x is not None and len(keys) > 1):
        held = named[name, country]
        groups, stubs = _kinds(c, held)
        for keys in groups:
            if not _unique(c, {k: held[k] for k in keys}):
                yield from _doubt(c, name, country, keys, "same name and country, but a source lists several")
            elif differs := c.differ(keys):
                yield from _doubt(c, name, country, keys, f"same name and country, but {differs}")
            else:
                for k in keys[1:]:
                    c.join(keys[0], k, f"same name and country: {name}, {country}", unless=len(_STRONG))
        if stubs:
            both = sorted(held, key=key_rank)
            yield from _doubt(c, name, country, both, "same name and country, but whether a facility isn't said")


def _by_name_alone(
    c: Clusters, named: Mapping[tuple[str, str | None], Mapping[str, set[str]]], brands: Mapping[str, set[str]]
) -> Iterator[Doubt]:
    """Put up for review what shares a name while a country is not known; joins nothing."""
    loose = {n for n, x in named if x is None}
    known: dict[str, set[str]] = defaultdict(set)
    for (n, x), keys in named.items():
        if x is not None and n in loose:
            known[n].update(keys)
    for name in sorted(loose):
        mine = _one_each(c, named[name, None])
        roots = {c.find(k) for k in mine}
        stub = any(c.kind[k] == "stub" for k in mine)
        others = _one_each(c, known[name] | (brands[name] if stub and name in brands else set()))
        rest = [k for k in others if c.find(k) not in roots]
        if len(mine) + len(rest) > 1:
            yield Doubt(name, None, (*mine, *rest), len(mine), "same name, but a country isn't known")


def _doubt(c: Clusters, name: str, country: str | None, keys: Iterable[str], reason: str) -> Iterator[Doubt]:
    """A doubt over one key of each cluster, if there are two."""
    each = _one_each(c, keys)
    if len(each) > 1:
        yield Doubt(name, country, tuple(each), 0, reason)


def _one_each(c: Clusters, keys: Iterable[str]) -> list[str]:
    """The first key of each cluster."""
    out: dict[int, str] = {}
    for k in sorted(keys, key=key_rank):
        out.setdefault(c.find(k), k)
    return list(out.values())


def strong(kind: str, key: str, props: Mapping[str, Any]) -> tuple[str | None, str | None, str | None]:
    """OS ID, LEI and registry number, in capitals, that a party statement says beside its key."""
    if kind in _BY_KEY:
        return None, None, None
    head = key.partition(":")[0]
    said = ((own, props.get(name)) for own, name in zip(KEY_HEADS, ("os_id", "lei", "registry_number"), strict=True))
    os_id, lei, number = (value.upper() if value and head != own else None for own, value in said)
    return os_id, lei, number


def blocks(s: Said) -> tuple[str | None, tuple[str | None, str | None, str | None]]:
    """What makes a statement's key be held against others: its name (also without a country), its strong ids."""
    return (s.norm if s.current and s.kind != "person" else None), _ids(s)


def _ids(s: Said) -> tuple[str | None, str | None, str | None]:
    """OS ID, LEI and registry number, said as such or by the key."""
    if s.kind in _BY_KEY:
        return None, None, None
    head, _, tail = s.key.partition(":")
    return (
        tail if head == "oshub" else s.os_id and s.os_id.upper(),
        tail if head == "lei" else s.lei and s.lei.upper(),
        tail if head == "reg" else s.registry_number and s.registry_number.upper(),
    )


def _kinds(c: Clusters, keys: Iterable[str], *, any_kind: bool = False) -> tuple[list[list[str]], list[str]]:
    """Groups of keys that may be one by their kind, each sorted; and stubs that fit two kinds."""
    by: dict[str, list[str]] = defaultdict(list)
    for k in sorted(keys, key=key_rank):
        if c.kind[k] not in _BY_KEY:
            by["" if any_kind else c.kind[k]].append(k)
    stubs = by.pop("stub", [])
    if stubs and len(by) > 1:
        return [g for _, g in sorted(by.items())], stubs
    if stubs:
        one = sorted((k for g in (stubs, *by.values()) for k in g), key=key_rank)
        return [one], []
    return [g for _, g in sorted(by.items())], []


def _unique(c: Clusters, held: Mapping[str, set[str]]) -> bool:
    """Whether each source has one cluster among them."""
    seen: dict[str, int] = {}
    return all(seen.setdefault(s, c.find(k)) == c.find(k) for k, sources in held.items() for s in sources)
