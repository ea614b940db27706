"""What every command has: one store a run, opened late and closed; print that fits what it is printed on."""

from __future__ import annotations

import json
import os
import pty
import sys
from pathlib import Path

import pytest

from headwater.cli.context import Context, rows_with_progress
from headwater.graph.documents import Document
from headwater.graph.errors import UsageError
from headwater.settings import Settings
from tests.running import TODAY


class Said(Document):
    """A document without a printer of its own."""

    word: str


def context(store: str, *, as_json: bool = False, today: str | None = TODAY, pack: str = "garment") -> Context:
    return Context(settings=Settings(pack=pack), store=store, as_json=as_json, today=today)


def test_the_store_is_opened_once_when_it_is_first_read_and_closed_at_the_end(url: str) -> None:
    ctx = context(url)
    ctx.close()
    assert ctx.opened is None
    first = ctx.library()
    assert ctx.library() is first and ctx.reader().library is first
    assert ctx.reader().today == TODAY
    ctx.close()


def test_a_wrong_day_or_pack_is_refused_when_the_store_is_opened(url: str) -> None:
    for ctx, said in (
        (context(url, today="someday"), "--today"),
        (context(url, pack="steel"), "no pack named 'steel'"),
    ):
        with pytest.raises(UsageError, match=said):
            ctx.library()


def test_a_document_is_printed_as_lines_or_as_one_json_document(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    context(url).say(Said(word="Mühle"))
    plain = capsys.readouterr()
    assert "Mühle" in plain.out and "{" not in plain.out and plain.err == ""
    context(url).say(Said(word="Mühle"), ["what is said of it", "in lines"])
    assert capsys.readouterr().out == "what is said of it\nin lines\n"
    context(url, as_json=True).say(Said(word="Mühle"), ["what is said of it"])
    said = capsys.readouterr().out
    assert json.loads(said) == {"word": "Mühle"} and "Mühle" in said


def test_what_is_piped_is_plain_and_as_wide_as_columns_says(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert context(url).paper() == {"width": None, "colour": False}
    for columns, width in (("72", 72), ("wide", None), ("0", None)):
        monkeypatch.setenv("COLUMNS", columns)
        assert context(url).paper() == {"width": width, "colour": False}


def test_a_terminal_gets_colour_and_its_own_width(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    os.set_blocking(ours, False)
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stdout", terminal)
        assert context(url).paper()["colour"] is True
    os.close(ours)


def test_progress_gives_everything_and_says_nothing_where_nobody_looks(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(rows_with_progress("list", iter(range(5)))) == [0, 1, 2, 3, 4]
    assert list(context(url).progress("list", ["a", "b"])) == ["a", "b"]
    assert capsys.readouterr() == ("", "")


def test_without_a_store_what_needs_none_is_answered(tmp_path: Path) -> None:
    ctx = context(f"sqlite:{tmp_path / 'none.db'}")
    assert ctx.reader().vocabulary.version.startswith("garment")
    assert list(tmp_path.iterdir()) == []
