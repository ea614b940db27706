"""A value that doesn't fit is refused in plain words, whatever the model says of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError, field_validator

from headwater.graph.misfit import misfit


class Odd(BaseModel, extra="forbid"):
    """A field of each kind."""

    whole: Annotated[int, Field(ge=1, le=50)] = 1
    share: Annotated[float, Field(gt=0.0, lt=1.0)] = 0.5
    worlds: Annotated[int, Field(multiple_of=64)] = 64
    yes: bool = False
    word: Literal["auto", "exact", "bound"] = "auto"
    text: Annotated[str, Field(min_length=1, max_length=5)] = "x"
    several: Annotated[tuple[str, ...], Field(min_length=2)] = ("a", "b")
    params: dict[str, str] = {}
    even: int = 0
    set_of: set[int] = set()

    @field_validator("even")
    @classmethod
    def _even(cls, value: int) -> int:
        if value % 2:
            raise ValueError("odd numbers aren't taken")
        return value


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"whole": "many"}, "whole: must be a whole number, not 'many'"),
        ({"whole": 1.5}, "whole: must be a whole number, not 1.5"),
        ({"whole": 0}, "whole: must be at least 1, not 0"),
        ({"whole": "51"}, "whole: must be at most 50, not '51'"),
        ({"share": "half"}, "share: must be a number, not 'half'"),
        ({"share": 0}, "share: must be more than 0, not 0"),
        ({"share": 1}, "share: must be less than 1, not 1"),
        ({"worlds": 65}, "worlds: must be a multiple of 64, not 65"),
        ({"yes": "perhaps"}, "yes: must be true or false, not 'perhaps'"),
        ({"word": "x"}, "word: must be auto, exact or bound, not 'x'"),
        ({"text": ""}, "text: must be at least 1 character, not ''"),
        ({"text": "abcdef"}, "text: must be at most 5 characters, not 'abcdef'"),
        ({"text": 3}, "text: must be text, not 3"),
        ({"several": ["a"]}, "several: must be at least 2 values, not ['a']"),
        ({"several": ["a", "b", 2]}, "several.2: must be text, not 2"),
        ({"several": "a"}, "several: must be a list, not 'a'"),
        ({"params": "a"}, "params: must be names with values, not 'a'"),
        ({"even": 3}, "even: odd numbers aren't taken"),
        ({"other": 3}, "other: isn't known here"),
        ({"set_of": 3}, "set_of: 3 doesn't fit"),
    ],
)
def test_each_kind_says_what_would_fit(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Odd.model_validate(given)
    assert [misfit(e) for e in caught.value.errors()] == [said]


def test_a_long_value_is_cut() -> None:
    with pytest.raises(ValidationError) as caught:
        Odd.model_validate({"text": "x" * 1000})
    (said,) = (misfit(e) for e in caught.value.errors())
    assert said.endswith("…") and len(said) < 120
