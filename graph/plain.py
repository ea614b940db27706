"""Numbers as people write them: what a word must be to be read as one, in an ask and in a parameter."""

from __future__ import annotations

import math
import re
from typing import Any

from pydantic_core import PydanticKnownError

_WHOLE = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


def whole_number(text: str) -> int | None:
    """A whole number in digits; None where the text is none.

    >>> whole_number(" 10 "), whole_number("-1"), whole_number("1_0"), whole_number("1.0")
    (10, -1, None, None)
    """
    words = text.strip()
    return int(words) if _WHOLE.fullmatch(words) and len(words) <= _LONGEST else None


def number(text: str) -> float | None:
    """A finite number; None where the text is none.

    >>> number("0.5"), number("1e-3"), number("1_0"), number("nan"), number("1e999")
    (0.5, 0.001, None, None, None)
    """
    words = text.strip()
    found = float(words) if _NUMBER.fullmatch(words) else math.inf
    return found if math.isfinite(found) else None


_LONGEST = 30
"""Digits of a whole number. Assumed: no count is greater."""


def refuse_odd_number(value: Any, kind: type[int] | type[float]) -> None:
    """Refuse, where a model would take it for a number: a truth value, odd text, NaN and infinity.

    Raises:
        PydanticKnownError: Of the type that the model has for such a misfit.
    """
    if isinstance(value, bool):
        raise PydanticKnownError("int_type" if kind is int else "float_type")
    if isinstance(value, float) and not math.isfinite(value):
        raise PydanticKnownError("finite_number")
    if isinstance(value, str) and (whole_number if kind is int else number)(value) is None:
        raise PydanticKnownError("int_parsing" if kind is int else "float_parsing")


__all__ = ["number", "refuse_odd_number", "whole_number"]
