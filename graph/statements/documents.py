"""Parties and relations as readers see them: folded, with what each property says by its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from headwater.graph.ids import key_rank, key_tail
from headwater.graph.records import ENTRY
from headwater.graph.statements.fold import Folded, fold
from headwater.graph.statements.statement import Statement

T = TypeVar("T")


class _Document(Protocol):
    @property
    def props(self) -> dict[str, Any]: ...


class Said(Generic[T]):
    """A folded property by its name; None: unknown."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, doc: _Document, owner: type | None = None) -> T | None:
        found: T | None = doc.props.get(self._name)
        return found


@dataclass(frozen=True, slots=True)
class PartyDoc:
    """One party as readers see it, with everything said about it."""

    id: str
    keys: tuple[str, ...]
    kind: str
    name: str
    folded: Folded
    about: tuple[Statement, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    """Why its keys are one party: (key, key, reason in words)."""

    country = Said[str]()
    country_proposed = Said[str]()
    country_reason = Said[str]()
    region = Said[str]()
    city = Said[str]()
    sector = Said[list[str]]()
    good = Said[str]()
    product = Said[str]()
    workers = Said[int]()
    workers_range = Said[str]()
    women_share = Said[float]()
    migrant_share = Said[float]()
    chain_end = Said[bool]()

    @property
    def props(self) -> dict[str, Any]:
        """The folded properties."""
        return self.folded.props


@dataclass(frozen=True, slots=True)
class RelationDoc:
    """One relation as readers see it: start and end are canonical party ids."""

    kind: str
    start: str
    end: str
    key: str
    folded: Folded

    product = Said[str]()
    share = Said[float]()
    confidence = Said[float]()
    tier = Said[int]()
    since = Said[str]()
    until = Said[str]()

    @property
    def props(self) -> dict[str, Any]:
        """The folded properties."""
        return self.folded.props

    @property
    def steps(self) -> int:
        """How many steps it counts: its declared tier, else 1. With more nobody names who stands between."""
        return self.tier or 1


_KIND_ORDER = ("brand", "group", "facility", "organisation", "person", "stub")


def party(
    party_id: str,
    statements: Sequence[Statement],
    ranks: Mapping[str, int] | None = None,
    *,
    about: Sequence[Statement] = (),
    keys: Iterable[str] = (),
    links: Sequence[tuple[str, str, str]] = (),
) -> PartyDoc:
    """Fold the party statements of one cluster; what is said about it comes along, sorted."""
    folded = fold(statements, ranks, entries=[s for s in about if s.kind == ENTRY])
    kinds = {s.kind for s in statements}
    kind = next((k for k in _KIND_ORDER if k in kinds), "stub")
    members = sorted({s.key for s in statements} | set(keys), key=key_rank)
    return PartyDoc(
        id=party_id,
        keys=tuple(members),
        kind=kind,
        name=folded.props.get("name") or key_tail(party_id),
        folded=folded,
        about=tuple(sorted(about, key=lambda s: (s.kind, s.source, s.key, s.row))),
        links=tuple(sorted(links)),
    )
