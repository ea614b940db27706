"""The documents that the command line prints with --json and the API serves, under the same names."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Document(BaseModel):
    """The base: frozen; None means unknown or not computed, never zero."""

    model_config = ConfigDict(frozen=True)
