"""Edits read from words."""

from __future__ import annotations

import pytest

from headwater.graph.errors import UsageError
from headwater.graph.risk.whatif.edits import Edit, parse_edits


def test_edits_are_read_from_words_with_colons_in_ids() -> None:
    issues = ("harm",)
    assert parse_edits(issues, remediate=["name:C", "name:C:harm"]) == (
        Edit(kind="remedy", party="name:C"),
        Edit(kind="remedy", party="name:C", issue="harm"),
    )
    assert parse_edits(issues, replace=["X = Y"]) == (Edit(kind="replace", party="X", by="Y"),)
    with pytest.raises(UsageError, match="OLD=NEW"):
        parse_edits(issues, replace=["X"])
