"""Clusters of keys: union-find that keeps pairs apart and remembers why two keys were joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from headwater.graph.ids import key_rank

_KINDS = {k: i for i, k in enumerate(("brand", "group", "person", "facility", "organisation", "stub"))}
_WORDS = ("their OS IDs differ", "their LEIs differ", "their registry numbers differ")


class Joined(NamedTuple):
    """A key's canonical id, and the key `via` which it is joined, with the reason in words."""

    canon: str
    via: str
    reason: str


class Clusters:
    """Grows by `add`, `say`, `part` and `join`; sparse: a key that joins nothing costs two dict entries.

    Attributes:
        level: Lowest visibility at which a key is named; only keys with a statement are in it.
        kind: Kind of party of each of them; "stub" only where no statement says more.
    """

    def __init__(self) -> None:
        self.level: dict[str, int] = {}
        self.kind: dict[str, str] = {}
        self._number: dict[str, int] = {}
        self._keys: list[str] = []
        self._up: list[int] = []
        self._size: list[int] = []
        self._apart: dict[int, set[int]] = {}
        self._ids: dict[int, dict[int, set[str]]] = {}
        self._edges: list[tuple[str, str, str]] = []

    def add(self, key: str, kind: str, level: int) -> None:
        """Take a statement's key, kind and visibility."""
        held = self.level.get(key)
        if held is None or level < held:
            self.level[key] = level
        known = self.kind.get(key)
        if known is None or _KINDS[kind] < _KINDS[known]:
            self.kind[key] = kind

    def number(self, key: str) -> int:
        """The key's place."""
        n = self._number.setdefault(key, len(self._keys))
        if n == len(self._keys):
            self._keys.append(key)
            self._up.append(n)
            self._size.append(1)
        return n

    def find(self, key: str) -> int:
        """The number of the key's cluster."""
        return self._root(self.number(key))

    def _root(self, n: int) -> int:
        while self._up[n] != n:
            self._up[n] = self._up[self._up[n]]
            n = self._up[n]
        return n

    def say(self, key: str, place: int, value: str) -> None:
        """Note a strong id of a key; `place` 0 OS ID, 1 LEI, 2 registry number."""
        self._ids.setdefault(self.find(key), {}).setdefault(place, set()).add(value)

    def part(self, a: str, b: str) -> None:
        """Never let the two into one cluster; before any `join`."""
        x, y = self.number(a), self.number(b)
        self._apart.setdefault(x, set()).add(y)
        self._apart.setdefault(y, set()).add(x)

    def join(self, a: str, b: str, reason: str, *, unless: int) -> bool:
        """Make two keys one party, unless they are kept apart or differ in the first `unless` strong ids."""
        x, y = self.find(a), self.find(b)
        if x == y:
            return True
        if self._kept_apart(x, y) or self._differ(x, y, unless) is not None:
            return False
        if self._size[x] < self._size[y]:
            x, y = y, x
        self._up[y] = x
        self._size[x] += self._size[y]
        if y in self._apart:
            self._apart.setdefault(x, set()).update(self._apart.pop(y))
        for place, values in self._ids.pop(y, {}).items():
            self._ids.setdefault(x, {}).setdefault(place, set()).update(values)
        self._edges.append((a, b, reason))
        return True

    def _kept_apart(self, x: int, y: int) -> bool:
        few, root = (x, y) if len(self._apart.get(x, ())) < len(self._apart.get(y, ())) else (y, x)
        if few not in self._apart or root not in self._apart:
            return False
        return any(self._root(n) == root for n in self._apart[few])

    def _differ(self, x: int, y: int, places: int) -> int | None:
        mine, other = self._ids.get(x), self._ids.get(y)
        if mine and other:
            for place in range(places):
                if place in mine and place in other and mine[place].isdisjoint(other[place]):
                    return place
        return None

    def apart(self, a: str, b: str) -> bool:
        """Whether a decision keeps the clusters of two keys apart."""
        return self._kept_apart(self.find(a), self.find(b))

    def differ(self, keys: Sequence[str]) -> str | None:
        """What speaks against joining all of them, in words; O(n) but for keys with strong ids."""
        roots = list(dict.fromkeys(self.find(k) for k in keys))
        with_ids = [r for r in roots if r in self._ids]
        for i, x in enumerate(with_ids):
            for y in with_ids[i + 1 :]:
                place = self._differ(x, y, len(_WORDS))
                if place is not None:
                    return _WORDS[place]
        held = [r for r in roots if r in self._apart]
        if any(self._kept_apart(x, y) for i, x in enumerate(held) for y in held[i + 1 :]):
            return "a decision keeps two of them apart"
        return None

    def joined(self) -> dict[str, Joined]:
        """Each key whose canonical id is another key.

        The canonical id is the least of the cluster's keys that have a statement, lowest visibility
        first, then kind of key, then code point; a cluster of keys without any has none.
        """
        near: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for a, b, reason in self._edges:
            near[a].append((b, reason))
            near[b].append((a, reason))
        members: dict[int, list[str]] = defaultdict(list)
        for k in near:
            members[self.find(k)].append(k)
        out: dict[str, Joined] = {}
        for keys in members.values():
            here = [(self.level[k], key_rank(k)) for k in keys if k in self.level]
            if not here:
                continue
            canon = min(here)[1][1]
            done, todo = {canon}, [canon]
            for k in todo:
                for other, reason in sorted(near[k]):
                    if other not in done:
                        done.add(other)
                        todo.append(other)
                        out[other] = Joined(canon, k, reason)
        return out
