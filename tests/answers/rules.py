"""What may differ between two sets of answers, as a file of renames says it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from tests.answers.differences import Difference
from tests.answers.words import Json

ALLOWED: Mapping[str, Mapping[str, str]] = {
    "loads": {"loads[*].at": "the time of the load"},
    "retract": {"at": "the time of the retraction"},
    "view": {"sha256": "pictures may change", "length": "pictures may change"},
}
"""Values that may differ in any comparison, by question and path."""

Tokens = tuple[str, ...]
_STEP = re.compile(r"'([^']*)'|(\[\*\])|([^.\[']+)")


@cache
def tokens(path: str) -> Tokens:
    """The steps of a path of the rules."""
    return tuple("".join(found) for found in _STEP.findall(path.removeprefix("$.")))


def matches(steps: Sequence[str | int], rule: Tokens, *, below: bool) -> bool:
    """Whether a path is one that a rule names; `below`: or stands below it."""
    if not rule:
        return below or not steps
    if rule[0] == "**":
        return any(matches(steps[i:], rule[1:], below=below) for i in range(len(steps) + 1))
    if not steps:
        return False
    fits = rule[0] == "[*]" if isinstance(steps[0], int) else rule[0] in ("*", steps[0])
    return fits and matches(steps[1:], rule[1:], below=below)


def places(node: Json, rule: Tokens, item: Json) -> Iterator[tuple[Json, dict[str, Json], str]]:
    """Each place that a rule names: the innermost item around it, the mapping that holds it, its name there."""
    head, rest = rule[0], rule[1:]
    if head == "**":
        if rest:
            yield from places(node, rest, node)
        for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield from places(child, rule, child)
    elif head == "[*]":
        for child in node if isinstance(node, list) and rest else ():
            yield from places(child, rest, child)
    elif isinstance(node, dict):
        for name in list(node) if head == "*" else [head] if head in node else []:
            if rest:
                yield from places(node[name], rest, node[name] if head == "*" else item)
            else:
                yield item, node, name


@dataclass(frozen=True, slots=True)
class Rules:
    """What may differ, as `--renames` says it."""

    rename: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    drop: Mapping[str, Sequence[str]] = field(default_factory=dict)
    added: Mapping[str, Sequence[str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    """Shell pattern of an argument list, words joined by spaces → why the whole answer may differ."""

    @classmethod
    def read(cls, path: Path | None) -> Rules:
        """From a file; None: nothing may differ but what always may."""
        said = json.loads(path.read_text(encoding="utf-8")) if path else {}
        said.pop("about", None)
        if unknown := set(said) - {"rename", "drop", "added", "values", "answers"}:
            raise SystemExit(f"{path}: unknown: {', '.join(sorted(unknown))}")
        return cls(**said)

    def applied(self, document: Json, asked: str) -> Json:
        """The OLD document as NEW would have it."""
        for name in ("*", asked):
            for old, new in self.rename.get(name, {}).items():
                if old == "$":
                    document = {new: document}
                    continue
                for item, parent, key in list(places(document, tokens(old), document)):
                    value = parent.pop(key)
                    if len(tokens(new)) == 1 and not new.startswith("$."):
                        parent[new] = value
                        continue
                    *way, last = _after_items(tokens(new))
                    at = item
                    for step in way:
                        at = at.setdefault(step, {})
                    at[last] = value
            for old in self.drop.get(name, ()):
                for _, parent, key in list(places(document, tokens(old), document)):
                    parent.pop(key)
        return document

    def excused(self, args: Sequence[str]) -> str | None:
        """Why an answer may differ as a whole; None: it may not."""
        words = " ".join(args)
        return next((reason for pattern, reason in self.answers.items() if fnmatchcase(words, pattern)), None)

    def allowed(self, found: Difference, asked: str) -> str | None:
        """Why a difference is none; None: it is one."""
        for name in ("*", asked):
            if found.kind == "only in new" and any(
                matches(found.path, tokens(p), below=False) for p in self.added.get(name, ())
            ):
                return "added"
            for path, reason in {**ALLOWED.get(name, {}), **self.values.get(name, {})}.items():
                if matches(found.path, tokens(path), below=True):
                    return reason
        return None


def _after_items(path: Tokens) -> Tokens:
    """The steps behind the last `[*]`."""
    at = max((i + 1 for i, t in enumerate(path) if t == "[*]"), default=0)
    return path[at:]
