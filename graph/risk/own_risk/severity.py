"""How grave a finding is: the worst of scale, scope and irremediability.

Severity = max of the known parts ("or" in the law: CSDDD Art. 3(1)(v)); unknown parts are named. Where all
are unknown the pack's default for the compliance point stands, marked assumed. Source: method 3.
"""

from __future__ import annotations

from dataclasses import dataclass

from headwater.graph.records import Assessment, Finding
from headwater.graph.vocabulary import Pack

PARTS = ("scale", "scope", "irremediability")


@dataclass(frozen=True, slots=True)
class Grading:
    """Severity of one finding, or of an event.

    `value` 1 to 5; `upper` the end of its range (5 where a part is unknown); `parts` the known ones,
    each 1 to 5, None = unknown; `assumed`: no part is known, the value is the pack's.
    """

    value: int
    upper: int
    parts: tuple[int | None, int | None, int | None]
    assumed: bool

    @property
    def named(self) -> tuple[str, ...]:
        """The parts that make the value."""
        return () if self.assumed else tuple(n for n, v in zip(PARTS, self.parts, strict=True) if v == self.value)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parts that nobody stated."""
        return tuple(n for n, v in zip(PARTS, self.parts, strict=True) if v is None)

    def words(self) -> str:
        """Say where the value comes from."""
        if self.assumed:
            return "severity assumed for this point: scale, scope and irremediability unknown"
        said = ", ".join(f"{n} {v}" for n, v in zip(PARTS, self.parts, strict=True) if v is not None)
        return f"{said}; {', '.join(self.unknown)} unknown" if self.unknown else said

    @property
    def order(self) -> tuple[int, ...]:
        """Sort key: worst first; the parts below the worst break ties, unknown ones last."""
        return (-self.value, *(-v for v in sorted((p or 0 for p in self.parts), reverse=True)))


def grade(said: Finding | Assessment, point: str, pack: Pack) -> Grading:
    """Grade one finding; an assessment states no part."""
    stated = said.severity if isinstance(said, Finding) else None
    if not isinstance(said, Finding) or stated is None:
        return Grading(pack.severity_of(point), 5, (None, None, None), assumed=True)
    parts = (said.scale, said.scope, said.irremediability)
    return Grading(stated, 5 if None in parts else stated, parts, assumed=False)


def worst(grades: list[Grading]) -> Grading:
    """The gravest; one that somebody stated before an assumed one of the same value."""
    return min(grades, key=lambda g: (-g.value, g.assumed, g.order, -g.upper))
