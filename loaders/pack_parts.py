"""What loaders read of a pack, part by part: a loader names its parts, and only those are open to it.

What a part says is in the identity of each load that reads it: with other words in the pack, the same
file is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from headwater.graph.errors import HeadwaterError
from headwater.graph.vocabulary import Pack, Point
from headwater.graph.vocabulary.lines import Cause, Method

PARTS: Mapping[str, Callable[[Pack], tuple[object, ...]]] = {
    "goods": lambda pack: tuple((g.id, g.title, g.words) for g in pack.goods),
    "points": lambda pack: tuple((p.id, p.title, p.issue) for p in pack.points),
    "wages": lambda pack: tuple((b.below, b.scale) for b in pack.wages),
    "source_types": lambda pack: tuple(c.id for c in pack.credibilities if c.of == "source_type"),
    "methods": lambda pack: tuple((m.id, m.title, m.words) for m in pack.methods),
    "causes": lambda pack: tuple((c.id, c.title, c.words) for c in pack.causes),
}
"""Part → all of it that a loader can see. Any other name is the id of one of the pack's settings."""


class Undeclared(HeadwaterError):
    """A loader reads what it doesn't declare: a mistake in the loader, since a reload would then pass it over."""

    def __init__(self, what: str, declared: str, loader: str | None = None) -> None:
        by = "" if loader is None else f" by {loader}"
        super().__init__(f"{what!r} is read{by} and not declared; add it to the loader's {declared}")


class PackParts:
    """A pack as one loader sees it: the declared parts; None: all of it."""

    __slots__ = ("_loader", "_pack", "_parts")

    def __init__(self, pack: Pack, parts: Collection[str] | None = None, loader: str | None = None) -> None:
        self._pack, self._loader = pack, loader
        self._parts = None if parts is None else frozenset(parts)

    def only(self, parts: Collection[str], loader: str | None = None) -> PackParts:
        """The same pack with these parts alone; `loader` is who reads them, for what is said when it reads others."""
        return PackParts(self._pack, parts, loader)

    def said(self, part: str) -> object:
        """What a part, or a setting, says: equal where it makes equal statements."""
        return PARTS[part](self._pack) if part in PARTS else self._pack.setting(part)

    def _open(self, part: str) -> Pack:
        if self._parts is not None and part not in self._parts:
            raise Undeclared(part, "PACK", self._loader)
        return self._pack

    def setting(self, name: str) -> float:
        """A threshold or default by its id."""
        return self._open(name).setting(name)

    def good_of(self, text: str | None) -> str | None:
        """The good that the words of a list mean; None where none is known."""
        return self._open("goods").good_of(text)

    def wage_scale(self, percent: float) -> int | None:
        """Scale of a wage that is `percent` of the benchmark; None at or above it (no finding)."""
        return self._open("wages").wage_scale(percent)

    @property
    def points(self) -> tuple[Point, ...]:
        """The compliance points, in the pack's order."""
        return self._open("points").points

    @property
    def point_by_id(self) -> Mapping[str, Point]:
        """Compliance point by id."""
        return self._open("points").point_by_id

    @property
    def source_types(self) -> tuple[str, ...]:
        """The types of source, in the pack's order."""
        return tuple(c.id for c in self._open("source_types").credibilities if c.of == "source_type")

    @property
    def methods(self) -> tuple[Method, ...]:
        """The ways of looking, in the pack's order."""
        return self._open("methods").methods

    def method_of(self, text: str | None) -> str:
        """The way of looking that the words mean; `unknown` where they mean none."""
        return self._open("methods").method_of(text)

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The causes outside the facility, in the pack's order."""
        return self._open("causes").causes

    def cause_of(self, text: str | None) -> Cause | None:
        """The cause outside the facility that the words mean; None where none is known."""
        return self._open("causes").cause_of(text)


__all__ = ["PARTS", "PackParts", "Undeclared"]
