"""Lines and tables fit the terminal, are plain when piped, and run nothing."""

from __future__ import annotations

import pytest

from headwater.visualizations.text import Heading, Verbatim, render, table
from headwater.visualizations.text.console import LEAST_WIDTH, PIPED_WIDTH, Across

LONG = "Every facility of the list with its source rows and with what is said of it by whom " * 2


def test_a_pipe_gets_lines_unbroken_and_no_styles() -> None:
    said = render([Heading("What is said"), LONG, table(("a",), [(LONG,)])])
    lines = said.splitlines()
    assert lines[:2] == ["What is said", LONG.rstrip()]
    assert max(map(len, lines[2:])) <= PIPED_WIDTH
    assert "\x1b" not in said
    assert "\x1b[1m" in render([Heading("What is said")], width=80, colour=True)


@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_terminal_gets_what_fits_broken_between_words_and_indented(width: int) -> None:
    lines = render(
        ["  " + LONG, table(("name", "why"), [("Mill", LONG), ("纺织厂" * 30, "")])], width=width
    ).splitlines()
    assert max(map(len, lines)) <= width
    assert lines[0].startswith("  Every") and lines[1].startswith("    ")
    assert " ".join(" ".join(lines[:3]).split()).startswith(" ".join(LONG.split())[:width])
    assert sum(line.count("纺") for line in lines) == 30


def test_what_is_to_be_copied_is_never_broken_and_nothing_is_narrower_than_can_be_read() -> None:
    assert Verbatim("x" * 300) in render([Verbatim("x" * 300)], width=80)
    assert max(map(len, render([LONG], width=5).splitlines())) > LEAST_WIDTH / 2


def test_an_empty_line_stands_before_a_heading_but_not_at_the_top() -> None:
    assert render([Heading("A"), "a", Heading("B")]) == "A\na\n\nB\n"


def test_cells_and_lines_hold_no_control_and_keep_their_own_lines() -> None:
    said = render(["a\x1b[31mb\u202ec", table(("x",), [("d\x07\ne\u202e",)])], width=80)
    assert "\x1b" not in said and "\x07" not in said and "\u202e" not in said
    assert "a□[31mb□c" in said
    assert {"d□", "e□"} <= {line.strip() for line in said.splitlines()}


def test_a_column_keeps_its_least_width() -> None:
    lines = render([table(("n", "v"), [("abcdefghij", LONG)], least={0: 10})], width=40).splitlines()
    assert lines[2].startswith("abcdefghij ")


def test_what_follows_of_a_numbered_line_stands_below_its_words() -> None:
    for number in ("   1  ", "  32  ", " 132  "):
        first, *rest = render([number + LONG], width=80).splitlines()
        assert first.startswith(f"{number}Every")
        assert rest
        assert {len(x) - len(x.lstrip()) for x in rest} == {6}


def test_a_folded_cell_keeps_its_indent_and_goes_a_little_further_in() -> None:
    rows = [("  Freedom of association and collective bargaining", "0.0800")]
    lines = render([table(("issue", "value"), rows, hang=(0,), wrap=(0,))], width=40).splitlines()[2:]
    assert lines[0].startswith("  Freedom") and lines[0].endswith("0.0800")
    assert lines[1].startswith("    ") and lines[1][4] != " "
    assert " ".join(x.replace("0.0800", "") for x in lines).split() == rows[0][0].split()


@pytest.mark.parametrize("width", [80, 120, None])
@pytest.mark.parametrize("colour", [False, True])
def test_a_line_across_names_the_rows_below_it_and_widens_no_column(width: int | None, colour: bool) -> None:
    rows = [Across(f"One \x07: {LONG}"), ("a", "1"), ("b", "2"), Across("Two"), ("c", "3")]
    lines = render([table(("x\nname", "n"), rows)], width=width, colour=colour).splitlines()
    at, two = next(i for i, x in enumerate(lines) if x.startswith("One □: ")), lines.index("Two")
    assert "─" in lines[at - 1]
    shown = [x.split() for x in lines if x and x.replace(" ", "")[0] in "abc"]
    assert shown == [["a", "1"], ["b", "2"], ["c", "3"]]
    assert [x.split() for x in lines[two - 2 :]] == [["b", "2"], [], ["Two"], ["c", "3"]]
    assert max(len(x) for x in lines[at:]) <= (width or PIPED_WIDTH)
    assert len(lines[at - 1]) < 20 + 8 * colour
