"""What type checkers know of `door.py`. Made by `make reference` from the questions; not written by hand."""

from collections.abc import Mapping, Sequence
from typing import Literal

from headwater.asking.ask import File
from headwater.graph.resolution.queue import LinksDocument
from headwater.graph.resolution.queue import ReviewDocument
from headwater.graph.risk.comparison.comparison import Comparison
from headwater.graph.risk.explain.harm import HarmExplanation
from headwater.graph.risk.explain.route import PathExplanation
from headwater.graph.risk.explain.upstream import Explanation
from headwater.graph.risk.indicators.explanations import GroupExplanation
from headwater.graph.risk.indicators.listing import Indicators
from headwater.graph.risk.indicators.scores import Scores
from headwater.graph.risk.leverage.leverage import Leverage
from headwater.graph.risk.leverage.shared import Shared
from headwater.graph.risk.leverage.sheet import Sheet
from headwater.graph.risk.register.register import Register
from headwater.graph.risk.sensitivity.sensitivity import Sensitivity
from headwater.graph.risk.systemic.systemic import Systemic
from headwater.graph.risk.trace.buyers import Buyers
from headwater.graph.risk.trace.trace import Trace
from headwater.graph.risk.whatif.largest import Largest
from headwater.graph.risk.whatif.whatif import WhatIf
from headwater.graph.stores.closing import Closing
from headwater.graph.stores.parties import FindDocument
from headwater.graph.stores.parties import PartyDocument
from headwater.graph.stores.reports import LoadLogDocument
from headwater.graph.vocabulary.page import PackDocument
from headwater.library import Reader
from headwater.visualizations.reports.brief import Brief

class Door(Closing, Reader):
    """A Reader whose methods are the questions; a context manager that closes its store."""

    def close(self) -> None: ...
    def find(
        self,
        text: str,
        *,
        kind: str | None = ...,
        limit: int = ...,
        as_of: str | None = ...,
    ) -> FindDocument:
        """Search companies and facilities by name, alias or id."""
    def show(
        self,
        party: str,
        *,
        as_of: str | None = ...,
    ) -> PartyDocument:
        """Show one company or facility with its statements, sources and dates."""
    def priorities(
        self,
        *party: str,
        issue: str | None = ...,
        country: str | None = ...,
        facility: str | None = ...,
        point: Sequence[str] = ...,
        finding: Sequence[str] = ...,
        severity: int | None = ...,
        since: str | None = ...,
        actions: Literal['any', 'overdue', 'none'] | None = ...,
        text: str | None = ...,
        limit: int | None = ...,
        after: str | None = ...,
        as_of: str | None = ...,
    ) -> Register:
        """List what to look at first upstream of a buyer, in a country or at a facility: severity first."""
    def brief(
        self,
        party: str,
        *,
        issue: str | None = ...,
        as_of: str | None = ...,
    ) -> Brief:
        """Two pages: what is known, what comes first, what this can't tell."""
    def trace(
        self,
        party: str,
        *,
        depth: int | None = ...,
        issue: str | None = ...,
        as_of: str | None = ...,
    ) -> Trace:
        """Follow a company or facility upstream by tier."""
    def buyers(
        self,
        party: str,
        *,
        as_of: str | None = ...,
    ) -> Buyers:
        """List who buys from a facility, directly or through others."""
    def share(
        self,
        *party: str,
        depth: int | None = ...,
        as_of: str | None = ...,
    ) -> Shared:
        """List facilities that several companies share."""
    def score(
        self,
        *,
        indicator: str = ...,
        issue: str | None = ...,
        kind: str | None = ...,
        param: Mapping[str, object] = ...,
        as_of: str | None = ...,
    ) -> Scores:
        """Compute an indicator over the graph."""
    def explain(
        self,
        party: str,
        *,
        indicator: str = ...,
        issue: str | None = ...,
        top: int = ...,
        param: Mapping[str, object] = ...,
        as_of: str | None = ...,
    ) -> Explanation | GroupExplanation[Explanation] | HarmExplanation | GroupExplanation[HarmExplanation] | PathExplanation | GroupExplanation[PathExplanation]:
        """Take an indicator apart; each list adds up."""
    def compare(
        self,
        *party: str,
        issue: str | None = ...,
        as_of: str | None = ...,
    ) -> Comparison:
        """Put companies side by side; an order only where one is fair."""
    def whatif(
        self,
        party: str,
        *,
        drop: Sequence[str] = ...,
        replace: Sequence[str] = ...,
        remediate: Sequence[str] = ...,
        close_country: Sequence[str] = ...,
        policy: Sequence[str] = ...,
        respread: bool = ...,
        ours: bool = ...,
        issue: str | None = ...,
        param: Mapping[str, object] = ...,
        as_of: str | None = ...,
    ) -> WhatIf:
        """Show what a change would move, in two ledgers. Nothing is saved."""
    def largest(
        self,
        party: str,
        *,
        issue: str | None = ...,
        top: int = ...,
        cost: Sequence[str] = ...,
        budget: float | None = ...,
        param: Mapping[str, object] = ...,
        as_of: str | None = ...,
    ) -> Largest:
        """Show which remedies would change upstream_risk most; it orders no work."""
    def leverage(
        self,
        party: str,
        *,
        target: float = ...,
        takes: Sequence[str] = ...,
        sheet_for: str | None = ...,
        as_of: str | None = ...,
    ) -> Leverage | Sheet:
        """Say who buys at a facility, and how few could ask together."""
    def systemic(
        self,
        *,
        by: str = ...,
        buyer: str | None = ...,
        issue: str | None = ...,
        country: str | None = ...,
        as_of: str | None = ...,
    ) -> Systemic:
        """Tell systemic issues from those of an owner or a factory."""
    def indicators(
        self,
    ) -> Indicators:
        """List the indicators: the question each answers, and its parameters."""
    def pack(
        self,
        *,
        sensitivity: str | None = ...,
        issue: str | None = ...,
    ) -> PackDocument:
        """Print the sector's pack: every word and number with its source and reason."""
    def sensitivity(
        self,
        party: str,
        *,
        indicator: str = ...,
        issue: str | None = ...,
        param: Mapping[str, object] = ...,
        as_of: str | None = ...,
    ) -> Sensitivity:
        """Say how much each assumed number of the pack moves a result."""
    def review(
        self,
        *,
        limit: int | None = ...,
    ) -> ReviewDocument:
        """List what a person should decide."""
    def match(
        self,
    ) -> LinksDocument:
        """Say which keys are one party and why."""
    def loads(
        self,
    ) -> LoadLogDocument:
        """Show the load log."""
    def view(
        self,
        party: str,
        *,
        view: str = ...,
        depth: int | None = ...,
        issue: str | None = ...,
        as_of: str | None = ...,
    ) -> File:
        """Draw who stands upstream, as one self-contained HTML file."""
    def export(
        self,
        *,
        root: Sequence[str] = ...,
        format: str,
        open_only: bool = ...,
        country: str | None = ...,
        since: str | None = ...,
        depth: int | None = ...,
        issue: str | None = ...,
        as_of: str | None = ...,
    ) -> File:
        """Write the subgraph around companies or facilities to a file."""

def open_door(url: str = ..., *, pack: str = ..., today: str | None = ...) -> Door: ...
