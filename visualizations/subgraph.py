"""What pictures and exports are made of: the `Subgraph` around one or several companies, made by `gather`.

A view or an export takes a `Subgraph` and nothing else: no store, no clock, no score. Equal
subgraphs give equal bytes. Unknown is None in the models and an absent key in files, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from pydantic import Field

from headwater.graph.documents import Document, Recipe
from headwater.graph.risk.own_risk.own import State
from headwater.graph.vocabulary.licences import share_alike
from headwater.visualizations.records import ActionNode, AssessmentNode, FileRow, FindingNode, RecordNode

SCHEMA = 2
"""Version of the exported form."""


class Node(Document):
    """A company or facility of the subgraph.

    `tier` is the shortest supply distance to the roots: 0 for a root, -1 for who buys from a facility
    that is asked for; None where no supply link leads there. `severity` (1 to 5) is that of the worst
    open finding and exists only where `state` is evidence.
    """

    id: str
    name: str
    kind: str
    roles: tuple[str, ...] = ()
    """supplier, subcontractor, recruiter: what the drawn relations make of it."""
    tier: int | None = None
    root: bool = False
    keys: tuple[str, ...] = ()
    country: str | None = None
    """ISO 3166-1 alpha-2, stated by a source or entered by a person; None: unknown."""
    country_proposed: str | None = None
    """Inferred, only where none is stated; a proposal with its reason, never a fact."""
    country_reason: str | None = None
    state: State = State.UNKNOWN
    severity: int | None = Field(default=None, ge=1, le=5)
    severity_assumed: bool = False
    """No report of the worst finding names a part of severity: the pack's default for its point stands in."""
    issue: str | None = None
    """The issue of the worst open finding, a key of `Meta.issues`."""
    findings: dict[str, int] = Field(default_factory=dict)
    """Open findings by kind; several reports of one event are one finding."""
    answered: int = 0
    """Findings that are remedied or closed."""
    issues: tuple[str, ...] = ()
    """Issues of the open findings."""
    looked: str | None = None
    """Date of the latest clean check, as its source writes it; None: not checked or not dated."""
    looked_how: str | None = None
    checks: int = 0
    """Clean checks of compliance points."""
    context: tuple[str, ...] = ()
    """Country and sector context in words; never a colour, letter or rank."""
    workers: int | None = None
    suppliers_named: int = 0
    """Suppliers that any source names, drawn or not."""
    chain_end: bool | None = None
    """Declared complete: nothing further upstream."""
    facts: dict[str, Any] = Field(default_factory=dict)
    """The other folded properties; what is unknown is absent."""
    refs: tuple[FileRow, ...] = ()

    @property
    def open_findings(self) -> int:
        """Number of open findings."""
        return sum(self.findings.values())


class Edge(Document):
    """A relation of two nodes, start → end (goods flow supplier → buyer)."""

    start: str
    end: str
    kind: str
    product: str | None = None
    share: float | None = None
    """Of the end's purchases, 0 to 1; None: unknown."""
    confidence: float | None = None
    tier: int | None = None
    """Declared tier; None: not declared (counts as 1)."""
    since: str | None = None
    until: str | None = None
    refs: tuple[FileRow, ...] = ()


class SourceNote(Document):
    """A source of what is shown, with its terms."""

    key: str
    title: str
    publisher: str | None = None
    licence: str | None = None
    redistributable: str = "unknown"
    attribution: str | None = None
    dated: str | None = None
    fictional: bool = False

    @property
    def share_alike(self) -> bool:
        """Whether its licence asks that works made from it carry the same terms."""
        return share_alike(self.licence)


class LeftOut(Document):
    """What an open-only subgraph holds back: counts over the whole graph, before the walk."""

    sources: tuple[str, ...] = ()
    statements: int = 0
    parties: int = 0
    relations: int = 0
    findings: int = 0
    properties: int = 0
    """Properties of kept companies and facilities that no open source states."""
    ids: dict[str, str] = Field(default_factory=dict)
    """Former id → id among what is kept, where the former rested on a source that is left out. For finding
    the roots; empty in a `Subgraph`, which holds nothing of such a source."""

    def words(self) -> str:
        """Say it in one sentence."""
        if not self.sources:
            return "Open sources only: nothing had to be left out."
        many = f"{len(self.sources)} source{'' if len(self.sources) == 1 else 's'}"
        return (
            f"Open sources only: left out {self.statements} statements of {many} not known to be redistributable "
            f"({', '.join(self.sources)}); with them went {self.parties} companies or facilities, "
            f"{self.relations} relations, {self.findings} findings and {self.properties} properties."
        )


class Meta(Document):
    """What a reader must know to trust and to repeat it."""

    title: str
    roots: tuple[str, ...]
    depth: int | None = None
    """Tiers that were walked; None: to the end."""
    issue: str | None = None
    """None: all issues, each node showing its worst."""
    revision: int
    as_of: str
    today: str
    pack: str
    method: str
    parameters: dict[str, Any] = Field(default_factory=dict)
    issues: dict[str, str] = Field(default_factory=dict)
    """Titles of the issues that occur, by id."""
    fictional: bool = False
    mapped: dict[int, float] = Field(default_factory=dict)
    """Share of purchases traced to a named facility, by tier; an absent tier: not computed."""
    assessed: dict[int, float] = Field(default_factory=dict)
    """Of the mapped part, the share looked at lately (the pack's `assessed_months`), by tier; absent: not computed."""
    left_out: LeftOut | None = None
    """None: nothing was held back for its licence."""
    program: str = ""
    recipe: Recipe | None = None
    """The question that gives this file again; None: made without one."""
    notes: tuple[str, ...] = ()


class Subgraph(Document):
    """Companies, facilities and relations around the roots; nodes by (tier, id), edges by (end, start, kind).

    Findings, assessments and actions at the nodes come with a subgraph that was gathered whole, for a file; a
    picture shows their counts only.
    """

    meta: Meta
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    findings: tuple[FindingNode, ...] = ()
    assessments: tuple[AssessmentNode, ...] = ()
    actions: tuple[ActionNode, ...] = ()
    sources: tuple[SourceNote, ...]

    @property
    def records(self) -> tuple[RecordNode, ...]:
        """Findings, assessments and actions, each in the order of party and key."""
        return (*self.findings, *self.assessments, *self.actions)

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        """Node by id."""
        return {n.id: n for n in self.nodes}

    def warnings(self) -> tuple[str, ...]:
        """Give what whoever passes this on has to know, in plain words."""
        shared = [s.title for s in self.sources if s.share_alike]
        unstated = [s.title for s in self.sources if s.licence is None]
        closed = [s.title for s in self.sources if s.redistributable == "no"]
        out = []
        if shared and unstated:
            out.append(
                f"Licences: share-alike data ({', '.join(shared)}) is mixed here with data whose licence is not "
                f"stated ({', '.join(unstated)}). Clear this before you pass the file on."
            )
        elif unstated:
            out.append(f"Licences: none is stated for {', '.join(unstated)}. Ask before you pass the file on.")
        if closed:
            out.append(
                f"Licences: {', '.join(closed)} may not be redistributed. For a file to pass on, use open sources only."
            )
        return tuple(out)


__all__ = ["SCHEMA", "Edge", "FileRow", "LeftOut", "Meta", "Node", "SourceNote", "Subgraph"]
