from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter, ValidationError

from headwater.graph.vocabulary import lines
from headwater.graph.vocabulary.lines import Word, fold_word

FROM = {"source": "Assumed", "checked": True}
WORDS = TypeAdapter(Word)


@pytest.mark.parametrize(
    ("model", "said", "field", "right", "wrong"),
    [
        (lines.Point, {"id": "p", "issue": "i", "title": "P"}, "severity", (1, 5), (0, 6, 2.5, None)),
        (lines.Issue, {"id": "i", "title": "I"}, "kind", ("core", "law", "ours"), ("other",)),
        (lines.Credibility, {"id": "a", "of": "kind", "title": "A"}, "value", (0, 1), (-0.1, 1.1, float("nan"))),
        (lines.Detection, {"issue": "i", "method": "m"}, "value", (0, 0.9), (90,)),
        (lines.HalfLife, {"issue": "*"}, "years", (0.5, 4), (0, -1, float("inf"))),
        (lines.PriorLine, {"id": "world", "mean": 0.1}, "low", (None, 0.0), (-0.1, "some")),
        (lines.WageBand, {"scale": 5}, "below", (40, 99.5), (0, float("inf"))),
        (lines.SourceRank, {"name": "osh"}, "rank", (1, 100), (1.5, "first")),
        (lines.Difference, {"point": "p", "title": "T"}, "group", ("women", "migrants"), ("men",)),
        (lines.Setting, {"id": "alpha", "unit": "0 to 1"}, "value", (0, 24), (-1, float("nan"))),
        (lines.Cause, {"id": "*", "title": "Any"}, "who", (("buyers",), ()), (None, "buyers")),
        (lines.Term, {"id": "t"}, "title", ("A sign",), ("", " A sign", "A sign ")),
    ],
)
def test_a_line_takes_what_a_field_means_and_refuses_the_rest(
    model: type[lines.Line], said: dict[str, Any], field: str, right: tuple[Any, ...], wrong: tuple[Any, ...]
) -> None:
    for value in right:
        assert getattr(model.model_validate(FROM | said | {field: value}), field) == value
    for value in wrong:
        with pytest.raises(ValidationError, match=field):
            model.model_validate(FROM | said | {field: value})
    for without in FROM:
        whole = FROM | said | {field: right[0]}
        with pytest.raises(ValidationError, match=without):
            model.model_validate({k: v for k, v in whole.items() if k != without})
    with pytest.raises(ValidationError, match="Extra inputs"):
        model.model_validate(FROM | said | {field: right[0], "note": "?"})


@given(some.text(min_size=1))
def test_a_word_is_some_text_without_white_space_at_its_ends(text: str) -> None:
    bare = "\n" not in text and text == text.strip() != ""
    if bare:
        assert WORDS.validate_python(text) == text
        for wrong in (f" {text}", f"{text} ", ""):
            with pytest.raises(ValidationError):
                WORDS.validate_python(wrong)


@given(some.lists(some.sampled_from(["forced", "Labour", "STRASSE", "straße", "Éthique"]), min_size=1, max_size=3))
def test_words_are_looked_up_whatever_their_case_underscores_and_white_space(words: list[str]) -> None:
    plain = fold_word(" ".join(words))
    assert fold_word("_".join(words)) == fold_word("  ".join(words).upper()) == fold_word(f"\t{plain}\n") == plain
    assert fold_word("Forced_Labour") == "forced labour" != fold_word("forced-labour")
