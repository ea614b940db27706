"""Which keys are one party."""

from __future__ import annotations

from headwater.graph.resolution.queue import links_document
from tests.visualizations.text.saying import HEAD, SHA, said


def test_links_are_pairs_with_their_reason() -> None:
    lines = said(links_document([(f"row:a list:{SHA[:16]}", "oshub:BD1", "same id")], header=HEAD))
    assert "a row of a list (…cdef)" in lines[2] and "OS ID BD1" in lines[2] and "same id" in lines[2]
    assert said(links_document([], header=HEAD)) == ["no two keys are linked"]
