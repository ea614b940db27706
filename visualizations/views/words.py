"""The words of pictures: countries, tiers, states and counts as people say them."""

from __future__ import annotations

from headwater.graph.risk.own_risk.own import State
from headwater.visualizations.palette import band
from headwater.visualizations.subgraph import Node
from headwater.visualizations.words import count, flat, percent, shown
from headwater.visualizations.words import country_words as country

__all__ = ["count", "country", "findings", "flat", "kind", "lane", "percent", "place", "severity", "shown", "status"]


def place(node: Node) -> str:
    """Where it is, in words; a proposal says so.

    >>> place(Node(id="a", name="A", kind="facility", country_proposed="BD"))
    'proposed: Bangladesh'
    """
    if node.country:
        return country(node.country)
    return f"proposed: {country(node.country_proposed)}" if node.country_proposed else "Country unknown"


def lane(tier: int | None, *, facility_root: bool = False) -> str:
    """What a lane is called.

    >>> lane(0), lane(2), lane(-1), lane(0, facility_root=True)
    ('Buyer', 'Tier 2', 'Who buys here', 'Facility')
    """
    if tier is None:
        return "Not on a supply path"
    if tier < 0:
        return "Who buys here"
    if tier == 0:
        return "Facility" if facility_root else "Buyer"
    return f"Tier {tier}"


def severity(node: Node) -> str:
    """The word of its severity; "" where there is no open finding."""
    return band(node.severity).word if node.state is State.EVIDENCE else ""


def status(node: Node) -> str:
    """Its state in words, with what it rests on.

    >>> status(Node(id="a", name="A", kind="facility"))
    'Unknown: nobody looked'
    """
    if node.state is State.EVIDENCE:
        return f"{severity(node)}{', severity assumed' if node.severity_assumed else ''}: {findings(node)}"
    if node.state is State.LOOKED:
        how = f", {node.looked_how}" if node.looked_how else ""
        return f"Looked, nothing found ({node.looked or 'undated'}{how})"
    if node.state is State.CONTEXT:
        return "Context only"
    return "Unknown: nobody looked"


def findings(node: Node) -> str:
    """Open findings by kind, gravest kind of saying first.

    >>> findings(Node(id="a", name="A", kind="facility", findings={"audit finding": 2, "allegation": 1}))
    '2 audit findings, 1 allegation'
    """
    order = ("confirmed", "decision of an authority", "inspection finding", "audit finding", "allegation")
    known = [k for k in order if k in node.findings] + sorted(k for k in node.findings if k not in order)
    return ", ".join(count(node.findings[k], k) for k in known)


def kind(node: Node) -> str:
    """What it is, with its roles.

    >>> kind(Node(id="a", name="A", kind="facility", roles=("subcontractor",)))
    'facility, subcontractor'
    """
    said = {"stub": "company or facility", "organisation": "company"}.get(node.kind, node.kind)
    return ", ".join([said, *(r for r in node.roles if r != "supplier")])
