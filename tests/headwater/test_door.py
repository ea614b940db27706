"""The front door: methods that are the questions, each with its document and recipe; it closes its store."""

from __future__ import annotations

import inspect

import pytest

import headwater
from headwater.asking.asked import make_ask
from headwater.asking.recipe import put
from headwater.door import Door, open_door
from headwater.graph.errors import HeadwaterError, NotFound, UnknownName, UsageError, WrongAsk
from headwater.questions import QUESTIONS, get_question
from tests.running import TODAY, ask


def test_every_question_is_a_method_with_its_own_help(door: Door) -> None:
    names = {q.name for q in QUESTIONS}
    assert names <= set(dir(door))
    for question in QUESTIONS:
        method = getattr(door, question.name)
        assert method.__name__ == question.name
        assert question.title in (method.__doc__ or "")
        taken = inspect.signature(method).parameters
        assert all(f"    {name}: " in (method.__doc__ or "") for name in taken)


def test_a_method_gives_what_the_question_gives(door: Door, url: str) -> None:
    trace = get_question("trace")
    assert door.trace("Ada", depth=1) == put(door, trace, make_ask(trace, {"party": "Ada", "depth": 1}))
    got = door.trace("Ada", depth=1)
    assert got.recipe is not None and got.recipe.ask == {"party": "Ada", "depth": 1}
    assert got.model_dump(mode="json") == ask("trace", "Ada", "--depth", "1", store=url)


def test_several_subjects_stand_side_by_side_and_parameters_are_plain_values(door: Door) -> None:
    assert [b.name for b in door.share("Ada", "Bo").companies] == ["Ada", "Bo"]
    said = door.score(indicator="worst_path", issue="osh", param={"hops": None, "materiality": 0.5}).recipe
    assert said is not None and said.ask["param"] == {"hops": "none", "materiality": "0.5"}


def test_wrong_words_are_refused(door: Door) -> None:
    with pytest.raises(TypeError, match="party"):
        door.trace()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="dept"):
        door.trace("Ada", dept=2)  # type: ignore[call-arg]
    with pytest.raises(WrongAsk, match="depth"):
        door.trace("Ada", depth=0)
    with pytest.raises(UnknownName, match="facility"):
        door.score(kind="mill")
    with pytest.raises(NotFound, match="'Nobody'"):
        door.trace("Nobody")
    with pytest.raises(AttributeError, match=r"no 'tace'; its questions are .*trace"):
        door.tace  # type: ignore[attr-defined]  # noqa: B018


def test_it_is_closed_at_the_end_and_then_answers_no_more(url: str) -> None:
    with headwater.open(url, today=TODAY) as held:
        assert isinstance(held, Door) and held.today == TODAY
        assert held.loads().header.revision == held.revision
    with pytest.raises(HeadwaterError):
        held.loads()


def test_what_can_not_be_opened_is_refused(url: str) -> None:
    with pytest.raises(UnknownName, match="no pack named 'steel'"):
        open_door(url, pack="steel")
    with pytest.raises(UnknownName, match="sqlite"):
        open_door("oracle:somewhere")
    with pytest.raises(UsageError, match="someday"):
        open_door(url, today="someday")
