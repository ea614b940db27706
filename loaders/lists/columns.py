"""What the columns of a list nobody knows hold: by their headers in several languages, and by their cells.

Contact columns (by header, or by cells that hold e-mail addresses) are found first and never read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Literal

from headwater.graph.names import normalise
from headwater.graph.numbers import percent
from headwater.loaders.cells.countries import country_code, holds_codes
from headwater.loaders.cells.identifiers import holds_email, is_lei, os_id
from headwater.loaders.cells.quantities import Style
from headwater.loaders.cells.words import rows
from headwater.loaders.input.headers import fold_header, is_contact
from headwater.loaders.input.tables import Table

FIELDS: tuple[str, ...] = (
    "name", "native_name", "country", "region", "city", "address", "postal_code", "latitude", "longitude", "product",
    "sector", "facility_type", "tier", "parent", "workers", "women", "migrants", "buyer", "os_id", "lei",
    "registry_number", "subcontractors", "since", "phone",
)  # fmt: skip
"""What a column may hold. `phone` is only looked at for its country code, never kept."""
NUMBERS: tuple[str, ...] = ("latitude", "longitude", "workers", "women", "migrants")
"""Fields that are numbers."""

LOOKED_AT = 5_000
"""Rows looked at to judge what the cells of a column are. Assumed."""
SAMPLE = 400
"""Filled cells of a column (and different values of it) that are tried for what they are, evenly spread. Assumed."""
SURE, LIKELY, PERHAPS = 0.95, 0.8, 0.6
"""Confidence by: the very header (or cells that can be nothing else), words of it, the cells alone. Assumed."""

_PHONE = re.compile(r"(?:\+|00)[\d\s()./-]{7,20}|\(?0\d[\d\s()./-]{6,18}")
_LEGAL = re.compile(
    r"\b(?:co|ltd|limited|inc|llc|gmbh|corp|corporation|pvt|pte|sdn bhd|s\.?a|s\.?r\.?l|srl|ltda|jsc|plc|pt|company|"
    r"factory|garments?|textiles?|apparel|mills?|industries|cong ty)\b|公司|厂|工厂|有限"
)
_IDLE = re.compile(r"\b(?:the|of|in|total|des|der|die|du|de la|del|de|optional|required|pflichtfeld|english|英文)\b")
_NATIVE = re.compile(r"[\u0400-\u04ff\u0590-\u06ff\u0900-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(slots=True)
class Seen:
    """What the cells of one column are, as counts.

    Attributes:
        filled: Cells that hold something.
        values: Their different texts.
        tried: Cells that were tried for what they are; `emails` to `text` count among these.
        names: Values that were tried for being a country; `countries` counts among these.
    """

    filled: int = 0
    values: int = 0
    tried: int = 0
    emails: int = 0
    phones: int = 0
    os_ids: int = 0
    leis: int = 0
    legal: int = 0
    native: int = 0
    text: int = 0
    names: int = 0
    countries: int = 0
    first: str = ""
    """The least of the values."""
    style: Style = field(default_factory=Style)
    largest: float = 0.0

    @staticmethod
    def of(cells: Sequence[str]) -> Seen:
        """Take the filled cells of a column into account: numbers of all, words of a sample."""
        values = list(dict.fromkeys(cells))
        seen = Seen(len(cells), len(values), first=min(values, default=""))
        for cell in values:
            seen._measure(cell)
        for cell in _spread(cells):
            seen._try(cell)
        codes = holds_codes(values)
        names = _spread(values)
        seen.names, seen.countries = len(names), sum(country_code(v, codes=codes) is not None for v in names)
        return seen

    def _measure(self, cell: str) -> None:
        """Note how a cell writes a number, if it is one."""
        self.style.see(cell)
        if cell[0].isdigit() and re.fullmatch(r"\d+(?:\.\d+)?", bare := cell.rstrip("% ").replace(",", ".")):
            self.largest = max(self.largest, float(bare))

    def _try(self, cell: str) -> None:
        self.tried += 1
        self.emails += holds_email(cell)
        self.phones += bool(_PHONE.fullmatch(cell))
        self.os_ids += os_id(cell) is not None
        self.leis += is_lei(cell)
        self.legal += bool(_LEGAL.search(cell.casefold()))
        self.native += bool(_NATIVE.search(cell))
        self.text += any(c.isalpha() for c in cell)

    def part(self, count: int) -> float:
        """A count as a part of the cells that were tried."""
        return count / self.tried if self.tried else 0.0


def _spread(items: Sequence[str]) -> Sequence[str]:
    """At most `SAMPLE` of them, evenly spread, the first and the last among them."""
    last = len(items) - 1
    return items if last < SAMPLE else [items[i * last // (SAMPLE - 1)] for i in range(SAMPLE)]


@dataclass(frozen=True, slots=True)
class Guess:
    """One column may be one field: how sure (0 to 1), and why in words."""

    field: str
    column: int
    confidence: float
    why: str


def look(table: Table) -> list[Seen]:
    """Look at the cells of every column, over the first rows."""
    cells: list[list[str]] = [[] for _ in table.headers]
    for row in islice(table.rows(), LOOKED_AT):
        for place in range(len(row.cells)):
            if (cell := row.text(place)) is not None:
                cells[place].append(cell)
    return [Seen.of(column) for column in cells]


def contact_why(header: str, seen: Seen) -> str | None:
    """Why a column is about contact persons; None: it isn't. Such a column is never read."""
    best = field_of(header)
    if best is not None and best[0] == "contact":
        return f"header {header!r} is about contact persons"
    if best is not None and best[0] == "phone" and best[2] == "strong":
        return None
    if is_contact(header) and (best is None or best[0] in ("phone", "contact")):
        return f"header {header!r} is about contact persons"
    if seen.part(seen.emails) > 0.2:
        return "its cells hold e-mail addresses"
    if seen.part(seen.phones) > 0.5 and best is None:
        return "its cells hold phone numbers"
    return None


