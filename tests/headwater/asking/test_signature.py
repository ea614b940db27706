"""A question as a function: Python itself says what it takes."""

from __future__ import annotations

from inspect import Parameter

import pytest

from headwater.asking.ask import fields_of
from headwater.asking.fields import Printing, marks
from headwater.asking.question import Question
from headwater.asking.signature import signature_of
from headwater.questions import QUESTIONS, get_question


def test_the_subject_is_said_by_place_and_the_rest_by_name() -> None:
    trace = signature_of(get_question("trace"))
    assert trace.bind("Ada", depth=2).arguments == {"party": "Ada", "depth": 2}
    with pytest.raises(TypeError):
        trace.bind("Ada", 2)
    with pytest.raises(TypeError, match="missing a required argument: 'party'"):
        trace.bind(depth=2)
    assert trace.return_annotation in ("Trace", get_question("trace").documents[0])


def test_several_subjects_are_said_one_after_another() -> None:
    compare = signature_of(get_question("compare"))
    assert compare.bind("Ada", "Bo", issue="osh").arguments == {"party": ("Ada", "Bo"), "issue": "osh"}
    assert compare.parameters["party"].kind is Parameter.VAR_POSITIONAL


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_every_field_but_printing_is_taken_with_its_default(question: Question) -> None:
    fields = {n: f for n, f in fields_of(question.ask).items() if marks(f, Printing) is None}
    taken = signature_of(question).parameters
    assert list(taken) == list(fields)
    for name, info in fields.items():
        if info.is_required() or taken[name].kind is Parameter.VAR_POSITIONAL:
            assert taken[name].default is Parameter.empty
        else:
            assert taken[name].default == info.get_default(call_default_factory=True)
