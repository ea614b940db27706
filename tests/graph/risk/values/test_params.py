"""Parameters: each indicator's own with their bounds, and the word none by the type."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import ValidationError

from headwater.graph.risk.values.params import (
    FromPack,
    LinkedOptions,
    Params,
    PathOptions,
    UpstreamOptions,
    given_by,
    may_be_none,
    narrow,
)


class OwnOptions(Params):
    """Parameters whose words try the type."""

    plain: str = "x"
    free: str | None = "x"
    word: Literal["none", "some"] = "some"
    both: Literal["none", "some"] | None = "some"
    strength: Annotated[float, FromPack("alpha")] = 0.5


def test_each_indicator_takes_its_own_and_no_other() -> None:
    for kind, other in ((UpstreamOptions, "worlds"), (LinkedOptions, "alpha"), (PathOptions, "seed")):
        with pytest.raises(ValidationError):
            kind.model_validate({other: 0.5})
    with pytest.raises(ValidationError):
        UpstreamOptions.model_validate({"alpha": 1.0})
    with pytest.raises(ValidationError):
        LinkedOptions.model_validate({"worlds": 65})


def test_none_is_none_where_the_type_says_so() -> None:
    said = OwnOptions.model_validate(dict.fromkeys(("plain", "free", "word", "both"), "none"))
    assert (said.plain, said.free, said.word, said.both) == ("none", None, "none", "none")
    assert LinkedOptions.model_validate({"hops": " None ", "materiality": "NONE"}) == LinkedOptions(hops=None)
    with pytest.raises(ValidationError):
        LinkedOptions.model_validate({"materiality": ""})
    assert LinkedOptions.model_validate({"unmapped": "none"}).unmapped == "none"
    assert may_be_none(Annotated[int | None, "mark"]) and not may_be_none(int)


def test_what_is_given_stands_and_what_is_another_s_is_refused() -> None:
    deep = LinkedOptions(hops=None)
    assert narrow(LinkedOptions, deep) is deep
    assert narrow(LinkedOptions, None).hops == 1
    with pytest.raises(TypeError, match="UpstreamOptions aren't LinkedOptions"):
        narrow(LinkedOptions, UpstreamOptions())


def test_a_parameter_says_which_setting_of_the_pack_it_takes() -> None:
    assert given_by(OwnOptions, "alpha") == ["strength"]
    assert given_by(UpstreamOptions, "alpha") == ["alpha"]
    assert given_by(LinkedOptions, "materiality_a0") == []  # only where the word a0 is said
