"""The network view: every company, facility and link, and not more than can be read."""

from __future__ import annotations

import json
import re
from collections import defaultdict

import networkx as nx
import pytest

from headwater.graph.errors import UsageError
from headwater.graph.risk.own_risk.own import State
from headwater.visualizations import palette
from headwater.visualizations.registry import get_view
from headwater.visualizations.subgraph import Subgraph
from headwater.visualizations.views import page
from tests.visualizations.exports.reading import whole_world
from tests.visualizations.markup import read
from tests.visualizations.world import fan


def drawn(sub: Subgraph) -> nx.MultiDiGraph:
    """What the page gives to vis-network, as a graph."""
    html = get_view("network").render(sub)
    script = read(html).all("script")[-1].text
    graph = nx.MultiDiGraph()
    for what in ("nodes", "edges"):
        found = re.search(rf"const {what} = new vis\.DataSet\((.*)\);$", script, re.M)
        assert found is not None
        for x in json.loads(found[1]):
            if what == "nodes":
                graph.add_node(x["id"], **x)
            else:
                graph.add_edge(x["from"], x["to"], **x)
    return graph


def names(sub: Subgraph, graph: nx.MultiDiGraph) -> dict[int, str]:
    """By place in the picture, the id of the company or facility."""
    rows = read(get_view("network").render(sub)).all("tr")[1:]
    assert len(rows) == len(sub.nodes) == len(graph)
    titles = {re.sub("[\u2068\u2069]", "", d["title"].splitlines()[0]): i for i, d in graph.nodes(data=True)}
    return {titles[re.sub("[\u2068\u2069]", "", page.words.flat(n.name))]: n.id for n in sub.nodes}


def test_it_draws_every_node_and_every_pair_once_with_the_goods() -> None:
    world = whole_world()
    graph = drawn(world)
    ids = names(world, graph)
    assert set(ids.values()) == set(world.by_id)
    assert len(ids) == len(world.nodes)
    got = [(ids[a], ids[b]) for a, b in graph.edges()]
    assert len(got) == len(set(got))
    assert set(got) == {(e.start, e.end) for e in world.edges if e.start != e.end}
    spots = {(d["x"], d["y"]) for _, d in graph.nodes(data=True)}
    assert len(spots) == len(graph), "no two stand on one spot"


def test_severity_is_never_colour_alone(world: Subgraph) -> None:
    graph = drawn(world)
    shapes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for place, key in names(world, graph).items():
        n, d = world.by_id[key], graph.nodes[place]
        if n.state is State.EVIDENCE:
            band = palette.band(n.severity)
            assert d["label"].startswith(f"{band.letter}\u00a0·")
            shapes[d["color"]["background"]].add((d["shape"], band.letter))
        elif n.state is State.UNKNOWN and not n.root:
            assert d["shapeProperties"]["borderDashes"]
    assert len(shapes) >= 4
    assert all(len(x) == 1 for x in shapes.values())
    told = set.union(*shapes.values())
    assert len({shape for shape, _ in told}) == len({letter for _, letter in told}) == len(shapes)


def test_a_link_says_its_share_or_that_it_is_unknown_and_a_doubtful_one_is_dashed(world: Subgraph) -> None:
    graph = drawn(world)
    ids = names(world, graph)
    pairs = defaultdict(list)
    for e in world.edges:
        pairs[e.start, e.end].append(e)
    for a, b, d in graph.edges(data=True):
        edge, *more = pairs[ids[a], ids[b]]
        if more:
            continue
        assert ("share unknown" in d["title"]) == (edge.share is None)
        assert "share 0 %" not in d["title"]
        doubt = edge.kind not in page.LINKS or (edge.confidence is not None and edge.confidence < page.FAINT)
        assert bool(d["dashes"]) == doubt


def test_a_network_nobody_could_read_is_refused_in_plain_words() -> None:
    with pytest.raises(UsageError, match=r"1,501 companies and facilities are too many .* tiered view"):
        get_view("network").render(fan(1500))
    assert "301 companies and facilities are hard to read" in get_view("network").render(fan(300))
    assert "hard to read" not in get_view("network").render(fan(299))
