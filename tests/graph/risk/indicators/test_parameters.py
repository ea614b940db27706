"""What can be set, whatever indicators there are: each parameter once, with those who take it, as their models say."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import Field

from headwater.graph.risk.indicators import INDICATORS, PARAMETERS
from headwater.graph.risk.indicators.parameters import Parameter, parameters_of, taken_by
from headwater.graph.risk.values.params import FromPack, Params


class Colour(StrEnum):
    """A word of an enum."""

    RED = "red"
    BLUE = "blue"


class OneOptions(Params):
    """Parameters of one."""

    far: int | None = Field(default=None, ge=1, le=9, description="How far.")
    weak: Annotated[float | None, FromPack("weak_a0", word="a0"), Field(gt=0.0)] = 0.5
    colour: Colour = Colour.RED
    how: Literal["none", "some"] = "some"


class OtherOptions(Params):
    """Parameters of another."""

    how: Literal["none", "some"] = "some"
    far: int = Field(default=2, ge=1, le=5, description="How far.")
    sure: bool = False


@pytest.fixture
def listed() -> dict[str, Parameter]:
    return {p.name: p for p in parameters_of([("one", OneOptions), ("other", OtherOptions)])}


def test_each_parameter_stands_once_with_those_who_take_it() -> None:
    names = [p.name for p in PARAMETERS]
    assert len(names) == len(set(names))
    for x in INDICATORS:
        assert {p.name for p in PARAMETERS if x.name in p.by} == set(x.params.model_fields)
        assert list(taken_by(x.params)) == list(x.params.model_fields)
    assert all(t.text for p in PARAMETERS for t in p.by.values())


def test_a_default_in_words_is_the_models_own() -> None:
    for x in INDICATORS:
        for name, taken in taken_by(x.params).items():
            default = getattr(x.params(), name)
            assert taken.default == ("none" if default is None else str(default))


def test_they_stand_in_the_order_in_which_they_are_met(listed: dict[str, Parameter]) -> None:
    assert list(listed) == ["far", "weak", "colour", "how", "sure"]
    assert listed["far"].words() == "one (default none): How far. other (default 2): How far."
    assert listed["how"].words() == "one, other (default some): "


def test_a_schema_is_of_the_words_of_a_query(listed: dict[str, Parameter]) -> None:
    far = {"type": "integer", "minimum": 1, "maximum": 9}
    assert listed["far"].schema() == {
        "anyOf": [
            {"title": "one", "anyOf": [far, {"const": "none"}], "default": "none"},
            {"title": "other", "type": "integer", "minimum": 1, "maximum": 5, "default": 2},
        ]
    }
    assert listed["weak"].schema() == {
        "anyOf": [{"type": "number", "exclusiveMinimum": 0.0}, {"const": "none"}, {"const": "a0"}],
        "default": 0.5,
    }
    assert listed["colour"].schema() == {"type": "string", "enum": ["red", "blue"], "default": "red"}
    assert listed["how"].schema() == {"type": "string", "enum": ["none", "some"], "default": "some"}
    assert listed["sure"].schema() == {"type": "boolean", "default": False}


def test_it_may_be_asked_for_some_indicators_alone(listed: dict[str, Parameter]) -> None:
    far = listed["far"].of(["other"])
    assert far is not None and far.words() == "other (default 2): How far."
    assert listed["weak"].of(["other"]) is None
