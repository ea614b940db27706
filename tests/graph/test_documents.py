from __future__ import annotations

import random

import pytest
from pydantic import ValidationError

from headwater.graph.documents import Answer, Header, Recipe, SourceRow, source_rows
from headwater.graph.statements import Ref

HEADER = {"revision": 3, "day": "2026-01-02", "today": "2026-01-02", "pack": "p 1 (ab)", "method_version": "1"}
RECIPE = {
    "question": "find", "ask": {"text": "mill"}, "revision": 3, "today": "2026-01-02", "pack": "p",
    "pack_sha256": "ab", "method_version": "1", "program": "headwater 1",
}  # fmt: skip


def test_a_row_comes_from_its_reference_and_an_unknown_date_stays_unknown() -> None:
    assert SourceRow.of(Ref("list", "list.csv", "ab", 7, None)).model_dump() == {
        "source": "list", "file": "list.csv", "sha256": "ab", "row": 7, "dated": None,
    }  # fmt: skip


def test_rows_come_each_once_by_source_file_and_row_whatever_their_order() -> None:
    want = [("a", "b.csv", 1, None), ("a", "b.csv", 2, None), ("a", "b.csv", 2, "2024"), ("a", "c.csv", 1, "2020"),
            ("b", "a.csv", 10, None)]  # fmt: skip
    refs = [Ref(source, file, "ab", row, dated) for source, file, row, dated in want] * 2
    for seed in range(5):
        random.Random(seed).shuffle(refs)
        assert [(r.source, r.file, r.row, r.dated) for r in source_rows(refs)] == want
    assert source_rows([]) == ()


def test_an_answer_is_frozen_closed_and_reads_back_from_its_json() -> None:
    answer = Answer.model_validate({"header": HEADER, "recipe": RECIPE})
    assert Answer.model_validate_json(answer.model_dump_json()) == answer
    assert Answer.model_validate({"header": HEADER}).recipe is None
    with pytest.raises(ValidationError, match="frozen"):
        answer.header = Header.model_validate(HEADER)  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        Answer.model_validate({"header": HEADER, "note": "?"})


@pytest.mark.parametrize(("field", "value"), [("today", "yesterday"), ("today", "2026-02-30"), ("revision", -1)])
def test_a_recipe_that_nothing_can_be_made_by_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        Recipe.model_validate(RECIPE | {field: value})
