"""The palette's contrasts, by the WCAG formula."""

from __future__ import annotations

from itertools import pairwise

import pytest

from headwater.visualizations import palette


@pytest.mark.parametrize(
    ("a", "b", "ratio"), [("#FFFFFF", "#000000", 21.0), ("#777777", "#FFFFFF", 4.48), ("#16202B", "#FFFFFF", 16.5)]
)
def test_contrast_agrees_with_known_values(a: str, b: str, ratio: float) -> None:
    assert palette.contrast(a, b) == pytest.approx(ratio, abs=0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((b.text, b.fill) for b in (*palette.BANDS, palette.UNRATED)),
        *((ink, ground) for ink in (palette.INK, palette.MUTED, palette.ACCENT)
          for ground in (palette.PAGE, palette.SURFACE, palette.SELECTED)),
        (palette.NOTICE_INK, palette.NOTICE),
    ],
)  # fmt: skip
def test_text_can_be_read(text: str, ground: str) -> None:
    assert palette.contrast(text, ground) >= 4.5


@pytest.mark.parametrize("line", [palette.CONTROL, palette.ACCENT, palette.INK])
@pytest.mark.parametrize("ground", [palette.SURFACE, palette.PAGE])
def test_borders_and_links_can_be_seen(line: str, ground: str) -> None:
    assert palette.contrast(line, ground) >= 3.0


def test_bands_grow_lighter_one_way_and_differ_in_letter_and_shape() -> None:
    against_black = [palette.contrast(b.fill, "#000000") for b in palette.BANDS]
    assert against_black == sorted(against_black)
    assert min(b / a for a, b in pairwise(against_black)) > 1.5
    assert len({b.letter for b in palette.BANDS}) == len({b.shape for b in palette.BANDS}) == 4
