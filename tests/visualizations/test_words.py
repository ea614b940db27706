"""Words for people: what an action says of itself."""

import pytest

from headwater.graph.risk.register.actions import ActionLine
from headwater.visualizations.words import action

LINE = ActionLine(
    what="Give the passports back", point=None, owner=None, due=None, status=None, overdue=None,
    verified_effect=None, date=None, refs=(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "owner: not stated; due: not stated, whether overdue unknown; status: not stated; effect: not verified"),
        ({"due": "2026-01", "overdue": True}, "due: 2026-01, overdue;"),
        ({"due": "2027", "overdue": False}, "due: 2027; status"),
        ({"owner": "buying team", "status": "done", "verified_effect": 0.5}, "effect: 50 %, as stated"),
    ],
)
def test_an_action_says_what_nobody_states(facts, said):
    assert said in action(LINE.model_copy(update=facts))


def test_long_words_are_cut_only_where_it_is_asked():
    assert action(LINE).startswith("Give the passports back (")
    assert action(LINE, 9).startswith("Give the… (")
