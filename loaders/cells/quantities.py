"""Numbers as lists write them, never by the locale: the marks are found from the whole column.

"1,017" alone could be a thousand and seventeen or one and a bit, so it's left out unless another cell of
its column shows what the comma is. The same for shares: 71, 0.71 and 71.0% are told apart by the column.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 10_000_000
"""Greatest count of people in one place. Assumed: no facility has more, a cell with more is another column's."""
_DIGITS = 300
"""Most digits of a whole number: one with more is none that a computer holds."""
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?", re.ASCII)
_COMMA_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|[-+]?\d{1,3}(?:,\d{3})+\.\d+", re.ASCII)
_COMMA_DECIMAL = re.compile(r"[-+]?\d+,(?:\d{1,2}|\d{4,})|[-+]?(?:0|\d{4,}),\d+|[-+]?\d{1,3}(?:\.\d{3})+,\d+", re.ASCII)
_DOT_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:\.\d{3}){2,}", re.ASCII)
_SPACES = re.compile(r"(?<=\d)[\u00a0\u202f' ](?=\d{3}\b)")


@dataclass(slots=True)
class Style:
    """How one column writes numbers; feed it every cell with `see`, then read cells with `number` and `share`."""

    comma_thousands: bool = False
    comma_decimal: bool = False
    dot_thousands: bool = False
    percent_signs: bool = False
    over_one: bool = False
    fractions: bool = False

    def see(self, text: str | None) -> None:
        """Take one cell into account; what is no number is passed over."""
        if text is None:
            return
        if text.isascii() and text.isdigit():
            self.over_one |= len(text) > 1 or text > "1"
            return
        text = text.strip()
        if not text or not (text[0].isdigit() or text[0] in "+-" or text[-1] == "%"):
            return
        bare = _SPACES.sub("", text)
        if bare.endswith("%"):
            self.percent_signs, bare = True, bare[:-1].strip()
        self.comma_thousands |= bool(_COMMA_THOUSANDS.fullmatch(bare))
        self.comma_decimal |= bool(_COMMA_DECIMAL.fullmatch(bare))
        self.dot_thousands |= bool(_DOT_THOUSANDS.fullmatch(bare))
        if not text.endswith("%"):
            value = _value(bare.replace(",", "."))
            if value is not None:
                self.over_one |= value > 1
                self.fractions |= 0 < value < 1

    def number(self, text: str) -> float:
        """Read a cell.

        Raises:
            ValueError: It's no number, or its marks can be read in two ways; says which.
        """
        if text.isascii() and text.isdigit() and len(text) <= _DIGITS:
            return float(text)
        bare = _SPACES.sub("", text.strip())
        if "," not in bare and not (self.dot_thousands or self.comma_decimal):
            value = _value(bare)
        elif self.comma_decimal and not self.comma_thousands:
            value = _value(re.sub(r"\.(?=\d{3}(?:\D|$))", "", bare).replace(",", "."))
        elif self.comma_thousands and not self.comma_decimal:
            value = _value(re.sub(r",(?=\d{3}(?:\D|$))", "", bare))
        elif self.dot_thousands and "," not in bare:
            value = _value(re.sub(r"\.(?=\d{3}(?:\D|$))", "", bare))
        elif _COMMA_THOUSANDS.fullmatch(bare):
            value = _value(bare.replace(",", ""))
        else:
            raise ValueError(f"{text!r}: the mark may part thousands or decimals, and the column doesn't tell")
        if value is None:
            raise ValueError(f"{text!r} is no number")
        return value

    def count(self, text: str) -> int:
        """Read a cell as a count of something, 0 or more. Raises ValueError."""
        value = self.number(text)
        if not value.is_integer() or not 0 <= value <= MOST:
            raise ValueError(f"{text!r} is no whole number from 0 to {MOST:,}")
        return int(value)

    def share(self, text: str) -> float:
        """Read a cell as a fraction of 1: "71.0%", 71 and 0.71 are 0.71, by the whole column.

        Raises:
            ValueError: It's no number, outside 0 to 100 %, or the column doesn't tell per cent from fractions.
        """
        bare = text.strip()
        if bare.endswith("%"):
            value = self.number(bare[:-1]) / 100
        else:
            value = self.number(bare)
            if value and not self.over_one and not self.fractions:
                raise ValueError(f"{text!r} may be a fraction or per cent, and the column doesn't tell")
            if self.percent_signs and not self.over_one and value:
                raise ValueError(f"{text!r} stands without a sign in a column of per cent")
            if self.over_one:
                value /= 100
        if not 0 <= value <= 1:
            raise ValueError(f"{text!r} is not between 0 and 100 %")
        return round(value, 12)


def _value(text: str) -> float | None:
    value = float(text) if _PLAIN.fullmatch(text) else math.inf
    return value if math.isfinite(value) else None


def style_of(cells: Iterable[str | None]) -> Style:
    """Find the style of a column.

    >>> style_of(["71", "0", "4"]).share("71"), style_of(["0.71", "0"]).share("0.71"), style_of([]).share("71.0%")
    (0.71, 0.71, 0.71)
    >>> style_of(["1,017", "1,234,567"]).count("1,017")
    1017
    """
    style = Style()
    for cell in cells:
        style.see(cell)
    return style


__all__ = ["MOST", "Style", "style_of"]
