"""Which licences ask for the same terms."""

from __future__ import annotations

import pytest

from headwater.graph.vocabulary.licences import share_alike


@pytest.mark.parametrize(
    ("licence", "alike"),
    [
        ("CC-BY-SA-4.0", True), ("CC BY SA 4.0", True), ("ODbL 1.0", True), ("Share Alike", True),
        ("Open Database License", True), ("CC-BY-4.0", False), ("CC0-1.0", False), ("", False), (None, False),
    ],
)  # fmt: skip
def test_a_licence_that_asks_for_the_same_terms_is_known(licence: str | None, alike: bool) -> None:
    assert share_alike(licence) is alike
