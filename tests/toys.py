"""A question, an indicator, a loader, a view and an export as a contributor writes them, one file each."""

from __future__ import annotations

QUESTION = '''"""How many are named."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headwater.asking.ask import DayAsk
from headwater.graph.documents import Answer
from headwater.library import Reader


class Census(Answer):
    """A count."""

    kind: str
    count: int


class CensusAsk(DayAsk):
    """Counts what the sources name."""

    kind: Annotated[str, Field(description="Count these.")] = "facility"


def answer(reader: Reader, ask: CensusAsk) -> Census:
    """How many parties of a kind are named."""
    snapshot, _ = reader.picture()
    return Census(header=reader.header(), kind=ask.kind, count=sum(p.kind == ask.kind for p in snapshot.parties))
'''
INDICATOR = '''"""first_step: a share of the worst that is known few steps up; unknown of who names nobody."""

from __future__ import annotations

import numpy as np
from pydantic import Field

from headwater.graph.risk.explain.asked import Explained, side_by_side
from headwater.graph.risk.indicators.base import Indicator
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.values.params import Params
from headwater.graph.risk.values.result import Method, Result, about


class FirstStepOptions(Params):
    """Parameters of first_step."""

    strength: float = Field(default=0.5, ge=0.0, le=1.0, description="What it is multiplied by; 0: it isn't known.")
    steps: int | None = Field(default=1, ge=1, le=9, description="Steps to look; none: to the end.")


class FirstStepExplanation(Explained):
    """first_step taken apart."""

    params: FirstStepOptions


class FirstStep(Indicator[FirstStepOptions]):
    """A share of the worst that is known of those few steps up."""

    name = "first_step"
    title = "First step: how strong is the strongest link of few steps?"
    params = FirstStepOptions
    explanation = FirstStepExplanation

    def solve(self, net, snapshot, own, params, *, viewed=None):
        """Give the share."""
        nothing = np.full((net.n, len(own.issues)), np.nan)
        worst = nothing.copy()
        for _ in range(params.steps or net.n):
            further = worst.copy()
            np.fmax.at(further, net.buyer, np.fmax(own.p[net.ix], worst[net.ix]))
            worst = further
        return Result(
            indicator=self.name, values=worst * (params.strength or np.nan), low=nothing, high=nothing,
            evidence=nothing, context=nothing, unmapped=nothing, method=np.zeros(net.n, np.uint8),
            unknown=(None,) * len(own.issues), intervals={Method.EXACT: "no range"},
            **about(net, snapshot, own, params),
        )

    def take_apart(self, asked, params):
        """Give the value."""
        result = self.solve(network(asked.snapshot), asked.snapshot, asked.own, params)
        by_issue = side_by_side(asked.own.issues, result.values[asked.b], asked.title)
        k = asked.choose(by_issue, self.name, "isn't known: its strength is 0, or nobody is named")
        solved = asked.solved(result, k, by_issue)
        return FirstStepExplanation(
            indicator=self.name, params=params, low=None, high=None, interval=None, **solved
        )
'''
LOADER = '''"""A list of pairs: who makes for whom."""

from __future__ import annotations

from headwater.loaders.formats.edges import Edges
from headwater.loaders.port import OwnOption


class Pairs(Edges):
    """CSV supplier,buyer under another name."""

    NAME = "pairs"
    TITLE = "Pairs of supplier and buyer"
    OPTIONS = ("country",)
    OWN_OPTIONS = (OwnOption("sure", "How sure its links are.", float, 1.0),)

    def sniff(self, probe):
        """Only when it is asked for."""
        return 0.0

    def make(self, cells, where, looked):
        """As the links, each as sure as is said."""
        sure = {"confidence": looked.options.own["sure"]}
        made = super().make(cells, where, looked)
        return tuple(r.model_copy(update=sure) if hasattr(r, "confidence") else r for r in made)
'''
VIEW = '''"""A picture in words."""

from __future__ import annotations

from html import escape


class Names:
    """The names, one a line."""

    NAME = "names"
    TITLE = "Names"

    def render(self, subgraph):
        """Give the HTML."""
        return "<!doctype html><title>Names</title>" + "<br>".join(escape(n.name) for n in subgraph.nodes)
'''
EXPORT = '''"""The names, one a line."""

from __future__ import annotations


class Lines:
    """Plain lines."""

    NAME = "lines"
    TITLE = "Names, one a line"
    MEDIA_TYPE = "text/plain; charset=utf-8"
    SUFFIX = ".txt"

    def render(self, subgraph):
        """The bytes."""
        for node in subgraph.nodes:
            yield f"{node.name}\\n".encode()
'''
