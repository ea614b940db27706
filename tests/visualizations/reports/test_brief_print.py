"""The brief on paper: all it holds is printed, as text and nothing else, on two pages."""

import re

import pytest

from headwater.graph.risk.own_risk.evidence import own
from headwater.visualizations.reports.brief import brief
from headwater.visualizations.reports.brief_print import brief_html, brief_text, undone
from headwater.visualizations.words import plain
from tests.browser.chromium import browser, opened, saved
from tests.graph.risk.rows import PACK, TODAY, action, brand, facility, finding, listed, snap, supplies
from tests.visualizations.markup import read
from tests.visualizations.reports.meeting import HOSTILE, WORLD, hostile, of


def test_both_forms_print_every_row_count_source_and_doubt_of_the_document():
    doc = of(*WORLD)
    page = " ".join(read(brief_html(doc)).text.split())
    text = " ".join(brief_text(doc).replace("\\", "").split())
    for said in (page, text):
        places = [said.index(r.name) for r in doc.first]
        assert all(r.reason in said for r in doc.first)
        assert len(places) == len(doc.first)
        for words in (*doc.cannot_tell, *doc.warnings, *(p.reason for p in doc.proposals if p.reason)):
            assert " ".join(words.split()) in said
        for source in doc.sources:
            assert source.name in said and (source.licence or "none stated") in said
        assert str(doc.counts.total) in said
        assert "None" not in said


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((3, 0, 0), "none is overdue."),
        ((0, 1, 0), "1 has an overdue one."),
        ((1, 2, 1), "2 have an overdue one; 1 with no due date."),
        ((1, 0, 2), "none is known to be overdue; 2 with no due date."),
    ],
)
def test_rows_without_an_action_are_counted_and_no_due_date_is_never_in_time(counts, words):
    no_action, overdue, unknown = counts
    doc = of(*WORLD).model_copy(update={"no_action": no_action, "overdue": overdue, "overdue_unknown": unknown})
    assert undone(doc) == f"For {no_action} of 4 rows of the register no action is known of; {words}"
    assert undone(doc) in brief_html(doc)


def test_actions_end_no_line_early_and_run_nothing():
    doc = of(*WORLD, *(action("Mill", "coercion", f"{x} {'long ' * 60}", owner=x) for x in HOSTILE))
    page = brief_html(doc)
    assert "and 9 more" in page
    assert "<script>" not in page
    assert "…" in brief_text(doc)
    assert max(len(a.what) for t in doc.actions for a in t.known) > 300


def test_hostile_names_become_text_and_nothing_else():
    doc = hostile()
    page, text = brief_html(doc), brief_text(doc)
    root = read(page)
    assert not {x.tag for x in root.held} & {"script", "img", "a", "iframe", "b"}
    assert not [a for x in root.held for a in x.attrs if a.startswith("on") or a in ("href", "src")]
    names = {x.text for x in root.all("bdi")}
    assert {n for n in HOSTILE if n == plain(n)} <= names
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page
    for out in (page, text):
        assert "\u202e" not in out
        assert "\u5e7f\u5dde" in out
    assert "<script>" not in text
    assert "[click](" not in text
    assert "\n# head" not in text


def test_the_page_loads_nothing_from_elsewhere():
    page = brief_html(of(*WORLD))
    assert not re.search(r"https?://|@import|url\(", page)
    assert "default-src 'none'" in page


def test_the_same_graph_gives_the_same_bytes():
    assert brief_html(of(*WORLD)).count("<") > 50
    s = snap(brand("Brand"), *WORLD)
    t = snap(*reversed([brand("Brand"), *WORLD]))
    a, b = (brief(x, own(x, PACK, TODAY), PACK, "name:Brand") for x in (s, t))
    assert brief_text(a).replace(str(a.sources), "") == brief_text(b).replace(str(b.sources), "")


@pytest.mark.browser
def test_it_prints_on_two_pages_even_when_long(tmp_path):
    names = [f"Made-up Garment Manufacturing Company {i} Limited" for i in range(60)]
    rows = [facility(n, f"X{chr(65 + i % 20)}", "garments", workers=100) for i, n in enumerate(names)]
    rows += [supplies(n, "Brand") for n in names]
    rows += [listed(f"X{chr(65 + i)}", "garments") for i in range(20)]
    rows += [
        finding(n, p, scale=1 + i % 5, affected=i) for i, n in enumerate(names[:40]) for p in ("coercion", "overtime")
    ]
    rows += [facility(f"No country {i}", country_proposed="XA", country_reason="phone code") for i in range(30)]
    rows += [supplies(f"No country {i}", "Brand") for i in range(30)]
    rows += [action(n, "coercion", "Agree a plan " * 20, owner="buying team", due="2025") for n in names[:40]]
    with browser() as b, opened(b, saved(tmp_path, "brief.html", brief_html(of(*rows)))) as (page, watch):
        pdf = page.pdf(prefer_css_page_size=True)
        watch.quiet()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2


@pytest.mark.browser
def test_hostile_names_run_nothing_in_a_real_browser(tmp_path):
    with browser() as b, opened(b, saved(tmp_path, "brief.html", brief_html(hostile()))) as (page, watch):
        assert page.locator("bdi").filter(has_text="<script>alert(1)</script>").count() > 0
        assert page.locator("script, img, a, iframe").count() == 0
        watch.quiet()
