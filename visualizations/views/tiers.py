"""The tiered view: lanes of cards, buyer on the left, over links that were drawn beforehand.

HTML and SVG only; it reads without JavaScript. Positions are in rem, so that they follow text zoom.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from headwater.graph.risk.own_risk.own import State
from headwater.visualizations import layout
from headwater.visualizations.subgraph import Node, Subgraph
from headwater.visualizations.views import page, words
from headwater.visualizations.views.page import Mark

CARDS = 12
"""Cards drawn in a lane; the rest is folded into one. Assumed: what fits on a screen."""
CARD_W, GAP_X, GAP_Y, HEAD = 13.5, 3.75, 0.625, 4.75
"""Width of a card (216 px: two lines of a long name), gaps, height of a lane's heading; rem."""
EDGE, LINE, FOLD, PAD = 1.0, 1.15, 3.75, 1.0
"""A card's own edge, one of its lines, height of the folded card, padding of the field; rem."""
NAME, TEXT = 20.0, 25.0
"""Widths, in letters, that surely fit on one line of a name and of a text. Measured with room to spare."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card; `y` is its top in rem."""

    place: int
    node: Node
    mark: Mark
    y: float
    height: float
    where: str
    status: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What a lane doesn't hold: nobody named it, or the walk stopped."""

    title: str
    text: str


@dataclass(slots=True)
class Lane:
    """One tier."""

    number: int
    title: str
    count: str
    shares: str
    x: float
    cards: list[Card] = field(default_factory=list)
    more: list[Card] = field(default_factory=list)
    more_words: str = ""
    more_y: float = 0.0
    bottom: float = HEAD
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn link, or several between two cards: an SVG path, its ends, width in rem, faintness."""

    path: str
    start: str
    end: str
    width: float
    faint: bool


class Tiers:
    """The tiered view."""

    NAME: ClassVar[str] = "tiers"
    TITLE: ClassVar[str] = "Tiered view: who supplies whom, lane by lane"

    def render(self, subgraph: Subgraph) -> str:
        """Give the page. Any number of nodes: a lane shows its worst twelve and folds the rest."""
        by_lane = layout.lanes(subgraph)
        order = [n for nodes in by_lane.values() for n in nodes]
        drawn = _lanes(subgraph, by_lane, order)
        places = {n.id: i for i, n in enumerate(order)}
        height = max(lane.bottom for lane in drawn) + PAD
        width = drawn[-1].x + CARD_W + PAD
        return page.render(
            "tiers.html",
            subgraph,
            lanes=drawn,
            lines=_lines(subgraph, drawn),
            links=sorted({(places[e.start], places[e.end]) for e in subgraph.edges if e.kind in page.LINKS}),
            folded={c.place: f"m{lane.number}" for lane in drawn for c in lane.more},
            rows=list(page.table(subgraph, order)),
            width=width,
            height=height,
            card_width=CARD_W,
            gap_x=GAP_X,
            gap_y=GAP_Y,
            head=HEAD,
            pad=PAD,
            fold=FOLD,
        )


def _lanes(subgraph: Subgraph, by_lane: Mapping[int, list[Node]], order: Sequence[Node]) -> list[Lane]:
    places = {n.id: i for i, n in enumerate(order)}
    facility_root = any(n.root and n.kind == "facility" for n in order)
    numbers = list(range(min(by_lane), max(by_lane) + 1))
    out: list[Lane] = []
    for at, number in enumerate([*numbers, numbers[-1] + 1]):
        nodes = by_lane.get(number, [])
        gap = _gap(subgraph, number, by_lane.get(number - 1, []))
        if not nodes and gap is None:
            continue
        lane = Lane(
            number=number,
            title=words.lane(number, facility_root=facility_root),
            count=_count(nodes),
            shares=_shares(subgraph, number),
            x=PAD + at * (CARD_W + GAP_X),
            gap=gap,
        )
        y = HEAD
        keep = len(nodes) if len(nodes) <= CARDS + 1 else CARDS
        for i, n in enumerate(nodes):
            mark, where, status = page.mark(n), _where(n), _status(n)
            said = f"{mark.word}: {status}" if n.state is State.EVIDENCE else status
            tall = round(EDGE + LINE * sum(_rows(*t) for t in ((n.name, NAME), (where, TEXT), (said, TEXT))), 2)
            card = Card(places[n.id], n, mark, y, tall, where, status)
            if i < keep:
                lane.cards.append(card)
                y += tall + GAP_Y
            else:
                lane.more.append(card)
        lane.more_y = y
        if lane.more:
            lane.more_words = _more_words(lane.more)
            y += FOLD + GAP_Y
        lane.bottom = y + (6.0 if gap else 0)
        out.append(lane)
    return out


def _count(nodes: Sequence[Node]) -> str:
    kinds = {n.kind for n in nodes}
    if not nodes:
        return "nobody named"
    if kinds == {"facility"}:
        return words.count(len(nodes), "facility")
    if kinds <= {"brand", "group"}:
        return words.count(len(nodes), "company")
    return words.count(len(nodes), "company or facility")


def _shares(subgraph: Subgraph, tier: int) -> str:
    """How much is mapped and assessed at a tier, where the caller computed it."""
    said = [
        f"{what} {words.percent(held[tier])}"
        for what, held in (("mapped", subgraph.meta.mapped), ("assessed", subgraph.meta.assessed))
        if tier in held
    ]
    return ", ".join(said)


def _rows(text: str, room: float) -> int:
    """Rows that a text may take, at most 2; wide scripts count double."""
    wide = sum(2.0 if unicodedata.east_asian_width(c) in "WF" else 1.25 if ord(c) > 0x24F else 1.0 for c in text)
    return (wide > 0) + (wide > room)


def _where(n: Node) -> str:
    """A card's second line: where it is, what else it does."""
    said = [words.place(n)] if n.country or n.country_proposed or n.kind not in ("brand", "group") else []
    return " · ".join([*said, *(r for r in n.roles if r != "supplier")])


