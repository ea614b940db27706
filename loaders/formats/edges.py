"""Bring your own network: `supplier,buyer,share,confidence[,kind,product,since,until,tier]`.

An empty share is unknown, an empty confidence is 1. A row that links a party to itself is refused. Known
shares of one buyer that add up to more than 1 (on any one day) send that buyer's rows to quarantine.
"""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from headwater.graph.ids import nfc
from headwater.graph.records import LINK_KINDS, Provenance, Record, Relation, RelationKind
from headwater.loaders.cells.fields import Bad, Fields, one_of
from headwater.loaders.input.tables import Table
from headwater.loaders.lists.template import Looked, Template, stub
from headwater.loaders.port import Options

KINDS: tuple[str, ...] = tuple(k.value for k in RelationKind)
TOLERANCE = 1e-6
"""How far known shares of one buyer may go over 1. Source: `docs/method.md`, Data."""
SHARED = frozenset(k for k in LINK_KINDS if k is not RelationKind.RECRUITS_FOR)
"""Relations whose shares are parts of the buyer's purchases."""

_Spans = dict[tuple[str, str, str | None, str | None], float]
"""(supplier, product, since, until) → share; of rows that say it twice, the larger."""


class Edges(Template):
    """Links between parties that are known by name, or by a strong id written out (`oshub:…`)."""

    NAME: ClassVar[str] = "edges"
    TITLE: ClassVar[str] = "links of a network"
    NEEDED: ClassVar[tuple[str, ...]] = ("supplier", "buyer")
    ALSO: ClassVar[tuple[str, ...]] = ("share", "confidence", "kind", "product", "since", "until", "tier")
    TELLING: ClassVar[tuple[str, ...]] = ("share",)
    WHOLE: ClassVar[bool] = True

    def look(self, table: Table, columns: dict[str, int | None], options: Options) -> dict[str, str]:
        """Find the buyers whose known shares add up to more than 1: key → the sum in words."""
        known: dict[str, _Spans] = {}
        if columns["share"] is None:
            return {}
        pack = options.pack
        for row in table.rows():
            if row.rejected is not None or row.text(columns["share"]) is None:
                continue
            cells = Fields(table, row, columns, pack)
            try:
                share, kind = cells.share("share"), _kind(cells)
                supplier, buyer = cells.key("supplier"), cells.key("buyer")
                since, until = cells.date("since"), cells.date("until")
            except Bad:
                continue
            if share is None or kind not in SHARED or supplier == buyer:
                continue
            spans = known.setdefault(buyer, {})
            span = (supplier, nfc(cells.text("product") or "").casefold(), since, until)
            spans[span] = max(spans.get(span, 0.0), share)
        sums = {buyer: largest_sum(spans) for buyer, spans in known.items()}
        return {b: f"{round(total, 9):g}" for b, total in sums.items() if total > 1 + TOLERANCE}

    def make(self, cells: Fields, where: Provenance, looked: Looked) -> tuple[Record, ...]:
        """Make the relation, and those of its ends that no row named before."""
        supplier, buyer, kind = cells.key("supplier"), cells.key("buyer"), _kind(cells)
        if supplier == buyer:
            raise Bad("buyer", "self_link", f"{cells.text('buyer')!r} is linked to itself")
        share = cells.share("share")
        if kind is RelationKind.RECRUITS_FOR and share is not None:
            cells.warn("share", "share_ignored", "a recruiter has no share of purchases; left out")
            share = None
        confidence = cells.share("confidence")
        since, until = cells.date("since"), cells.date("until")
        if since and until and until < since[: len(until)]:
            raise Bad("until", "date", f"ends ({until}) before it begins ({since})")
        tier, product = cells.whole("tier", 1, 20), cells.text("product")
        if kind in SHARED and buyer in looked.refused:
            message = f"the known shares of {cells.text('buyer')!r} add up to {looked.refused[buyer]}, more than 1"
            raise Bad("share", "SHARE_SUM", message)
        relation = Relation(
            provenance=where,
            kind=kind,
            start=supplier,
            end=buyer,
            product=product,
            share=share,
            confidence=1.0 if confidence is None else confidence,
            tier=tier,
            since=since,
            until=until,
        )
        return *(stub(key, where) for key in (supplier, buyer) if looked.first(key)), relation


def largest_sum(spans: _Spans) -> float:
    """Give the largest sum of shares that hold on one day; a link without dates always holds.

    >>> round(largest_sum({("a", "", None, "2023"): 0.9, ("b", "", "2024", None): 0.9, ("c", "", None, None): 0.1}), 9)
    1.0
    """
    days = {s[2] or "" for s in spans}
    return max((sum(v for s, v in spans.items() if _holds(s[2], s[3], day)) for day in days), default=0.0)


def _holds(since: str | None, until: str | None, day: str) -> bool:
    return (since or "") <= day and (until is None or day[: len(until)] <= until)


def _kind(cells: Fields) -> RelationKind:
    text = cells.text("kind")
    return RelationKind.SUPPLIES if text is None else _kind_of(text)


@lru_cache(maxsize=1_000)
def _kind_of(text: str) -> RelationKind:
    return RelationKind(one_of("kind", text, KINDS))


__all__ = ["KINDS", "TOLERANCE", "Edges", "largest_sum"]
