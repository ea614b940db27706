"""A result as rows: None where nothing is known, and what low and high are."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from headwater.graph.risk.network.shares import network
from headwater.graph.risk.values.params import LinkedOptions
from headwater.graph.risk.values.result import METHODS, Method, Result, Unknown, about, beyond, unknown_of
from tests import worlds as made

NAN = float("nan")


def result() -> Result:
    """Two parties and two issues; of A's second issue nothing is known."""
    values = np.array([[0.5, NAN], [0.25, 0.75]])
    none = np.full((2, 2), NAN)
    return Result(
        indicator="linked_harm",
        issues=("first", "second"),
        values=values,
        low=np.array([[0.4, NAN], [0.2, 0.7]]),
        high=np.array([[0.6, NAN], [0.3, 0.8]]),
        evidence=none,
        context=none,
        unmapped=none,
        mapped=np.array([0.75, NAN]),
        assessed=np.array([0.0, NAN]),
        method=np.array([METHODS.index(Method.MONTECARLO), METHODS.index(Method.EXACT)], np.uint8),
        unknown=(None, Unknown.OPEN),
        intervals={Method.MONTECARLO: "sampled", Method.EXACT: "priors"},
        params=LinkedOptions(),
        today=made.TODAY,
        worlds=640,
    )


def test_rows_say_none_for_what_is_not_known_and_how_each_party_was_solved() -> None:
    snapshot, _ = made.world("A 0\nB .4\nB->A 1 .75")
    one, two, three, four = result().rows(snapshot)
    assert [(r.name, r.issue) for r in (one, two, three, four)] == [
        ("A", "first"), ("A", "second"), ("B", "first"), ("B", "second"),
    ]  # fmt: skip
    assert (one.value, one.low, one.high, one.method, one.n, one.interval) == (
        0.5, 0.4, 0.6, "montecarlo", 640, "sampled",
    )  # fmt: skip
    assert (two.value, two.low, two.interval, two.unknown_to_pack) == (None, None, None, Unknown.OPEN)
    assert (three.value, three.n, three.interval, three.unknown_to_pack) == (0.25, None, "priors", None)
    assert (one.mapped, one.assessed, three.mapped, three.assessed) == (0.75, 0.0, None, None)
    assert (one.evidence, one.context, one.unmapped, one.error) == (None, None, None, None)
    assert one.data_date == "2025-01-01"


def test_rows_are_filtered_by_issue_and_kind_and_none_fit_where_none_does() -> None:
    snapshot, _ = made.world("A 0\nB .4\nB->A 1 .75")
    assert [(r.name, r.value) for r in result().rows(snapshot, issue="second")] == [("A", None), ("B", 0.75)]
    assert result().rows(snapshot, kind="brand") == []
    assert len(result().rows(snapshot, kind="facility")) == 4
    assert result().rows(snapshot, issue="third") == []


def test_an_own_risk_is_beyond_the_pack_where_a_number_is_missing_and_none_is_given() -> None:
    _, own = made.world("A 0\nB .4\nC .2\nD .1", context=["C"])
    unmapped, s = np.full_like(own.unmapped, NAN), own.s.copy()
    s[3] = NAN
    dark = beyond(dataclasses.replace(own, unmapped=unmapped, s=s))
    # A and B are given; of C the pack doesn't know the issue; of D nothing is known, given or not.
    assert dark[:, 0].tolist() == [False, False, True, True]
    assert unknown_of(np.hstack([dark, np.zeros_like(dark)]), Unknown.AS_ZERO) == (Unknown.AS_ZERO, None)


def test_every_result_says_on_what_it_was_worked_out() -> None:
    snapshot, own = made.world("A 0\nB .4\nC 0\nB->A 1 .75\nC->A 1 .05")
    told = about(network(snapshot), snapshot, own, LinkedOptions(hops=2))
    assert told["mapped"][0] == pytest.approx(0.8)
    assert np.isnan(told["mapped"][1:]).all()
    assert told["assessed"][0] == 0.0
    assert (told["issues"], told["today"], told["params"]) == ((made.ISSUE,), made.TODAY, LinkedOptions(hops=2))
