"""A pack: the words and numbers of one sector, as a frozen model."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict

from headwater.graph.vocabulary.lines import (
    Cause,
    Credibility,
    Detection,
    Difference,
    Good,
    HalfLife,
    Input,
    Issue,
    Method,
    Point,
    PriorLine,
    Setting,
    SeverityWord,
    SourceRank,
    Term,
    WageBand,
    Word,
    fold_word,
)


@dataclass(frozen=True, slots=True)
class Assumed:
    """What a pack assumes of links and looks that state nothing; its snapshot carries it to the sums.

    Completeness is the share of purchases that a buyer's links without a share hold together, 0 to 1:
    of a list complete for tier 1 (or `edges`), of any other list, of subcontracting alone.
    `confidence` is that of a link whose source states none, 0 to 1. `assessed_months`: how long a check
    or a finding counts as recent. Source: the lines of the same names in `settings.csv`.
    """

    completeness_tier_1: float
    completeness: float
    completeness_subcontracts: float
    confidence: float
    assessed_months: int


def content_hash(files: Mapping[str, str]) -> str:
    """SHA-256 over the sorted names and hashes of a pack's files."""
    return hashlib.sha256("".join(f"{n}:{h}\n" for n, h in sorted(files.items())).encode()).hexdigest()


class Pack(BaseModel):
    """One sector's vocabulary and numbers.

    `version` is the name, the edition and a hash of the content: equal version, equal numbers.
    Orders are those of the files. Made by `load_pack`, which checks what one line can't.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Word
    title: Word
    edition: Word
    description: str = ""
    licence: str | None = None
    version: str
    files: Mapping[str, str]
    """File name → SHA-256."""
    issues: tuple[Issue, ...]
    points: tuple[Point, ...]
    tags: tuple[Term, ...]
    signs: tuple[Term, ...]
    severity_words: tuple[SeverityWord, ...]
    credibilities: tuple[Credibility, ...]
    methods: tuple[Method, ...]
    detections: tuple[Detection, ...]
    half_lives: tuple[HalfLife, ...]
    priors: tuple[PriorLine, ...]
    goods: tuple[Good, ...]
    inputs: tuple[Input, ...]
    wages: tuple[WageBand, ...]
    source_ranks: tuple[SourceRank, ...]
    settings: tuple[Setting, ...]
    causes: tuple[Cause, ...] = ()
    differences: tuple[Difference, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Hash of all its files, hex; `version` shows its beginning."""
        return content_hash(self.files)

    @cached_property
    def issue_ids(self) -> tuple[str, ...]:
        """All issues, in the pack's order."""
        return tuple(i.id for i in self.issues)

    @cached_property
    def clusters(self) -> tuple[str, ...]:
        """The issues that are clusters of the standard: without ours."""
        return tuple(i.id for i in self.issues if i.kind != "ours")

    @cached_property
    def point_by_id(self) -> Mapping[str, Point]:
        """Compliance point by id."""
        return MappingProxyType({p.id: p for p in self.points})

    @cached_property
    def issue_by_id(self) -> Mapping[str, Issue]:
        """Issue by id."""
        return MappingProxyType({i.id: i for i in self.issues})

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Source name → rank, as the fold takes it."""
        return MappingProxyType({r.name: r.rank for r in self.source_ranks})

    @cached_property
    def _issue_words(self) -> Mapping[str, str]:
        return {fold_word(w): i.id for i in reversed(self.issues) for w in (*i.words, i.title, i.id)}

    @cached_property
    def _point_words(self) -> Mapping[str, str]:
        return {fold_word(w): p.id for p in reversed(self.points) for w in (p.title, p.id)}

    @cached_property
    def _method_words(self) -> Mapping[str, str]:
        return {fold_word(w): m.id for m in reversed(self.methods) for w in (*m.words, m.title, m.id)}

    @cached_property
    def _good_words(self) -> Mapping[str, str]:
        return {fold_word(w): g.id for g in reversed(self.goods) for w in (*g.words, g.title, g.id)}

    @cached_property
    def _cause_words(self) -> Mapping[str, Cause]:
        return {fold_word(w): c for c in reversed(self.causes) if c.id != "*" for w in (*c.words, c.title, c.id)}

    @cached_property
    def _detection(self) -> Mapping[tuple[str, str], float]:
        return {(d.issue, d.method): d.value for d in self.detections}

    @cached_property
    def _credibility(self) -> Mapping[tuple[str, str], float]:
        return {(c.of, fold_word(c.id)): c.value for c in self.credibilities}

    @cached_property
    def _half_life(self) -> Mapping[str, float]:
        return {h.issue: h.years for h in self.half_lives}

    @cached_property
    def _settings(self) -> Mapping[str, float]:
        return {s.id: s.value for s in self.settings}

    @cached_property
    def _inputs(self) -> Mapping[str, tuple[str, ...]]:
        out: dict[str, tuple[str, ...]] = {}
        for line in self.inputs:
            out[line.good] = (*out.get(line.good, ()), line.input)
        return out

    def issue_of(self, text: str) -> str | None:
        """The issue of a compliance point, or of an issue's own name; None where neither is known."""
        point = self.point_of(text)
        return self.point_by_id[point].issue if point else self._issue_words.get(fold_word(text))

    def issue_named(self, text: str) -> str | None:
        """The issue with this id or name; None where there is none."""
        return self._issue_words.get(fold_word(text))

    def issue_title(self, issue: str) -> str:
        """What people call an issue; the id itself where the pack doesn't know it."""
        held = self.issue_by_id.get(issue)
        return held.title if held else issue

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What people call issues and compliance points, by id."""
        return MappingProxyType({i.id: i.title for i in self.issues} | {p.id: p.title for p in self.points})

    def point_of(self, text: str) -> str | None:
        """The compliance point with this id or title; None where there is none."""
        return self._point_words.get(fold_word(text))

    def points_of(self, issue: str) -> tuple[Point, ...]:
        """The compliance points of an issue, in the pack's order."""
        return tuple(p for p in self.points if p.issue == issue)

    def severity_of(self, point: str) -> int:
        """Severity assumed where a finding states none; for an issue the worst of its points."""
        held = self.point_by_id.get(point)
        return held.severity if held else max((p.severity for p in self.points_of(point)), default=5)

    def word_of(self, severity: int | None) -> str | None:
        """Critical, High, …; None for None."""
        return next((w.word for w in self.severity_words if w.value == severity), None)

    def credibility_of(self, source_type: str | None, kind: str | None = None) -> float:
        """Credibility of a source: its type's, or its kind's where that is stronger.

        An unknown type counts as `unknown`.
        """
        table = self._credibility
        by_type = table.get(("source_type", fold_word(source_type or "unknown")))
        if by_type is None:
            by_type = table["source_type", "unknown"]
        return max(by_type, table.get(("kind", fold_word(kind)), 0.0) if kind else 0.0)

    def method_of(self, text: str | None) -> str:
        """The way of looking that the words mean; `unknown` where they mean none."""
        return self._method_words.get(fold_word(text), "unknown") if text else "unknown"

    def source_type_of(self, method: str | None) -> str | None:
        """The type of source that a method by itself makes: that of the same id (survey); None where there is none."""
        name = self.method_of(method)
        return name if name != "unknown" and ("source_type", fold_word(name)) in self._credibility else None

    def detection_of(self, issue: str, method: str | None) -> float:
        """Detection power of a method (id or words) for an issue, 0 to 1; 0 for an issue of no pack."""
        name = self.method_of(method)
        return self._detection.get((issue, name), self._detection.get((issue, "unknown"), 0.0))

    def half_life_of(self, issue: str) -> float:
        """Half-life of weak evidence and of clean checks, in years."""
        return self._half_life.get(issue, self._half_life["*"])

    def prior(self, name: Literal["listed", "world"]) -> PriorLine:
        """The line of a listed country × good, or of the world."""
        return next(p for p in self.priors if p.id == name)

    def good_of(self, text: str | None) -> str | None:
        """The good that the words of a list mean; None where none is known."""
        return self._good_words.get(fold_word(text)) if text else None

    def inputs_of(self, good: str) -> tuple[str, ...]:
        """What is bought in to make a good; () where the pack doesn't say."""
        return self._inputs.get(good, ())

    def cause_of(self, text: str | None) -> Cause | None:
        """The cause outside the facility that the words mean; None where none is known."""
        return self._cause_words.get(fold_word(text)) if text else None

    @property
    def always_act(self) -> tuple[str, ...]:
        """Who has to be at the table whatever the cause; () where the pack doesn't say."""
        return next((c.who for c in self.causes if c.id == "*"), ())

    def difference_of(self, point: str) -> Difference | None:
        """The difference in treatment that a compliance point is about; None: it isn't about one."""
        return next((d for d in self.differences if d.point == point), None)

    def wage_scale(self, percent: float) -> int | None:
        """Scale of a wage that is `percent` of the benchmark; None at or above it (no finding)."""
        return next((b.scale for b in sorted(self.wages, key=lambda b: b.below) if percent < b.below), None)

    @cached_property
    def assumed(self) -> Assumed:
        """What a snapshot read with this pack assumes of its links."""
        at = self.setting
        return Assumed(
            completeness_tier_1=at("completeness_tier_1"),
            completeness=at("completeness"),
            completeness_subcontracts=at("completeness_subcontracts"),
            confidence=at("confidence"),
            assessed_months=int(at("assessed_months")),
        )

    def changed(self, table: str, row: int, **values: object) -> Pack:
        """The pack with other values in one line: `table` is a field of this class, `row` that of its file.

        For "what if this number were another": not checked, and the version says that it was changed.
        """
        lines = tuple(x.model_copy(update=values) if x.row == row else x for x in getattr(self, table))
        held = {name: getattr(self, name) for name in type(self).model_fields}
        said = ", ".join(f"{k} {v}" for k, v in values.items())
        version = f"{self.version}, with {table} row {row} {said}"
        return type(self).model_construct(**{**held, table: lines, "version": version})

    def setting(self, name: str) -> float:
        """A threshold or default; KeyError for a name that no program part knows."""
        return self._settings[name]
