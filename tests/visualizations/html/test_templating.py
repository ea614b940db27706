"""The one Jinja environment: escapes, refuses what isn't there, and all pages take their colours from it."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from headwater.visualizations import palette
from headwater.visualizations.html import environment

HOSTILE = "<script>alert(1)</script> *b* [x](y)"


def test_what_is_no_markdown_is_escaped_whatever_its_name() -> None:
    for made in (environment(), environment("headwater.api", "pages")):
        assert "<script>" not in made.from_string("{{ x }}").render(x=HOSTILE)
        assert made.autoescape("page.html") and made.autoescape("tokens.css") and made.autoescape(None)  # type: ignore
        assert made.autoescape("page.md") is False  # type: ignore
    assert str(environment().filters["md"]("<b>*x*")) == r"\<b\>\*x\*"


def test_a_name_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nobody }}").render()


def test_a_package_adds_its_pages_and_keeps_the_shared_ones() -> None:
    mine = environment("headwater.api", "pages")
    assert {"base.html", "app.css", "tokens.css", "macros.html", "problem.html"} <= set(mine.list_templates())
    assert "base.html" not in environment().list_templates()


def test_a_problem_is_a_page_in_its_own_words() -> None:
    page = environment().get_template("problem.html").render(title="Not Found", detail=HOSTILE)
    assert page.startswith("<!doctype html>") and "&lt;script&gt;" in page and "<script>" not in page


def test_a_problem_and_a_page_have_one_head() -> None:
    said = {"title": "A & B", "detail": "", "text": None, "as_of": "2026", "revision": 1, "fictional": False}
    pages = [environment("headwater.api", "pages").get_template(x).render(said) for x in ("base.html", "problem.html")]
    heads = [page.partition("<body>")[0] for page in pages]
    assert heads[0] == heads[1]
    assert "<title>A &amp; B · Headwater</title>" in heads[0]


@pytest.mark.parametrize("colour", [palette.INK, palette.ACCENT, palette.NOTICE, *(b.fill for b in palette.BANDS)])
def test_tokens_hold_the_palette(colour: str) -> None:
    for made in (
        environment().get_template("tokens.css"),
        environment("headwater.api", "pages").get_template("app.css"),
    ):
        assert colour in made.render()


def test_source_rows_say_how_many_more_there_are() -> None:
    class Row:
        source, file, sha256, row, dated = "list", "a_b.csv", "0", 3, None

        def words(self) -> str:
            return "a_b.csv row 3"

    said = environment().from_string("{% from 'macros.html' import rows_of %}{{ rows_of(rows, 1) }}")
    page = said.render(rows=[Row(), Row(), Row()])
    assert "a_<wbr>b.<wbr>csv row 3" in page and "and 2 more" in page
