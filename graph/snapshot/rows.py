"""What a snapshot holds beside its columns: evidence with its row, context, and the folded links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

from headwater.graph.records import Action, Assessment, Finding, Prior, Risk
from headwater.graph.statements import Ref, RelationDoc, Statement, fold


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding, assessment, given risk or action, at the party with index `party`, with its row."""

    party: int
    record: Finding | Assessment | Risk | Action
    ref: Ref


@dataclass(frozen=True, slots=True)
class PriorRow:
    """One row of context, with its row in the source."""

    record: Prior
    ref: Ref


class Links(Sequence[RelationDoc]):
    """The folded links, in the order of the columns; a document is made when it is asked for.

    Most links have one statement and need no fold, and whole-graph sums read the columns only.
    """

    __slots__ = ("_keys", "_ranks", "_said")

    def __init__(
        self,
        keys: list[tuple[str, str, str, str]],
        said: list[list[Statement]],
        ranks: Mapping[str, int] | None,
    ) -> None:
        self._keys, self._said, self._ranks = keys, said, ranks

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, place: int) -> RelationDoc: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[RelationDoc, ...]: ...
    def __getitem__(self, place: int | slice) -> RelationDoc | tuple[RelationDoc, ...]:
        if isinstance(place, slice):
            return tuple(self[i] for i in range(*place.indices(len(self))))
        end, start, kind, key = self._keys[place]
        return RelationDoc(kind, start, end, key, fold(self._said[place], self._ranks))

    def at(self, places: Iterable[int]) -> Links:
        """Some of them, in that order."""
        chosen = list(places)
        return Links([self._keys[i] for i in chosen], [self._said[i] for i in chosen], self._ranks)

    def said(self, place: int) -> Sequence[Statement]:
        """The statements of one link in no order, cheaper than `[place].folded.statements`."""
        return self._said[place]

    def props(self) -> Iterator[Mapping[str, Any]]:
        """The folded properties of each link, cheaper than `[i].props`."""
        for said in self._said:
            yield said[0].props if len(said) == 1 else fold(said, self._ranks).props
