"""Edits read from words."""

from __future__ import annotations

import pytest

from headwater.graph.errors import NotFound, UsageError
from headwater.graph.risk.whatif.edits import Edit, parse_edits
from tests.graph.risk.rows import PACK


def test_edits_are_read_from_words_with_colons_in_ids() -> None:
    issues = ("harm",)
    assert parse_edits(issues, remediate=["name:C", "name:C:harm"]) == (
        Edit(kind="remedy", party="name:C"),
        Edit(kind="remedy", party="name:C", issue="harm"),
    )
    assert parse_edits(issues, replace=["X = Y"]) == (Edit(kind="replace", party="X", by="Y"),)
    with pytest.raises(UsageError, match="OLD=NEW"):
        parse_edits(issues, replace=["X"])


def test_what_stands_behind_the_party_is_the_event_colons_and_all() -> None:
    def named(text: str) -> str:
        if text not in ("Mill", "oshub:BD1"):
            raise NotFound(text)
        return text

    for party, event in (("Mill", "wage-gap:row:list:Mill:ID:2023"), ("oshub:BD1", "a:b"), ("oshub:BD1", "raid")):
        (got,) = parse_edits(("harm",), remediate=[f"{party}:{event}"], named=named)
        assert got == Edit(kind="remedy", party=party, event=event)
    with pytest.raises(NotFound, match="'Mlil'"):
        parse_edits(("harm",), remediate=["Mlil:raid"], named=named)
    assert [e.issue for e in parse_edits(("osh",), remediate=["Mill:Safety and health"], named=named, pack=PACK)]
