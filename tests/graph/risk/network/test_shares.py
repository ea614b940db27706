"""From links to one row per buyer and supplier."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.graph.records import Record
from headwater.graph.risk.network.shares import Network, network
from headwater.graph.snapshot import Snapshot
from tests import worlds as made


def _net(*records: Record) -> tuple[Snapshot, Network]:
    snap = made.snapshot_of(records)
    return snap, network(snap)


def _row(snap: Snapshot, net: Network, buyer: str) -> dict[str, tuple[float, float]]:
    v = snap.find(f"name:{buyer}")
    assert v is not None
    return {snap.parties[net.ix[j]].name: (float(net.known[j]), float(net.assumed[j])) for j in net.row(v)}


def _rest(snap: Snapshot, net: Network, buyer: str) -> float:
    v = snap.find(f"name:{buyer}")
    assert v is not None
    return float(net.rest[v])


def test_shares_of_one_pair_add_over_products_and_the_largest_confidence_counts() -> None:
    snap, net = _net(
        made.source(),
        made.link("B", "A", 0.6, 0.2, product="shirts"),
        made.link("B", "A", 0.9, 0.3, product="shoes", row=2),
    )
    assert _row(snap, net, "A") == {"B": (0.5, 0.0)}
    assert net.q.tolist() == [0.9]
    assert net.links_of(0) == (0, 1)
    assert _rest(snap, net, "A") == pytest.approx(0.5)


def test_links_without_a_share_split_what_the_source_leaves_equally() -> None:
    snap, net = _net(
        made.source(format="edges"),
        made.link("B", "A", share=0.5),
        made.link("C", "A", row=2),
        made.link("D", "A", row=3),
    )
    # completeness 0.8 of the user's own network: mu = 0.8 (1 - 0.5), half each
    assert _row(snap, net, "A") == {
        "B": (0.5, 0.0),
        "C": (0.0, pytest.approx(0.2)),
        "D": (0.0, pytest.approx(0.2)),
    }
    assert _rest(snap, net, "A") == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("said", "kind", "mass"),
    [
        ({"format": "brand_list"}, "SUPPLIES", 0.5),
        ({"format": "brand_list", "complete_for_tier_1": True}, "SUPPLIES", 0.8),
        ({"format": "brand_list", "completeness": 0.95}, "SUPPLIES", 0.95),
        ({"format": "edges"}, "SUPPLIES", 0.8),
        ({"format": "edges"}, "SUBCONTRACTS_FOR", 0.1),
        ({"format": "edges", "completeness": 0.4}, "SUBCONTRACTS_FOR", 0.4),
    ],
)
def test_completeness_follows_the_source(said: dict[str, object], kind: str, mass: float) -> None:
    snap, net = _net(made.source(**said), made.link("B", "A", kind=kind))
    assert _row(snap, net, "A")["B"][1] == pytest.approx(mass)
    assert _rest(snap, net, "A") == pytest.approx(1 - mass)


def test_where_all_shares_are_known_the_rest_is_unmapped() -> None:
    snap, net = _net(made.source(), made.link("B", "A", share=0.3), made.link("C", "A", share=0.3, row=2))
    assert _rest(snap, net, "A") == pytest.approx(0.4)
    assert _rest(snap, net, "B") == 1.0


def test_a_chain_end_keeps_what_it_does_not_buy() -> None:
    snap, net = _net(made.source(), made.party("B", chain_end=True), made.link("B", "A", share=0.3))
    b = snap.find("name:B")
    assert b is not None
    assert (net.rest[b], net.kept[b]) == (0.0, 1.0)
    assert np.isnan(net.mapped[b])


def test_recruiters_carry_confidence_and_no_share() -> None:
    snap, net = _net(made.source(), made.link("R", "A", 0.8, kind="RECRUITS_FOR"), made.link("B", "A", row=2))
    assert _row(snap, net, "A") == {"B": (0.0, pytest.approx(0.8)), "R": (0.0, 0.0)}
    assert net.flow.tolist() == [True, False]


def test_without_a_confidence_a_link_takes_the_default() -> None:
    assert _net(made.source(), made.link("B", "A", None))[1].q.tolist() == [0.7]


def test_shares_over_one_across_sources_leave_the_preceding_source_standing() -> None:
    newer = made.link("C", "A", share=0.7, source="newer", row=2).model_copy(update={"valid_from": "2026-01-01"})
    snap, net = _net(made.source(), made.source("newer", format="brand_list"), made.link("B", "A", share=0.6), newer)
    row = _row(snap, net, "A")
    assert row["C"] == (0.7, 0.0)
    assert row["B"] == (0.0, pytest.approx(0.8 * 0.3))
    assert "newer stand" in net.notes[0]
    assert "world count as unknown" in net.notes[0]


def test_rows_of_shares_never_exceed_one() -> None:
    snap, net = _net(
        made.source(),
        made.link("B", "A", share=0.5),
        made.link("C", "A", share=0.5000005, row=2),
        made.link("D", "A", row=3),
    )
    v = snap.find("name:A")
    assert v is not None
    assert net.share[list(net.row(v))].sum() + net.rest[v] == pytest.approx(1.0, abs=1e-12)
    assert net.notes == ()


def test_a_network_of_nothing_is_empty() -> None:
    snap, net = _net(made.source())
    assert (net.n, len(net.ix), len(snap.ids)) == (0, 0, 0)
