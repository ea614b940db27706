"""From words to an Ask: what doesn't fit is refused with what would be right."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.asking.asked import make_ask, refuse_wrong
from headwater.graph.errors import UnknownName, WrongAsk
from headwater.questions import get_question


def test_words_of_a_query_become_values() -> None:
    ask = make_ask(get_question("trace"), {"party": "Ada", "depth": "2"})
    assert ask.said() == {"party": "Ada", "depth": 2}
    assert make_ask(get_question("view"), {"party": "Ada", "as": "network"}).said()["as"] == "network"


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("trace", {}, "trace needs party"),
        ("trace", {"party": ""}, "party: is empty"),
        ("trace", {"party": " \t"}, "party: is empty"),
        ("score", {"issue": ""}, "issue: is empty; leave it out where nothing is meant"),
        ("whatif", {"party": "Ada", "drop": ["Bo", " "]}, "drop: is empty; leave it out"),
        ("systemic", {"by": " "}, "by: is empty; leave it out"),
        ("trace", {"party": "Ada", "depth": True}, "depth: must be a whole number, not True"),
        ("find", {"text": "Ada", "limit": "1_0"}, "limit: must be a whole number, not '1_0'"),
        ("leverage", {"party": "Ada", "target": True}, "target: must be a number, not True"),
        ("leverage", {"party": "Ada", "target": "nan"}, "target: must be a number, not 'nan'"),
        ("leverage", {"party": "Ada", "target": float("nan")}, "target: must be a finite number, not nan"),
        ("largest", {"party": "Ada", "budget": float("inf")}, "budget: must be a finite number, not inf"),
        ("view", {"party": "Ada", "view": "network"}, "view has no parameter 'view'; it has party, as, depth"),
        ("trace", {"party": "Ada", "depth": "deep"}, "depth: must be a whole number, not 'deep'"),
        ("trace", {"depth": 0, "x": 1}, "trace needs party; depth: must be at least 1, not 0; trace has no parameter"),
        ("priorities", {"actions": "late"}, "actions: must be any, overdue or none, not 'late'"),
        ("indicators", {"x": 1}, "indicators has no parameter 'x'; it takes none"),
        ("largest", {"party": "Ada", "worlds": "64"}, "largest has no parameter 'worlds'; it has party, issue, "),
    ],
)
def test_each_misfit_is_said(name: str, given: dict[str, Any], said: str) -> None:
    with pytest.raises(WrongAsk) as caught:
        make_ask(get_question(name), given)
    assert str(caught.value).startswith(said)


def test_parameters_are_named_by_their_own_words() -> None:
    with pytest.raises(WrongAsk, match=r"it has party, .*budget, alpha, unmapped, hops, method, as_of$"):
        make_ask(get_question("largest"), {"party": "Ada", "x": 1})


def test_what_is_missing_is_not_wrong_yet() -> None:
    refuse_wrong(get_question("trace"), {"depth": 2})
    with pytest.raises(WrongAsk, match=r"^depth: must be at least 1, not 0$"):
        refuse_wrong(get_question("trace"), {"depth": 0})
    with pytest.raises(UnknownName, match=r"known: .*upstream_risk"):
        refuse_wrong(get_question("score"), {"indicator": "moon"})
