"""What every picture says about itself: marks, legend, table, facts."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from headwater.graph.records import LINK_KINDS
from headwater.graph.risk.own_risk.own import State
from headwater.visualizations import palette
from headwater.visualizations.html import environment
from headwater.visualizations.subgraph import Node, Subgraph
from headwater.visualizations.views import words

LINKS = frozenset(k.value for k in LINK_KINDS)
"""Relations that are drawn as links."""
FAINT = 0.7
"""Links below this confidence are dashed. Assumed: below a list nobody vouches for."""
ROWS_SHOWN = 3
"""Source rows printed with each line of a table; the rest is counted. Assumed: readable."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a node is marked: CSS class, letter in the chip ("" for none), word."""

    css: str
    letter: str
    word: str


MARKS: tuple[Mark, ...] = (
    *(Mark(b.css, b.letter, b.word) for b in palette.BANDS),
    Mark(palette.UNRATED.css, palette.UNRATED.letter, palette.UNRATED.word),
    Mark("looked", "✓", "Looked, nothing found"),
    Mark("context", "", "Context only"),
    Mark("unknown", "?", "Unknown: nobody looked"),
)
"""In the order of the legend."""
_BY_CSS = {m.css: m for m in MARKS}
BUYER = Mark("buyer", "", "Buyer")


def mark(node: Node) -> Mark:
    """Give a node's mark; a buyer that is asked for carries a chip only for evidence of its own."""
    if node.state is State.EVIDENCE:
        return _BY_CSS[palette.band(node.severity).css]
    if node.kind in ("brand", "group"):
        return BUYER
    return _BY_CSS[{State.LOOKED: "looked", State.CONTEXT: "context"}.get(node.state, "unknown")]


def legend(subgraph: Subgraph) -> list[tuple[Mark, int]]:
    """Each mark with its number of nodes; marks of severity always, `unrated` only where it occurs."""
    marks = [mark(n) for n in subgraph.nodes]
    return [(m, marks.count(m)) for m in MARKS if m.css != "unrated" or m in marks]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A node as the table prints it; `place` is its index in the page's order, for anchors."""

    place: int
    node: Node
    mark: Mark
    tier: str
    where: str
    status: str
    issues: str
    buyers: tuple[Node, ...]
    rows: tuple[str, ...]
    more_rows: int


def table(subgraph: Subgraph, order: list[Node]) -> Iterator[TableRow]:
    """Give the reference view: the nodes in the picture's order, with everything the picture says."""
    places = {n.id: i for i, n in enumerate(order)}
    buys: dict[str, dict[str, None]] = {}
    for e in subgraph.edges:
        if e.kind in LINKS:
            buys.setdefault(e.start, {})[e.end] = None
    facility_root = any(n.root and n.kind == "facility" for n in order)
    for n in order:
        ends = sorted(buys.get(n.id, ()), key=lambda k: places.get(k, len(places)))
        yield TableRow(
            place=places[n.id],
            node=n,
            mark=mark(n),
            tier=words.lane(n.tier, facility_root=facility_root),
            where=words.place(n),
            status=words.status(n),
            issues=", ".join(subgraph.meta.issues.get(i, i) for i in n.issues),
            buyers=tuple(subgraph.by_id[k] for k in ends),
            rows=tuple(r.words() for r in n.refs[:ROWS_SHOWN]),
            more_rows=max(0, len(n.refs) - ROWS_SHOWN),
        )


def facts(subgraph: Subgraph) -> list[tuple[str, str]]:
    """What stands on every page: dates, versions, parameters."""
    m = subgraph.meta
    out = [
        ("Data as of", m.as_of),
        ("Reckoned on", m.today),
        ("Revision of the store", str(m.revision)),
        ("Issue", m.issues.get(m.issue, m.issue) if m.issue else "all issues, each with its worst"),
        ("Tiers walked", "to the end" if m.depth is None else str(m.depth)),
        ("Pack", m.pack),
        ("Method", m.method or "not stated"),
        ("Made by", m.program),
    ]
    out += [(f"Parameter {k}", json.dumps(v, ensure_ascii=False)) for k, v in sorted(m.parameters.items())]
    out += [(f"Mapped, tier {t}", words.percent(v)) for t, v in sorted(m.mapped.items())]
    out += [(f"Assessed of the mapped, tier {t}", words.percent(v)) for t, v in sorted(m.assessed.items())]
    return out


def summary(subgraph: Subgraph) -> str:
    """Say in a sentence or two what is behind the roots."""
    behind = [n for n in subgraph.nodes if not n.root]
    deepest = max((n.tier or 0 for n in behind), default=0)
    if not behind:
        return "No source names a supplier."
    many = words.count(len(behind), "company or facility")
    tiers = words.count(deepest, "tier") if deepest else "no tier upstream"
    states = [sum(n.state is s for n in behind) for s in State]
    evidence, looked, context, unknown = states
    return (
        f"{many} in {tiers}: {evidence} with an open finding, {looked} looked at with nothing found, "
        f"{context} with country or sector context only, {unknown} unknown."
    )


def nonce(*content: str) -> str:
    """Give a nonce for the page's own scripts, made from its content: equal pages are equal bytes.

    Who writes a name into the graph can't know it before the page is made, since it covers all names.
    """
    digest = hashlib.sha256("\0".join(content).encode()).digest()
    return base64.urlsafe_b64encode(digest[:18]).decode()


def render(template: str, subgraph: Subgraph, **values: Any) -> str:
    """Fill a page template with what every page needs and `values`."""
    held = environment().get_template(f"views/{template}")
    return held.render(
        words=words,
        sub=subgraph,
        meta=subgraph.meta,
        title=words.flat(subgraph.meta.title),
        facts=facts(subgraph),
        summary=summary(subgraph),
        legend=legend(subgraph),
        warnings=subgraph.warnings(),
        nonce=nonce(template, json.dumps(subgraph.model_dump(mode="json"), sort_keys=True)),
        **values,
    )
