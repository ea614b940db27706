"""The page that walks through the published lists says what comes out, and names nobody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.running import shared_data
from tests.walkthrough import ANY, PAGE, blocks, commands, misfit, names, walk

BRANDS = {"Nike", "NIKE", "Converse", "adidas"}


@pytest.mark.slow
def test_every_command_of_the_page_says_what_the_page_shows(tmp_path: Path) -> None:
    wrong = []
    for said in walk(PAGE.read_text(encoding="utf-8"), shared_data(), tmp_path):
        at = misfit(said.shown, said.lines)
        if said.code != said.exit:
            wrong.append(f"line {said.line}: {said.command}: leaves with {said.code}, not {said.exit}: {said.lines}")
        elif at is not None:
            missed = said.shown[at] if at < len(said.shown) else "nothing more"
            wrong.append(f"line {said.line}: {said.command}: nowhere in order: {missed!r}")
    assert wrong == [], "see what comes out with: python -m tests.walkthrough --write"


def test_the_page_names_no_facility() -> None:
    page = PAGE.read_text(encoding="utf-8")
    known = [n for n in names(shared_data()) if n not in BRANDS]
    assert len(known) > 1500
    assert [n for n in known if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", page, re.IGNORECASE)] == []


def test_the_page_takes_each_step_that_it_should() -> None:
    page = PAGE.read_text(encoding="utf-8")
    run = {re.sub(r" --json", "", c).split()[1] for b in blocks(page) if b.kind == "console" for c, _, _ in commands(b)}
    steps = {"load", "decide", "priorities", "score", "explain", "sensitivity", "systemic", "share", "whatif"}
    assert steps | {"leverage", "export", "reproduce", "pack"} <= run
    assert page.count("**It says:**") == page.count("**Check it:**") == page.count("**It can't say:**") == 11


@pytest.mark.parametrize(
    ("shown", "at"),
    [
        (["a 1", "b 2", "c 3"], None),
        (["a …", ANY, "c 3"], None),
        ([ANY, "b …", ANY], None),
        ([ANY, "… 3"], None),
        ([], None),
        (["a 1", ANY], None),
        (["a 1"], 1),
        (["a 1", "c 3"], 1),
        ([ANY, "c 3", ANY, "a 1"], 3),
        (["a 2", ANY], 0),
        ([ANY, "c 3", "d"], 2),
        ([ANY, "…a"], 1),
    ],
)
def test_an_excerpt_fits_only_lines_in_their_order(shown: list[str], at: int | None) -> None:
    assert misfit(shown, ["a 1", "b 2", "c 3"]) == at
