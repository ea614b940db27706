"""Colours, letters and shapes: severity is never colour alone.

Bands by severity (method, section 2): 5 Critical, 4 High, 3 Medium, 1-2 Low. The fills go one way in
lightness, so that they survive grey printing and colour blindness. Contrast: WCAG 2.2, 1.4.3 and 1.4.11.
"""

from __future__ import annotations

from dataclasses import dataclass

INK, MUTED = "#16202B", "#52606D"
PAGE, SURFACE, LINE, CONTROL = "#F5F7FA", "#FFFFFF", "#CBD2D9", "#7B8794"
ACCENT, SELECTED = "#0B5CAD", "#E8F1FB"
NOTICE, NOTICE_INK, ERROR_INK, SUCCESS_INK = "#FFF4DA", "#5F3B00", "#9B1C1C", "#1B6E4B"


@dataclass(frozen=True, slots=True)
class Band:
    """A band of severity. `shape` is its vis-network shape, `css` the class of its chip."""

    word: str
    letter: str
    fill: str
    text: str
    shape: str
    css: str


BANDS: tuple[Band, ...] = (
    Band("Critical", "C", "#4B1248", "#FFFFFF", "diamond", "critical"),
    Band("High", "H", "#C2402F", "#FFFFFF", "square", "high"),
    Band("Medium", "M", "#F0A03C", INK, "triangle", "medium"),
    Band("Low", "L", "#FCE9AE", INK, "dot", "low"),
)
"""Worst first."""

UNRATED = Band("Severity unknown", "!", "#FFFFFF", INK, "star", "unrated")
"""An open finding whose severity neither its source nor the pack names."""


def band(severity: int | None) -> Band:
    """Give the band of a severity, 1 to 5; None: `UNRATED`.

    >>> [band(s).word for s in (5, 4, 3, 2, 1)]
    ['Critical', 'High', 'Medium', 'Low', 'Low']
    """
    return UNRATED if severity is None else BANDS[min(5 - severity, 3)]


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours "#RRGGBB", 1 to 21. Source: WCAG 2.2, relative luminance.

    >>> round(contrast("#FFFFFF", "#000000"), 1)
    21.0
    """

    def luminance(colour: str) -> float:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
