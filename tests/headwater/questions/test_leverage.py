"""Whom to ask with: the fewest buyers who surely reach the target, as far as their shares are known."""

from __future__ import annotations

import pytest

from headwater.door import Door
from headwater.graph.errors import NotFound, UsageError


@pytest.mark.parametrize(
    ("target", "takes", "fewest"),
    [(0.3, ("Ada=0.3", "Bo=0.4"), {"Bo"}), (0.5, ("Ada=0.3", "Bo=0.4"), {"Ada", "Bo"}), (0.5, ("Bo=0.4",), None)],
)
def test_the_fewest_who_surely_reach_the_target(
    target: float, takes: tuple[str, ...], fewest: set[str] | None, door: Door
) -> None:
    got = door.leverage("Knitter", target=target, takes=takes)
    assert (None if got.surely is None else {b.name for b in got.surely.buyers}) == fewest
    assert got.header == door.header()


def test_unknown_shares_stay_unknown_with_what_is_left_as_their_most(door: Door) -> None:
    here = {b.name: b for b in door.leverage("Knitter", takes=["Bo=0.4"]).buyers}
    assert [here["Ada"].of_purchases.value, here["Bo"].of_purchases.value] == [0.2, 0.5]
    assert (here["Ada"].of_output.value, here["Ada"].of_output.low) == (None, 0.0)
    assert here["Ada"].of_output.high == pytest.approx(0.6)


def test_a_facility_may_be_asked_about_by_issue_point_or_finding(door: Door) -> None:
    every = door.leverage("Tailor").findings
    assert {f.point for f in every} == {"emergency_preparedness", "overtime"}
    for words, point in (("Tailor:osh", "emergency_preparedness"), ("name:Tailor:overtime", "overtime")):
        assert {f.point for f in door.leverage(words).findings} == {point}
    key = next(s.key for s in door.show("Tailor").about if s.kind == "finding" and s.value["point"] == "overtime")
    assert {f.point for f in door.leverage(key).findings} == {"overtime"}


def test_a_sheet_holds_nobody_elses_numbers(door: Door) -> None:
    sheet = door.leverage("Knitter", sheet_for="Ada")
    assert (sheet.of_purchases.value, [o.name for o in sheet.others]) == (0.2, ["Bo"])
    assert "0.5" not in sheet.model_dump_json(exclude={"header", "recipe"})


def test_other_words_are_refused(door: Door) -> None:
    for given, words in (({"takes": ["Bo"]}, "BUYER=SHARE"), ({"target": 2}, "over 0 and at most 1")):
        with pytest.raises(UsageError, match=words):
            door.leverage("Knitter", **given)
    with pytest.raises(NotFound, match="Nobody"):
        door.leverage("Nobody:osh")
