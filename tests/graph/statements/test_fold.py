from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from headwater.graph.statements import Statement, fold

PROPS = some.dictionaries(
    some.sampled_from(["name", "workers"]), some.sampled_from(["Mill", "Mühle", 7, 7.0, True]), max_size=2
)
RANKS = {"blue": 2, "green": 1}


def said(source: str, day: str | None, props: dict[str, Any], row: int = 2) -> Statement:
    return Statement("facility", "row:1", None, None, props, source, f"{source}.csv", "ab", row, day, None, 0)


def entry(name: str, value: str, date: str | None, row: int = 1) -> Statement:
    props = {"value": value} | ({} if date is None else {"date": date})
    return Statement("entry", name, "row:1", None, props, "people", "people.csv", "ab", row, None, None, 0)


STATEMENT = some.builds(
    said, some.sampled_from(["blue", "green", "grey"]), some.sampled_from([None, "2023-01-01", "2024-01-01"]), PROPS,
    some.integers(2, 4),
)  # fmt: skip


def winner(statements: Sequence[Statement], name: str) -> Any:
    """Who wins, by the words of the rules: newest first, then rank, then source name; None where several are alike."""
    told = [s for s in statements if name in s.props]
    newest = max(s.valid_from or "" for s in told)
    told = [s for s in told if (s.valid_from or "") == newest]
    best = min((RANKS.get(s.source, 100), s.source) for s in told)
    values = [s.props[name] for s in told if (RANKS.get(s.source, 100), s.source) == best]
    return values[0] if len({(type(v), v) for v in values}) == 1 else None


@given(some.lists(STATEMENT, max_size=5))
@settings(max_examples=200)
def test_the_newest_wins_then_the_rank_and_nothing_is_lost(statements: list[Statement]) -> None:
    folded = fold(statements, RANKS)
    names = {n for s in statements for n in s.props}
    assert set(folded.props) == set(folded.by) == names and set(folded.conflicts) <= names
    for name in names:
        want = winner(statements, name)
        assert want is None or (folded.props[name], type(folded.props[name])) == (want, type(want))
        rest = [(v, i) for v, i in folded.conflicts.get(name, [])]
        again = [(folded.props[name], i) for i in folded.by[name]] + rest
        told = sorted((repr(s.props[name]), i) for i, s in enumerate(folded.statements) if name in s.props)
        assert sorted((repr(v), i) for v, i in again) == told
    assert sorted(map(repr, folded.statements)) == sorted(map(repr, statements))


@given(some.lists(STATEMENT, max_size=4))
def test_the_order_of_statements_never_matters(statements: list[Statement]) -> None:
    want = fold(statements, RANKS).props
    for again in itertools.permutations(statements):
        folded = fold(again, RANKS).props
        assert folded == want and list(map(type, map(folded.get, sorted(want)))) == list(
            map(type, map(want.get, sorted(want)))
        )


def test_of_nothing_nothing_is_known() -> None:
    folded = fold([])
    assert (folded.props, folded.by, folded.conflicts, folded.refs()) == ({}, {}, {}, ())


def test_a_person_outranks_every_source_and_of_two_entries_the_later_stands() -> None:
    row = said("blue", "2025-01-01", {"country": "TR", "name": "Mill"})
    told = [("VN", "2024-01-01", 1), ("BD", "2024-06-01", 2), ("IN", None, 3)]
    people = [entry("country", *one) for one in told]
    for order in itertools.permutations(people):
        folded = fold([row], entries=order)
        assert folded.props == {"country": "BD", "name": "Mill"}
        assert [v for v, _ in folded.conflicts["country"]] == ["VN", "IN", "TR"]
        assert folded.statements[folded.by["country"][0]].row == 2


def test_who_says_the_same_is_named_beside_the_winner() -> None:
    folded = fold([said("blue", None, {"name": "Mill"}), said("green", None, {"name": "Mill"}, 3)])
    assert [folded.statements[i].source for i in folded.by["name"]] == ["blue", "green"]
    assert [(r.source, r.row) for r in folded.refs()] == [("blue", 2), ("green", 3)] and folded.conflicts == {}
