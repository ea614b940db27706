"""The register: the gravest first, whatever is filtered."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from headwater.door import Door
from headwater.graph.errors import HeadwaterError, UnknownName, UsageError
from tests.headwater.questions.small import rows

LINES = {(r["party"], r["point"]): r for r in rows("findings")}
COUNTRY = {r["name"]: r["country"] for r in rows("parties")}


def shown(door: Door, *party: str, **given: Any) -> set[tuple[str, str]]:
    return {(r.name, r.point) for r in door.priorities(*party, **given).rows}


def test_every_open_finding_is_a_row_and_the_gravest_comes_first(door: Door) -> None:
    got = door.priorities("Ada")
    assert {(r.name, r.point) for r in got.rows} == set(LINES) and got.total == len(LINES)
    assert [r.severity for r in got.rows] == sorted((r.severity for r in got.rows), reverse=True)
    assert [r.rank for r in got.rows] == [1, 2, 3, 4, 5]
    assert got.rows[0].name == "Tailor" and got.rows[0].affected == 140
    assert next(r for r in got.rows if r.name == "Knitter").affected is None
    assert got.header == door.header()
    assert {n for n, _ in shown(door, "Bo")} == {"Knitter", "Weaver", "Spinner"}


def test_each_filter_leaves_what_it_says(door: Door) -> None:
    by: dict[str, tuple[dict[str, Any], Any]] = {
        "country": ({"country": "BD"}, lambda at, r: COUNTRY[at[0]] == "BD"),
        "point": ({"point": ["overtime", "coercion"]}, lambda at, r: at[1] in ("overtime", "coercion")),
        "kind": ({"finding": ["audit finding"]}, lambda at, r: r["kind"] == "audit finding"),
        "year": ({"since": "2025"}, lambda at, r: r["observed"] != "2024"),
        "month": ({"since": "2025-07"}, lambda at, r: r["observed"] in ("", "2025-07-01", "2026-03-02")),
        "day": ({"since": "2025-07-02"}, lambda at, r: r["observed"] in ("", "2026-03-02")),
        "overdue": ({"actions": "overdue"}, lambda at, r: at == ("Tailor", "emergency_preparedness")),
        "none": ({"actions": "none"}, lambda at, r: at[1] not in ("emergency_preparedness", "bonded_labour")),
        "text": ({"text": "looms"}, lambda at, r: "looms" in r["text"]),
        "facility": ({"facility": "Weaver"}, lambda at, r: at[0] == "Weaver"),
        "issue": ({"issue": "Forced labour"}, lambda at, r: at[1] in ("coercion", "bonded_labour")),
    }
    ranks = {(r.name, r.point): r.rank for r in door.priorities("Ada").rows}
    for name, (given, keeps) in by.items():
        assert shown(door, "Ada", **given) == {at for at, r in LINES.items() if keeps(at, r)}, name
        if name != "issue":
            assert all(r.rank == ranks[r.name, r.point] for r in door.priorities("Ada", **given).rows), name
    assert {r.severity for r in door.priorities("Ada", severity=4).rows} == {4, 5}


def test_pages_are_the_whole_list(door: Door) -> None:
    first = door.priorities("Ada", limit=2)
    second = door.priorities("Ada", limit=2, after=first.next)
    third = door.priorities("Ada", limit=2, after=second.next)
    assert third.next is None
    assert tuple(itertools.chain(first.rows, second.rows, third.rows)) == door.priorities("Ada").rows


def test_other_words_are_refused(door: Door) -> None:
    with pytest.raises(UsageError, match=r"since: '2025-13' is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY"):
        door.priorities("Ada", since="2025-13")
    with pytest.raises(UnknownName, match=r"kind of finding named 'rumour'; known: .*allegation"):
        door.priorities("Ada", finding=["rumour"])
    with pytest.raises(HeadwaterError, match="severity"):
        door.priorities("Ada", severity=6)
