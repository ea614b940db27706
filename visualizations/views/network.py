"""The network view: pyvis's node model in our own page, positions given, table below."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar

from headwater.graph.errors import UsageError
from headwater.graph.risk.own_risk.own import State
from headwater.visualizations import layout, palette
from headwater.visualizations.subgraph import Edge, Node, Subgraph
from headwater.visualizations.views import page, words

MOST, MANY = 1_500, 300
"""Refused above the first, warned of above the second. Assumed: what a person can still read."""
LABEL = 34
"""Characters of a name under its mark; the table has it whole."""


class NetworkView:
    """The network view."""

    NAME: ClassVar[str] = "network"
    TITLE: ClassVar[str] = "Network view: every link, to be zoomed and searched"

    def render(self, subgraph: Subgraph) -> str:
        """Give the page.

        Raises:
            UsageError: More than 1,500 companies and facilities; nobody could read it.
        """
        if len(subgraph.nodes) > MOST:
            raise UsageError(
                f"{len(subgraph.nodes):,} companies and facilities are too many for a network picture "
                f"(at most {MOST:,}); use fewer tiers (--depth), the tiered view, or an export"
            )
        from headwater.visualizations.views.safe_network import SafeNetwork  # pyvis takes a second to import

        by_lane = layout.lanes(subgraph)
        order = [n for nodes in by_lane.values() for n in nodes]
        places = {n.id: i for i, n in enumerate(order)}
        spots = layout.positions(subgraph)
        net = SafeNetwork()
        for i, n in enumerate(order):
            x, y = spots[n.id]
            net.add_node(i, **_look(n), x=x, y=y)
        for pair, edges in _pairs(subgraph).items():
            net.add_edge(places[pair[0]], places[pair[1]], **_line(edges, crowded=len(order) > MANY))
        return net.page(
            subgraph,
            rows=list(page.table(subgraph, order)),
            choices=sorted(((words.flat(n.name), i) for i, n in enumerate(order)), key=lambda c: (c[0].casefold(), c)),
            bands=_bands(by_lane, spots),
            many=len(order) if len(order) > MANY else 0,
        )


def _bands(by_lane: Mapping[int, list[Node]], spots: Mapping[str, tuple[float, float]]) -> list[dict[str, Any]]:
    """The lanes behind the picture: title, left and right edge, top and bottom; in the picture's units."""
    facility_root = any(n.root and n.kind == "facility" for nodes in by_lane.values() for n in nodes)
    top, bottom = (f(y for _, y in spots.values()) for f in (min, max))
    out = []
    for tier, nodes in by_lane.items():
        xs = [spots[n.id][0] for n in nodes]
        edges = {"left": min(xs) - layout.STEP_X / 2, "right": max(xs) + layout.STEP_X / 2}
        title = f"{words.lane(tier, facility_root=facility_root)} ({len(nodes):,})"
        out.append({"title": title, **edges, "top": top - layout.STEP_Y, "bottom": bottom + layout.STEP_Y})
    return out


def _pairs(subgraph: Subgraph) -> dict[tuple[str, str], list[Edge]]:
    """Links by (start, end); relations of ownership and membership are drawn too, thin."""
    out: dict[tuple[str, str], list[Edge]] = {}
    for e in subgraph.edges:
        if e.start != e.end:
            out.setdefault((e.start, e.end), []).append(e)
    return out


def _look(n: Node) -> dict[str, Any]:
    """How a node is drawn: shape and colour by severity, dashed for unknown, a box for who is asked for."""
    mark = page.mark(n)
    font: dict[str, Any] = {"color": palette.INK, "size": 16, "face": "system-ui, Noto Sans, sans-serif"}
    font |= {"strokeWidth": 4, "strokeColor": palette.SURFACE}
    colour = {"background": palette.SURFACE, "border": palette.CONTROL}
    look: dict[str, Any] = {"shape": "dot", "size": 11, "borderWidth": 2, "label": _label(n, mark.letter)}
    if n.state is State.EVIDENCE:
        band = palette.band(n.severity)
        colour = {"background": band.fill, "border": palette.INK}
        look |= {"shape": band.shape, "size": 17 if band.letter != "L" else 13}
    else:
        font |= {"color": palette.MUTED, "size": 15}
    if mark is page.BUYER or (n.root and n.state is not State.EVIDENCE):
        look |= {"shape": "box", "borderWidth": 2, "margin": 10}
        colour = {"background": palette.SELECTED, "border": palette.ACCENT}
        font |= {"color": palette.INK, "size": 20, "strokeWidth": 0}
    elif n.state is State.CONTEXT:
        colour = {"background": palette.LINE, "border": palette.CONTROL}
        look["size"] = 7
    elif n.state is State.UNKNOWN:
        look["shapeProperties"] = {"borderDashes": [4, 3]}
    full = {"background": colour["background"], "border": palette.ACCENT}
    return look | {
        "font": font,
        "color": colour | {"highlight": full, "hover": full},
        "widthConstraint": {"maximum": 160},
        "title": f"{words.flat(n.name)}\n{words.kind(n)} · {words.place(n)}\n{words.status(n)}",
    }


def _label(n: Node, letter: str) -> str:
    """A name with the letter of its mark, so that colour and shape are not alone."""
    name = words.flat(n.name)[1:-1]
    name = name if len(name) <= LABEL else name[: LABEL - 1].rstrip() + "…"
    return (f"{letter}\u00a0·\u00a0" if letter else "") + f"\u2068{name}\u2069"


def _line(edges: list[Edge], *, crowded: bool) -> dict[str, Any]:
    """How the relations of one pair are drawn: thin and pale in a crowd, where the marks must stand out."""
    carries = [e for e in edges if e.kind in page.LINKS]
    said = [_said(e) for e in edges]
    sure = [e.confidence for e in carries if e.confidence is not None]
    dashed = not carries or (len(sure) == len(carries) and max(sure, default=1.0) < page.FAINT)
    share = sum(e.share or 0.0 for e in carries)
    return {
        "title": "\n".join(said),
        "color": {
            "color": palette.LINE if crowded else palette.CONTROL,
            "highlight": palette.ACCENT,
            "hover": palette.ACCENT,
        },
        "width": round(1.2 + 3 * math.sqrt(min(share, 1.0)), 2) if carries and not crowded else 1,
        "dashes": [6, 5] if dashed else False,
    }


def _said(e: Edge) -> str:
    """A relation in words."""
    parts = [{"SUPPLIES": "supplies", "SUBCONTRACTS_FOR": "subcontracts for", "RECRUITS_FOR": "recruits for"}.get(
        e.kind, e.kind.casefold().replace("_", " ")
    )]  # fmt: skip
    if e.product:
        parts.append(words.flat(e.product))
    parts.append("share unknown" if e.share is None else f"share {words.percent(e.share)}")
    if e.refs:
        parts.append(e.refs[0].words())
    return " · ".join(parts)