def _status(n: Node) -> str:
    """A card's last line, after the severity word."""
    if n.state is State.EVIDENCE:
        return words.findings(n)
    if n.kind in ("brand", "group") and n.state is State.UNKNOWN:
        return words.count(n.suppliers_named, "supplier") + " named" if n.suppliers_named else n.kind
    if n.state is State.LOOKED:
        return f"Looked {n.looked}" if n.looked else "Looked, undated"
    return "Context only" if n.state is State.CONTEXT else "Unknown"


def _more_words(cards: Sequence[Card]) -> str:
    held = Counter(c.mark for c in cards)
    named = [f"{held[m]} {m.word.partition(',')[0].partition(':')[0]}" for m in (*page.MARKS, page.BUYER) if held[m]]
    return ", ".join(named)


def _gap(subgraph: Subgraph, number: int, before: Sequence[Node]) -> Gap | None:
    """What a lane lacks: the buyers before it whose suppliers nobody named, or that weren't followed."""
    m = subgraph.meta
    if number < 1 or not before:
        return None
    if m.depth is not None and number > m.depth:
        cut = sum(n.suppliers_named > 0 for n in before)
        return (
            Gap("Not drawn", f"{cut} of {len(before)} here name suppliers; this picture stops at tier {m.depth}")
            if cut
            else None
        )
    if number in m.mapped:
        rest = 1 - m.mapped[number]
        return Gap("Not mapped", f"{words.percent(rest)} of purchases traced to no facility") if rest > 5e-4 else None
    before = [n for n in before if n.kind != "group"]
    silent = sum(n.suppliers_named == 0 and not n.chain_end for n in before)
    if silent:
        return Gap("Not mapped", f"{silent} of {len(before)} in the lane before name no supplier")
    if number == 1:
        return Gap("Not mapped", "What else is bought, beyond these lists, is not known")
    return None


def _lines(subgraph: Subgraph, lanes: Sequence[Lane]) -> list[Line]:
    """Links between cards; what is folded shares the line of its folded card."""
    spot: dict[str, tuple[str, float, float]] = {}
    for lane in lanes:
        for c in lane.cards:
            spot[c.node.id] = (f"c{c.place}", lane.x, c.y + c.height / 2)
        for c in lane.more:
            spot[c.node.id] = (f"m{lane.number}", lane.x, lane.more_y + FOLD / 2)
    held: dict[tuple[tuple[str, float, float], tuple[str, float, float]], list[bool]] = {}
    for e in subgraph.edges:
        if e.kind in page.LINKS and e.start in spot and e.end in spot:
            held.setdefault((spot[e.start], spot[e.end]), []).append(
                e.confidence is not None and e.confidence < page.FAINT
            )
    out = []
    for ((a, ax, ay), (b, bx, by)), links in sorted(held.items()):
        x1, x2 = bx + CARD_W, ax
        if ax == bx:
            x2 = ax + CARD_W
            bend = (x1 + GAP_X * 0.7, x1 + GAP_X * 0.7)
        elif ax - bx > CARD_W + GAP_X + 1e-9:
            out.append(Line(_over(x1, by, x2, ay), a, b, _width(len(links)), all(links)))
            continue
        elif ax > bx:
            bend = ((x1 + x2) / 2, (x1 + x2) / 2)
        else:
            bend = (x1 + GAP_X, x2 - GAP_X)
        path = f"M{x1:.2f},{by:.2f}C{bend[0]:.2f},{by:.2f} {bend[1]:.2f},{ay:.2f} {x2:.2f},{ay:.2f}"
        out.append(Line(path, a, b, _width(len(links)), all(links)))
    return out


def _width(links: int) -> float:
    """Width of a line that stands for so many links, rem."""
    return round(min(0.32, 0.075 + 0.05 * math.log2(links)), 3)


def _over(x1: float, y1: float, x2: float, y2: float) -> str:
    """A line that skips lanes: up, along above the cards, and down before the card it leads to."""
    top, up, down = HEAD - 0.4, x1 + GAP_X * 0.45, x2 - GAP_X * 0.45
    return (
        f"M{x1:.2f},{y1:.2f}C{up:.2f},{y1:.2f} {up - 0.4:.2f},{top:.2f} {up + 1:.2f},{top:.2f}"
        f"L{down - 1:.2f},{top:.2f}C{down + 0.4:.2f},{top:.2f} {down:.2f},{y2:.2f} {x2:.2f},{y2:.2f}"
    )
