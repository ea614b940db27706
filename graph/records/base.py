"""The base of every record: where it stands, who may see it, from when until when it holds."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0.0, le=1.0)]
"""A fraction of something, 0 to 1."""

Grade = Annotated[int, Field(ge=1, le=5)]
"""A part of severity, 1 (least) to 5 (gravest)."""

Key = Annotated[str, Field(min_length=1, max_length=512)]
"""A source key, see `headwater.graph.ids`."""


class Visibility(IntEnum):
    """Who may see a statement; an order, so that a viewer's level filters by `<=`."""

    PUBLIC = 0
    PARTNER = 1
    RESTRICTED = 2
    SEALED = 3


class Provenance(BaseModel):
    """Where a record stands: source, file, its SHA-256, and the row as a person would count it.

    `row` is the line of a text file or the row of a sheet (the first line is 1), else the position
    of the item in the file (the first is 1). 0 means the file as a whole. `dated` is the version
    date of the file, None where it states none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    file: str
    sha256: str
    row: int = Field(ge=0)
    dated: str | None = None


class Record(BaseModel):
    """The base of every record."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    provenance: Provenance
    visibility: Visibility = Visibility.PUBLIC
    valid_from: str | None = None
    """First day on which it holds; None: since ever. Filled from the row's own date, else the file's."""
    valid_to: str | None = None
    """First day on which it no longer holds; None: open."""


class About(Record):
    """The base of what a source says about one party, under a key of its own."""

    key: Key
    party: Key
