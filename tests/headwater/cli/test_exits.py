"""Every exit code is in the reference, in the same words, and the program leaves by no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from headwater.cli.exits import EXITS, STOPPED, UNFORESEEN
from headwater.cli.lazy import LazyGroup
from headwater.graph.errors import HeadwaterError
from tests.running import ROOT, run


def kinds(error: type[HeadwaterError]) -> Iterator[type[HeadwaterError]]:
    yield error
    for kind in error.__subclasses__():
        yield from kinds(kind)


def test_the_table_of_the_reference_is_the_list_of_the_program() -> None:
    text = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
    table = text.split("Exit codes:")[1].split("\n\n")[1]
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", table, re.MULTILINE)
    assert [(int(code), means) for code, means in rows] == list(EXITS)


def test_every_error_leaves_by_a_code_of_the_list() -> None:
    assert {e.exit_code for e in kinds(HeadwaterError)} <= {code for code, _ in EXITS}


@pytest.mark.parametrize(
    ("error", "code"), [(ZeroDivisionError("by zero"), UNFORESEEN), (KeyboardInterrupt(), STOPPED)]
)
def test_what_nobody_foresaw_and_what_was_stopped_have_codes_of_their_own(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(LazyGroup, "get_command", fail)
    ran = run("loads")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.strip() and "Traceback" not in ran.err
