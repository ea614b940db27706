"""The pack on paper: every line with its number, unit, source and reason; assumed and unchecked ones say so."""

from __future__ import annotations

import re

from headwater.graph.vocabulary.page import FROM_MEMORY, Moves, PackContents, PackLine, PackTable
from headwater.visualizations.reports.pack_print import pack_html, pack_text
from tests.visualizations.markup import read

HOSTILE = "<script>alert(1)</script> a | b *c* \u202e"


def line(row: int, what: str, value: float | None, **of: object) -> PackLine:
    plain = {
        "row": row, "id": what, "what": what, "value": value, "low": None, "high": None,
        "unit": None if value is None else "years", "source": "A law", "reason": f"because {row}", "assumed": False,
        "checked": True,
    }  # fmt: skip
    return PackLine.model_validate({**plain, **of})


LINES = (
    line(2, "Zeal", 0.0),
    line(3, "Abuse", 0.25, low=0.1, high=0.5, source="Assumed", assumed=True),
    line(4, HOSTILE, 1200.0, checked=False),
)
NUMBERS = PackTable(
    table="half_lives", title="Half-lives", note="How fast.", file="half_lives.csv", sha256="0", lines=LINES
)
WORDS = PackTable(table="signs", title="Signs", note="", file="signs.csv", sha256="0", lines=(line(2, "Debt", None),))
DOC = PackContents(
    name="mine", title="My pack", edition="1", version="mine 1", sha256="ab" * 32, description="Words.", licence=None,
    tables=(NUMBERS, WORDS), unchecked=1,
)  # fmt: skip


def rows(doc: PackContents) -> list[list[list[str]]]:
    """The cells of each table of the page."""
    tables = read(pack_html(doc)).all("table")
    return [[[c.text for c in tr.held if c.tag in ("th", "td")] for tr in t.all("tr")] for t in tables]


def test_the_page_has_every_line_in_order_and_zero_is_a_number() -> None:
    numbers, words = rows(DOC)
    assert numbers == [
        ["What", "Value", "Unit", "Source", "Reason", "Row"],
        ["Zeal", "0", "years", "A law", "because 2", "2"],
        ["Abuse", "0.25 (0.1 to 0.5)", "years", "Assumed", "because 3", "3"],
        ["<script>alert(1)</script> a | b *c*", "1,200", "years", f"A law ({FROM_MEMORY})", "because 4", "4"],
    ]
    assert words == [["What", "Source", "Reason", "Row"], ["Debt", "A law", "because 2", "2"]]


def test_markdown_says_the_same_and_no_cell_ends_early() -> None:
    text = pack_text(DOC)
    told = [re.split(r" ?(?<!\\)\| ?", x)[1:-1] for x in text.splitlines() if x.startswith("|")]
    numbers, words = rows(DOC)
    assert {len(x) for x in told} == {6}
    back = [[re.sub(r"\\(.)", r"\1", c).replace("*Assumed*", "Assumed") for c in x] for x in told]
    assert back[2:5] == numbers[1:]
    assert back[7] == [words[1][0], "", "", *words[1][1:]]
    assert "licence not stated" in text and "1 line. They are marked." in text


def test_nothing_on_the_page_is_markup_of_the_pack_or_from_elsewhere() -> None:
    root = read(pack_html(DOC))
    assert not {x.tag for x in root.held} & {"script", "img", "a", "iframe", "link"}
    assert not [a for x in root.held for a in x.attrs if a.startswith("on") or a in ("href", "src")]
    assert [x.text for x in root.all("h2")] == ["Half-lives (3)", "Signs (1)"]
    assert [x.text for x in root.all("em")] == ["Assumed"]
    assert "\u202e" not in root.text


def test_what_each_number_moves_stands_beside_it_where_it_was_asked() -> None:
    moved = Moves(heading="Beside each number.", words={"half_lives": {2: "nothing", 3: "0.2500 (Safety)"}})
    doc = DOC.model_copy(update={"moved": moved})
    numbers, words = rows(doc)
    assert [x[3] for x in numbers] == ["Moves the result by", "nothing", "0.2500 (Safety)", ""]
    assert words == rows(DOC)[1]
    assert "Beside each number." in read(pack_html(doc)).text and "Beside each number." in pack_text(doc)
