"""What every question's model does: closed, frozen, in its words, without what wasn't said."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field, ValidationError

from headwater.asking.ask import Ask, DayAsk, fields_of, word_of
from headwater.asking.fields import Choices, Parameters, Params, Printing
from headwater.graph.errors import OneWord, UnknownName


class MillsAsk(DayAsk):
    """Mills."""

    country: str | None = None
    kind: Annotated[tuple[str, ...], Choices(lambda: ["spinning", "weaving"], "kind of mill")] = ()
    sort_by: Annotated[str, Choices(lambda: ["name", "size"])] = "name"
    form: Annotated[str, Field(alias="as")] = "list"
    lines: Annotated[int, Printing()] = 10


def test_an_ask_is_frozen_and_closed() -> None:
    ask = MillsAsk(country="BD")
    with pytest.raises(ValidationError):
        ask.country = "TR"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        MillsAsk.model_validate({"contry": "BD"})


def test_what_is_said_holds_no_default_and_no_printing_and_is_read_back() -> None:
    assert MillsAsk().said() == {}
    assert MillsAsk(country="BD", sort_by="name", lines=3).said() == {"country": "BD"}
    ask = MillsAsk.model_validate({"as": "map", "kind": ["weaving"], "as_of": "2026-01-01"})
    assert ask.said() == {"as": "map", "kind": ["weaving"], "as_of": "2026-01-01"}
    assert MillsAsk.model_validate(ask.said()) == ask


def test_the_day_is_read_last_and_an_alias_is_the_word() -> None:
    fields = fields_of(MillsAsk)
    assert list(fields) == ["country", "kind", "sort_by", "form", "lines", "as_of"]
    assert [word_of(n, f) for n, f in fields.items()][3] == "as"


def test_a_word_that_is_none_of_the_choices_is_refused_with_them() -> None:
    with pytest.raises(UnknownName, match="no kind of mill named 'dyeing'; known: spinning, weaving"):
        MillsAsk(kind=("spinning", "dyeing"))
    with pytest.raises(UnknownName, match="no sort by named 'age'; known: name, size"):
        MillsAsk(sort_by="age")


def test_a_field_named_like_a_parameter_of_an_indicator_is_refused_at_once() -> None:
    with pytest.raises(OneWord, match=r"linked_harm can't have a parameter 'worlds': OfWorlds \(\S+\) has a field"):

        class OfWorlds(Ask):
            """Both at once."""

            worlds: int = 3
            param: Params = Field(default_factory=dict)

    class OfAnother(Ask):
        """The indicator with that parameter isn't run here."""

        worlds: int = 3
        param: Annotated[Params, Parameters(("worst_path",))] = Field(default_factory=dict)

    assert OfAnother(worlds=4).said() == {"worlds": 4}
