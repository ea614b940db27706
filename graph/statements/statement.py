"""A statement: what one row of one source says about one thing, and where it stands."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

dumps = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
"""Canonical JSON: sorted keys, no spaces, floats by repr."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of one row.

    `kind` is a party kind, a relation kind, or the lower-case name of another record. For a party
    `key` is its source key and `a`, `b` are None; for a relation `a` → `b` are source keys and `key`
    is the product or ""; for what is said about a party `a` is its source key. `props` holds only
    what is known: a missing key is unknown. Slotted and not pydantic: millions of them are made.
    """

    kind: str
    key: str
    a: str | None
    b: str | None
    props: dict[str, Any]
    source: str
    file: str
    sha256: str
    row: int
    valid_from: str | None
    valid_to: str | None
    level: int

    @property
    def hash(self) -> str:
        """Identity of the content: not row, file, load, date of the version, or when recorded."""
        return self.digest(dumps(self.props))

    def digest(self, props: str) -> str:
        """The `hash`, given the props as canonical JSON."""
        parts = (self.source, self.kind, self.key, self.a or "", self.b or "", str(self.level), props)
        body = f"{[len(x) for x in parts]}{''.join(parts)}"
        return hashlib.blake2b(body.encode(), digest_size=12).hexdigest()

    def holds(self, as_of: str) -> bool:
        """Whether it holds on the day `as_of` (ISO date)."""
        return (self.valid_from is None or self.valid_from <= as_of) and (
            self.valid_to is None or self.valid_to > as_of
        )

    @property
    def ref(self) -> Ref:
        """Where it stands."""
        return Ref(self.source, self.file, self.sha256, self.row, self.valid_from)


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A source row: what every number leads to. `dated` is None where the source states no date."""

    source: str
    file: str
    sha256: str
    row: int
    dated: str | None

    def words(self) -> str:
        """Say it in words: file, row, source and date."""
        return f"{self.file} row {self.row} (source {self.source}{', ' + self.dated if self.dated else ', undated'})"
