"""The chapter of questions in the reference is what the questions say, and says everything of them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from headwater.asking.ask import fields_of, word_of
from headwater.questions import QUESTIONS
from headwater.reference import BEGIN, END, filled, main
from tests.running import ROOT

REFERENCE = (ROOT / "docs/reference.md").read_text(encoding="utf-8")


def test_the_chapter_is_what_they_say() -> None:
    assert filled(REFERENCE) == REFERENCE, "run `make reference`"


@pytest.mark.parametrize("question", QUESTIONS, ids=[q.name for q in QUESTIONS])
def test_a_question_has_its_line_and_a_row_for_each_field(question) -> None:
    part = REFERENCE.split(f"\n#### `{question.name}`\n")[1].split("\n#### ")[0].split("\n### ")[0]
    assert question.title in part
    assert f"`headwater {question.name}" in part
    assert f"`GET /v1/{question.name}`, page `/ask/{question.name}`" in part
    cells = [re.split(r"(?<!\\)\|", line) for line in part.splitlines() if line.startswith("|")]
    rows = {row[1].strip("` "): row for row in cells}
    for name, info in fields_of(question.ask).items():
        row = rows[word_of(name, info)]
        assert len(row) == 6, "one cell a column: bars inside are escaped"
        assert ("needed" in row[3]) == info.is_required()
        assert (info.description or "").replace("|", "\\|") in row[4]


def test_only_what_stands_between_the_marks_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"before\n{BEGIN}\nformer words\n{END}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["reference", str(path)])
    main()
    made = path.read_text(encoding="utf-8")
    assert made.startswith(f"before\n{BEGIN}\n") and made.endswith(f"{END}\nafter\n")
    assert "former words" not in made and "#### `trace`" in made
    assert filled(made) == made
    for text in ("", BEGIN, END, f"{END}{BEGIN}"):
        with pytest.raises(ValueError, match="marks"):
            filled(text)
