"""Where two documents differ: numbers to a tolerance, lists in order, text as it is."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.answers.words import Json

TOLERANCE = 1e-12
IGNORED = frozenset({"recipe", "program"})
"""Names that are never compared, wherever they stand."""

Path_ = tuple[str | int, ...]
_WORD = re.compile(r"[\w().-]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two answers differ."""

    kind: str
    path: Path_
    old: Json = None
    new: Json = None

    def where(self) -> str:
        """The path as people write it."""
        return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in self.path).lstrip(".") or "(document)"

    def wiped(self) -> str:
        """The path with indexes wiped, and names that are no plain words."""
        return "".join("[*]" if isinstance(p, int) else f".{_plain(p)}" for p in self.path).lstrip(".") or "(document)"


def _plain(name: str) -> str:
    """A name as a rule has it; `*` for one that is no plain word, such as an id."""
    if not _WORD.fullmatch(name):
        return "*"
    return f"'{name}'" if "." in name else name


def differences(old: Json, new: Json, path: Path_, allowed: Callable[[Difference], bool]) -> Iterator[Difference]:
    """Where two documents differ; what is allowed to doesn't come up."""
    for found in _differences(old, new, path, allowed):
        if not allowed(found):
            yield found


def _differences(old: Json, new: Json, path: Path_, allowed: Callable[[Difference], bool]) -> Iterator[Difference]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted((old.keys() | new.keys()) - IGNORED):
            here = (*path, name)
            if name not in new:
                yield Difference("only in old", here, old[name])
            elif name not in old:
                yield Difference("only in new", here, None, new[name])
            else:
                yield from differences(old[name], new[name], here, allowed)
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) < len(new) and allowed(Difference("only in new", (*path, len(old)), None, new)):
            yield from _among(old, new, path, allowed)
            return
        if len(old) != len(new):
            gone, come = _apart(old, new)
            yield Difference("length", path, {"items": len(old), "not in new": gone}, {"items": len(new), "new": come})
            return
        found = [d for i in range(len(old)) for d in differences(old[i], new[i], (*path, i), allowed)]
        if found and not any(_apart(old, new)):
            at = next(i for i in range(len(old)) if _print(old[i]) != _print(new[i]))
            found = [Difference("order", path, {f"at {at}": old[at]}, {f"at {at}": new[at]})]
        yield from found
    elif not _same(old, new):
        yield Difference("value", path, old, new)


def _among(
    old: Sequence[Json], new: Sequence[Json], path: Path_, allowed: Callable[[Difference], bool]
) -> Iterator[Difference]:
    """What differs where `new` may hold more items: each old one is looked for behind the one before it."""
    at, left, taken = 0, [], set()
    for i, item in enumerate(old):
        here = next((j for j in range(at, len(new)) if not any(differences(item, new[j], (*path, i), allowed))), None)
        if here is None:
            left.append(i)
        else:
            at = here + 1
            taken.add(here)
    named = {x["id"]: x for j, x in enumerate(new) if j not in taken and isinstance(x, dict) and "id" in x}
    for i in left:
        other = named.get(old[i].get("id")) if isinstance(old[i], dict) else None
        if other is None:
            yield Difference("only in old", (*path, i), old[i])
        else:
            yield from list(differences(old[i], other, (*path, i), allowed)) or [
                Difference("order", (*path, i), old[i])
            ]


def _same(old: Json, new: Json) -> bool:
    numbers = all(isinstance(x, int | float) and not isinstance(x, bool) for x in (old, new))
    if numbers:
        return bool(abs(old - new) <= TOLERANCE * max(1.0, abs(old)))
    return type(old) is type(new) and bool(old == new)


def _print(value: Json) -> str:
    """A value as text that is equal for equal values."""
    if isinstance(value, dict):
        value = {k: v for k, v in value.items() if k not in IGNORED}
    return json.dumps(value, sort_keys=True)


def _apart(old: Sequence[Json], new: Sequence[Json]) -> tuple[list[Json], list[Json]]:
    """The first few items that only one of two lists holds."""
    a, b = ({}, {}) if not (old or new) else ([_print(x) for x in old], [_print(x) for x in new])
    more, less = Counter(a) - Counter(b), Counter(b) - Counter(a)
    return [json.loads(x) for x in list(more)[:2]], [json.loads(x) for x in list(less)[:2]]
