"""One country, and what was true since a day."""

from __future__ import annotations

import pytest

from headwater.visualizations.narrow import narrow
from headwater.visualizations.subgraph import Subgraph
from tests.visualizations.exports.reading import whole_world


def links(sub: Subgraph) -> set[tuple[str, str]]:
    return {(e.start, e.end) for e in sub.edges if e.kind in ("SUPPLIES", "SUBCONTRACTS_FOR", "RECRUITS_FOR")}


@pytest.mark.parametrize("country", ["BD", "VN", "NP"])
def test_a_country_keeps_who_is_there_and_everybody_between_them_and_the_roots(country: str) -> None:
    whole = whole_world()
    part = narrow(whole, country=country)
    there = {n.id for n in whole.nodes if n.country == country}
    kept = {n.id for n in part.nodes}
    assert there and there <= kept < {n.id for n in whole.nodes}
    assert set(whole.meta.roots) <= kept
    down = set(there)  # the slow way: follow every link until nothing is new
    while more := {b for a, b in links(whole) if a in down} - down:
        down |= more
    parents = {e.end for e in whole.edges if e.kind == "MEMBER_OF" and e.start in down}
    tops = {e.start for e in whole.edges if e.kind == "OWNS" and e.end in parents | down}
    assert kept == down | parents | tops | set(whole.meta.roots)
    assert links(part) == {(a, b) for a, b in links(whole) if a in kept and b in kept}
    assert {x.party for x in part.records} <= there
    assert part.findings == tuple(f for f in whole.findings if f.party in there)
    assert all(n == whole.by_id[n.id] for n in part.nodes), "states and counts stay as they are"


def test_a_proposed_country_is_none() -> None:
    whole = whole_world()
    guessed = next(n for n in whole.nodes if n.country_proposed and not any(e.end == n.id for e in whole.edges))
    assert guessed.id not in {n.id for n in narrow(whole, country=guessed.country_proposed).nodes}


def test_a_country_with_nobody_leaves_the_roots_and_says_so_by_its_sources() -> None:
    part = narrow(whole_world(), country="FR")
    assert {n.id for n in part.nodes} == {"name:halden", "name:haldengroup"}
    assert part.records == ()
    assert "audits" not in {s.key for s in part.sources}


def test_since_keeps_the_undated_and_what_may_be_later_and_every_company() -> None:
    whole = whole_world()
    part = narrow(whole, since="2025-03-31")
    assert part.findings == whole.findings, "observed in March: its last day is the 31st"
    assert narrow(whole, since="2025-04-01").findings == ()
    later = [a.date for a in narrow(whole, since="2025-05-01").assessments]
    assert sorted(filter(None, later)) == [f"2025-0{month}-14" for month in (5, 6, 7, 8, 9)]
    assert [a.id for a in narrow(whole, since="2025-10-01").actions] == ["action:act2"]
    assert part.nodes == whole.nodes and part.edges == whole.edges


def test_nothing_asked_is_the_same_subgraph() -> None:
    whole = whole_world()
    assert narrow(whole) is whole
