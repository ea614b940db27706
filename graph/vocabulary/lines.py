"""The lines of a pack's tables, as frozen models. Each says where it comes from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from headwater.graph.records import Grade, Share

Word = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
"""A non-empty word or phrase without white space at its ends."""


class Line(BaseModel):
    """One line of a pack's table, with its origin.

    `source` names a publication, or is "Assumed"; `checked` is False where the value is from memory
    and nobody has held it against the official text yet.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Word
    checked: bool
    reason: str = ""
    row: int = 0
    """Row of the file, the header is 1."""


class Issue(Line):
    """A cluster of compliance points; the indicators run per issue."""

    id: Word
    title: Word
    kind: Literal["core", "law", "ours"]
    """Core labour standard, national law, or ours (no cluster of the standard)."""
    words: tuple[str, ...] = ()
    conventions: tuple[str, ...] = ()


class Point(Line):
    """A compliance point, with the severity assumed where a finding states none."""

    id: Word
    issue: Word
    title: Word
    severity: Grade


class Term(Line):
    """A cross-cutting tag, or a sign of forced labour."""

    id: Word
    title: Word


class SeverityWord(Line):
    """What a severity is called."""

    value: Grade
    word: Word


class Credibility(Line):
    """How far a source of this type, or a finding of this kind, is to be believed, 0 to 1."""

    id: Word
    of: Literal["source_type", "kind"]
    title: Word
    value: Share


class Method(Line):
    """A way of looking."""

    id: Word
    title: Word
    words: tuple[str, ...] = ()


class Detection(Line):
    """Chance that a method finds a harm of an issue where there is one, 0 to 1."""

    issue: Word
    method: Word
    value: Share


class HalfLife(Line):
    """Years after which weak evidence, or a clean check, counts half. Issue `*`: any other."""

    issue: Word
    years: float = Field(gt=0, allow_inf_nan=False)


class PriorLine(Line):
    """Mean and range of a prior. An empty range: taken from its Beta."""

    id: Literal["listed", "world"]
    mean: Share
    low: Share | None = None
    high: Share | None = None


class Good(Line):
    """A good, and the words of lists that mean it."""

    id: Word
    title: Word
    words: tuple[str, ...] = ()


class Input(Line):
    """One thing that is bought in to make a good."""

    good: Word
    input: Word


class WageBand(Line):
    """Scale of a wage gap: a wage under `below` percent of the benchmark."""

    below: float = Field(gt=0, allow_inf_nan=False)
    scale: Grade


class SourceRank(Line):
    """Rank of a source in the fold; smaller wins, 100 where none is given."""

    name: Word
    rank: int


class Cause(Line):
    """A coded cause of findings outside the facility, and who beyond the buyer must act on it.

    Id `*`: who has to be at the table whatever the cause.
    """

    id: Word
    title: Word
    words: tuple[str, ...] = ()
    who: tuple[str, ...]


class Difference(Line):
    """A compliance point that is about treating a group of people otherwise than another."""

    point: Word
    group: Literal["women", "migrants"]
    title: Word


class Setting(Line):
    """A threshold or default, with its unit."""

    id: Word
    value: float = Field(ge=0, allow_inf_nan=False)
    unit: Word


def fold_word(text: str) -> str:
    """A word as tables are searched: case, underscores and white space don't matter."""
    return " ".join(text.replace("_", " ").casefold().split())
