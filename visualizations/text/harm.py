"""linked_harm taken apart, one plain sentence a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.graph import numbers
from headwater.graph.risk.explain.adding import Adding
from headwater.graph.risk.explain.distances import Distance
from headwater.graph.risk.explain.harm import HarmExplanation
from headwater.visualizations.text.console import Item
from headwater.visualizations.text.said import data_words, ground, issues_line, method_words, solved
from headwater.visualizations.words import standings


def text(doc: HarmExplanation, ask: Mapping[str, Any]) -> Iterable[Item]:
    """The value, how far one looks, and what it would lose without one party."""
    del ask
    far = "over any number of links"
    if doc.params.hops is not None:
        far = f"over at most {numbers.count(doc.params.hops, 'link')}"
    sampled = "" if doc.n is None else f", N {doc.n:,}"
    span = "No range is known"
    if doc.low is not None and doc.high is not None:
        span = f"{numbers.value(doc.low)} to {numbers.value(doc.high)} is the {doc.interval}"
    yield (
        f"{doc.name}: linked harm of {doc.issue_title} is {numbers.value(doc.value)}: the chance that at least "
        f"one harm reaches it, its own among them, {far}."
    )
    yield f"{span}; {solved(doc)}{sampled}; {data_words(doc)}."
    if doc.known:
        yield f"Upstream, {standings(doc.known)}."
    yield issues_line(doc)
    yield "By how far one looks; the further, the nearer everybody comes to 1, so that no one number is a headline:"
    yield f"  At {doc.name} itself: {numbers.value(doc.own_p)}."
    shown = max((d.hops for d in doc.by_distance if d.hops is not None), default=0)
    for d in doc.by_distance:
        yield f"  {_distance(d, shown)}"
    yield from _adding_all(doc)
    yield from doc.notes


def _adding_all(doc: HarmExplanation) -> Iterator[str]:
    if doc.why_none:
        yield doc.why_none
        return
    yield (
        "What it loses without one of them alone; this doesn't add up: of two certain harms neither changes it "
        "alone, both together do:"
    )
    for a in doc.adding:
        yield f"  {_adding(a)}"
    if doc.left_out:
        untried = f", {doc.untried:,} of them not tried" if doc.untried else ""
        yield f"  {numbers.count(doc.left_out, 'other')} left out{untried}."


def _distance(d: Distance, shown: int) -> str:
    far = "Any number of links" if d.hops is None else f"Up to {numbers.count(d.hops, 'link')}"
    where = f"over {numbers.count(shown, 'link')} away" if d.hops is None else "that far"
    span = ""
    if d.low is not None and d.high is not None and d.high - d.low > 1e-12:
        span = f", {numbers.value(d.low)} to {numbers.value(d.high)}"
    there = f"nobody is {where}"
    if d.parties:
        known = ", ".join(f"{n:,} {state}" for state, n in d.states.items())
        total = numbers.value(d.expected) if d.expected < 1.0 else f"{d.expected:,.2f}"
        there = (
            f"{numbers.count(d.parties, 'company or facility')} {where} ({known}); their chances of harm sum to "
            f"{total}, the largest, at {d.largest_name}, is {numbers.value(d.largest)}"
        )
    return f"{far}: {numbers.value(d.value)} ({method_words(d.method)}{span}); {there}."


def _adding(a: Adding) -> str:
    sampled = "" if a.low is None or a.high is None else f" ({numbers.value(a.low)} to {numbers.value(a.high)})"
    span = ""
    if a.p_low is not None and a.p_high is not None and a.p_high > a.p_low:
        span = f" ({numbers.value(a.p_low)} to {numbers.value(a.p_high)})"
    away = "itself" if a.hops == 0 else f"{numbers.count(a.hops, 'link')} away"
    known = "; ".join(ground(g) for g in a.grounds)
    return (
        f"{numbers.value(a.amount)}{sampled} without {a.name}, {away}: chance of harm there {numbers.value(a.p)}"
        f"{span}, known of it: {a.state}: {known}."
    )
