"""Largest change in the indicator: against enumeration, and against what-if itself."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from headwater.graph.errors import UsageError
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.values.params import UpstreamOptions
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.largest import Gain, choose, largest
from headwater.graph.risk.whatif.whatif import whatif
from headwater.graph.snapshot import Snapshot
from tests import worlds as made
from tests.graph.risk.rows import PACK
from tests.graph.risk.whatif.people import named
from tests.running import said

RAW = UpstreamOptions(unmapped="none")


def _after(snap: Snapshot, own: Own, names: tuple[str, ...], *, raw: bool) -> float:
    params = {"upstream_risk": UpstreamOptions(unmapped="none" if raw else "prior")}
    got = whatif(snap, own, PACK, "name:A", parse_edits(own.issues, remediate=names, named=named(snap)), params=params)
    value = got.indicators[0].after
    assert value is not None
    return value


@pytest.mark.parametrize("raw", [True, False])
@pytest.mark.parametrize("case", ["g2", "g3", "g4", "g5", "g6"])
def test_the_top_k_is_the_best_of_all_sets_of_k(case: str, raw: bool) -> None:
    snap, own = made.world(made.WORLDS[case])
    got = largest(snap, own, PACK, "name:A", top=2, options=RAW if raw else None)
    names = [p.name for p in snap.parties if own.s[snap.index[p.id], 0] > 0]
    start = _after(snap, own, (), raw=raw)
    best = max(start - _after(snap, own, some, raw=raw) for some in itertools.combinations(names, min(2, len(names))))
    assert got.together[made.ISSUE] == pytest.approx(best, abs=1e-12)
    for r in got.rows:
        assert r.change == pytest.approx(start - _after(snap, own, (r.name,), raw=raw), abs=1e-12)


def test_u4_upstream_risk_adds_up_and_linked_harm_is_said_not_to() -> None:
    snap, own = made.world(made.G6)
    got = largest(snap, own, PACK, "name:A", top=2, options=RAW)
    assert [r.change for r in got.rows] == pytest.approx([0.2125, 0.2125])
    assert [r.name for r in got.rows] == ["B", "C"]
    assert got.together[made.ISSUE] == pytest.approx(0.425)
    assert got.more == 1
    words = said(got)
    assert "those of linked_harm don't" in words
    assert 'headwater priorities "A".' in words
    assert "fix first" not in words


@pytest.mark.parametrize("seed", range(30))
def test_a_budget_is_spent_on_the_best_set(seed: int) -> None:
    rng = np.random.default_rng(seed)
    gains = [
        Gain(
            party=f"P{i}", name=f"P{i}", country=None, issue="harm", issue_title="Harm",
            change=float(rng.random()) * 1e-4, weight=1.0, own_before=1.0, own_after=0.0,
            cost=float(rng.integers(0, 50)) if rng.random() < 0.9 else None,
        )
        for i in range(10)
    ]  # fmt: skip
    budget = float(rng.integers(0, 150))
    priced = [(r.change, r.cost) for r in gains if r.cost is not None]
    best = max(
        sum(c for c, _ in some)
        for k in range(len(priced) + 1)
        for some in itertools.combinations(priced, k)
        if sum(x for _, x in some) <= budget
    )
    got = choose(gains, budget)
    assert got.exact
    assert got.change == pytest.approx(best, rel=1e-9)
    assert got.cost <= budget
    assert got.without_cost == 10 - len(priced)


def test_what_cannot_be_asked_is_said() -> None:
    snap, own = made.world(made.G2)
    for words, why in (
        ({"issue": "nonsense"}, "known: harm"),
        ({"budget": 5.0}, "needs --costs"),
        ({"budget": -1.0, "issue": "harm", "costs": {"name:B": 1.0}}, "0 or more"),
        ({"budget": float("nan"), "issue": "harm", "costs": {"name:B": 1.0}}, "0 or more"),
        ({"costs": {"name:B": float("inf")}}, "cost inf of B"),
        ({"options": UpstreamOptions(hops=2)}, "leave hops out"),
    ):
        with pytest.raises(UsageError, match=why):
            largest(snap, own, PACK, "name:A", **words)  # type: ignore[arg-type]
    quiet = largest(*made.world("A 0\nB 0\nB->A 1 .5"), PACK, "name:A")
    assert "That is not a clean record." in said(quiet)