def guesses(table: Table, seen: Sequence[Seen]) -> list[Guess]:
    """Give everything that the columns may be, surest first; ties by field, then by column."""
    found: list[Guess] = []
    for place, header in enumerate(table.headers):
        s = seen[place]
        if not header or contact_why(header, s):
            continue
        by_header = field_of(header)
        if by_header is not None and by_header[0] == "other":
            continue
        if by_header is not None:
            name, confidence, strength = by_header
            why = f"header {header!r}"
            if strength == "weak":
                confidence -= 0.1
            confidence, why = _checked(name, confidence, why, s)
            found.append(Guess(name, place, round(confidence, 2), why))
        found += _by_content(place, s)
    return sorted(found, key=lambda g: (-g.confidence, FIELDS.index(g.field), g.column))


def _checked(name: str, confidence: float, why: str, s: Seen) -> tuple[float, str]:
    """Whether the cells are what the header says."""
    if not s.filled:
        return confidence - 0.2, f"{why}; no cell is filled"
    if name == "name" and s.filled >= 20 and s.values < 0.3 * s.filled:
        return 0.4, f"{why}, but the same {s.values} names stand in {s.filled} rows"
    if name == "country":
        part = s.countries / max(s.names, 1)
        if part < 0.5 and s.values >= 3:
            return 0.3, f"{why}, but only {percent(part)} of its values are countries"
        return confidence, f"{why}; {percent(part)} of its values are countries"
    if name in NUMBERS and s.part(s.text) > 0.5:
        return 0.3, f"{why}, but its cells are words"
    if name in ("name", "city", "product") and s.part(s.text) < 0.5:
        return 0.3, f"{why}, but its cells are numbers"
    if name == "tier" and tier_of(s.first) is None:
        return 0.3, f"{why}, but its cells are no tiers"
    if name == "os_id" and not s.os_ids:
        return 0.3, f"{why}, but no cell is an OS ID"
    if name == "lei" and not s.leis:
        return 0.3, f"{why}, but no cell is an LEI"
    return confidence, why


def _by_content(place: int, s: Seen) -> list[Guess]:
    """What the cells alone say."""
    found: list[Guess] = []
    if s.filled and s.os_ids == s.tried:
        found.append(Guess("os_id", place, SURE, "its cells are OS IDs"))
    if s.filled and s.leis == s.tried:
        found.append(Guess("lei", place, SURE, "its cells are LEIs with right check digits"))
    if s.filled >= 3 and s.countries >= 0.9 * s.names:
        found.append(Guess("country", place, PERHAPS, "its cells are countries"))
    distinct = s.values / s.filled if s.filled else 0.0
    if s.filled >= 3 and distinct > 0.5 and s.part(s.legal) > 0.3 and s.part(s.text) > 0.9:
        found.append(Guess("name", place, PERHAPS, "its cells look like company names"))
    return found


def tier_of(text: str) -> int | None:
    """Give the tier that a cell names; None: none, or several.

    >>> tier_of("Tier 1 Supplier"), tier_of("2"), tier_of("T3"), tier_of("一级"), tier_of("1 and 2"), tier_of("n/a")
    (1, 2, 3, 1, None, None)
    """
    digits = re.findall(r"\d+", text)
    if not digits:
        digits = [str("一二三四五".index(c) + 1) for c in text if c in "一二三四五"]
    return int(digits[0]) if len(digits) == 1 and 1 <= int(digits[0]) <= 20 else None


def field_of(header: str) -> tuple[str, float, Literal["strong", "weak"]] | None:
    """Give what a header names: (field, "contact" or "other", how sure, strength); None: no word of it is known.

    >>> field_of("Factory Name"), field_of("Land"), field_of("员工人数")[0], field_of("Colour")
    (('name', 0.95, 'strong'), ('country', 0.95, 'strong'), 'workers', None)
    """
    table = _headers()
    folded = fold_header(header)
    keys = dict.fromkeys([folded, normalise(folded), _bare(folded), normalise(_bare(folded))])
    for key in keys:
        if key in table:
            name, strength = table[key]
            return name, SURE, strength
    inner = [
        (len(k), k)
        for k in table
        if (len(k) >= 2 and k in folded if _CJK.search(k) else len(k) >= 3 and f" {k} " in f" {folded} ")
    ]
    if not inner:
        return None
    said = [x for x in inner if table[x[1]][0] != "name"]
    inner = said or inner
    name, strength = table[max(inner)[1]]
    share = max(inner)[0] / max(len(folded), 1)
    return name, LIKELY if share >= 0.5 else PERHAPS + 0.05, strength


def _bare(folded: str) -> str:
    """A header without words that say nothing of its field."""
    text = _IDLE.sub(" ", folded)
    return " ".join(text.split())


@cache
def _headers() -> dict[str, tuple[str, Literal["strong", "weak"]]]:
    out: dict[str, tuple[str, Literal["strong", "weak"]]] = {}
    for row in rows("headers.csv"):
        strength: Literal["strong", "weak"] = "strong" if row["strength"] == "strong" else "weak"
        for word in row["words"].split("|"):
            for key in (fold_header(word), normalise(fold_header(word))):
                if key:
                    out.setdefault(key, (row["field"], strength))
    return out


__all__ = ["FIELDS", "NUMBERS", "Guess", "Seen", "contact_why", "field_of", "guesses", "look", "tier_of"]
