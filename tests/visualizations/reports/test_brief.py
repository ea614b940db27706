import html.parser
import re

import pytest

from headwater.graph.errors import NotFound
from headwater.graph.risk.own_risk.evidence import own
from headwater.visualizations.reports.brief import brief
from headwater.visualizations.reports.brief_print import brief_html, brief_text
from headwater.visualizations.words import action as said_of
from tests.browser.chromium import browser, opened, saved
from tests.graph.risk.rows import PACK, TODAY, action, brand, check, facility, finding, listed, snap, source, supplies

HOSTILE = [
    "<script>alert(1)</script>", "</script><b>", "\"'><img src=x onerror=alert(1)>", "javascript:alert(1)",
    "[click](http://x)", "=cmd|' /C calc'!A0", "{{ 7*7 }}", "Mill \u202egnp.exe", "a | b\n# head", "\u5e7f\u5dde",
]  # fmt: skip


def of(*records, issue=None, **options):
    s = snap(
        brand("Brand"), source("made-up", licence="CC-BY-SA-4.0", attribution="By Nobody", dated="2026-01-01"), *records
    )
    return brief(s, own(s, PACK, TODAY), PACK, "name:Brand", issue=issue, **options)


WORLD = [
    *(facility(x, "XB", "garments") for x in ("Amber", "Basalt", "Coral", "Dune")),
    facility("Ember"),
    facility("Flint", country_proposed="XA", country_reason="city Xville"),
    facility("Mill", "XA", "cotton"),
    *(supplies(x, "Brand") for x in ("Amber", "Basalt", "Coral", "Dune", "Ember", "Flint")),
    supplies("Mill", "Dune"),
    listed("XB", "garments"), listed("XA", "cotton", "child_labour"),
    finding("Mill", "coercion", "confirmed_on_site", affected=12, text="Passports held"),
    finding("Amber", "emergency_preparedness", "inspection"),
    finding("Basalt", "gender", "allegation"),
    finding("Basalt", "overtime", "audit", state="potential", likelihood=0.3, scale=1),
    check("Coral", "osh"),
]  # fmt: skip


def test_it_says_what_is_confirmed_found_alleged_looked_at_context_and_unknown():
    doc = of(*WORLD)
    assert doc.counts.model_dump() == {
        "confirmed": 1, "found": 2, "alleged": 0, "looked": 1, "context_only": 1, "unknown": 2,
    }  # fmt: skip
    assert doc.counts.total == 7 == sum(t.companies for t in doc.tiers)
    assert doc.confirmed == ("Mill: Forced labour",)
    assert doc.found == ("Amber: Occupational safety and health", "Basalt: Working time")
    assert doc.alleged == ("Basalt: Discrimination",)


def test_the_first_priorities_come_with_their_rows_and_the_rest_is_counted():
    doc = of(*WORLD, first=2)
    assert [(r.rank, r.name) for r in doc.first] == [(1, "Mill"), (2, "Amber")]
    assert doc.more == 2
    assert all(r.refs for r in doc.first)
    for text in (brief_html(doc), brief_text(doc)):
        assert f"made-up.csv row {doc.first[0].refs[0].row}" in text.replace("\\", "")
        assert "2 more rows in the register" in text


def test_the_last_rank_is_not_cut_apart():
    names = [f"M{i}" for i in range(5)]
    doc = of(
        *(facility(n) for n in names),
        *(supplies(n, "Brand") for n in names),
        *(finding(n, scale=4) for n in names),
        first=3,
    )
    assert [r.rank for r in doc.first] == [1] * 5
    assert doc.more == 0


def test_whom_to_ask_is_the_direct_supplier_that_leads_there_then_those_that_end_the_view():
    asks = of(*WORLD).ask
    assert [(a.whom_name, a.about) for a in asks[:3]] == [
        ("Dune", ("Mill",)),
        ("Amber", ("Amber",)),
        ("Basalt", ("Basalt",)),
    ]
    assert [a.about for a in asks[3:]] == [(), (), ()]
    assert "Who supplies you" in asks[3].question


def test_actions_leave_owner_and_date_open():
    doc = of(*WORLD)
    assert next((t.facility_name, t.owner, t.due) for t in doc.actions) == ("Mill", None, None)
    assert "Remedy first" in doc.actions[0].action
    assert "Prevent" in next(t.action for t in doc.actions if t.issue_title == "Working time")
    assert "Owner: ........" in brief_text(doc)


def test_known_actions_stand_beside_their_row_overdue_ones_marked_and_gaps_said():
    doc = of(
        *WORLD,
        action("Mill", "coercion", "Give the passports back", due="2026-01", status="under way", owner="buying team"),
        action("Mill", "coercion", "Say sorry", due="2025-12", status="done"),
        action("Amber", "emergency_preparedness", "Unlock the doors", status="done", source="their own list"),
        action("Basalt", "coercion", "Answers no finding"),
    )
    assert doc.overdue_unknown == 0, "what is done is not late, whenever it was due"
    known = {t.facility_name: [said_of(a) for a in t.known] for t in doc.actions if t.known}
    assert set(known) == {"Mill", "Amber"}
    assert "due: 2026-01, overdue" in known["Mill"][0]
    assert (doc.no_action, doc.overdue, len(doc.first) + doc.more) == (2, 1, 4)
    assert "their own list" in [s.name for s in doc.sources], "an action's source counts among those behind the brief"
    for text in (brief_html(doc), brief_text(doc)):
        bare = text.replace("\\", "")
        assert "For 2 of 4 rows of the register no action is known of; 1 has an overdue one." in bare
        assert known["Mill"][0] in bare, "the overdue one goes before one that is done"
        assert bare.count("Overdue:") == 1
        assert bare.lower().count("no action is known of") == 3
        assert "source their own list" in bare


def test_an_action_without_a_due_date_is_not_said_to_be_in_time():
    undated = action("Mill", "coercion", "Give the passports back", status="under way")
    doc = of(*WORLD, undated, action("Mill", "coercion", "Say sorry", due="2025-12", status="done"))
    known, ended = [a for t in doc.actions for a in t.known]
    assert (known.overdue, ended.overdue) == (None, False)
    assert "due: not stated, whether overdue unknown" in said_of(known)
    assert (doc.overdue, doc.overdue_unknown) == (0, 1)
    said = "no action is known of; none is known to be overdue; 1 with no due date."
    for text in (brief_html(doc), brief_text(doc)):
        assert said in text.replace("\\", "")


def test_actions_end_no_line_early_and_run_nothing():
    doc = of(*WORLD, *(action("Mill", "coercion", f"{x} {'long ' * 60}", owner=x) for x in HOSTILE))
    page = brief_html(doc)
    assert "and 9 more" in page
    assert "<script>" not in page
    assert "…" in brief_text(doc)
    assert max(len(a.what) for t in doc.actions for a in t.known) > 300


def test_no_guessed_country_is_a_fact_and_no_sentence_ranks_by_country():
    doc = of(*WORLD, finding("Flint", "leave"))
    assert [(p.name, p.country, p.reason) for p in doc.proposals] == [("Flint", "XA", "city Xville")]
    row = next(r for r in doc.first if r.name == "Flint")
    assert (row.country, row.country_proposed) == (None, "XA")
    for text in (brief_html(doc), brief_text(doc)):
        assert "country unknown (proposed: XA)" in text.replace("\\", "")
        assert "XA? (city Xville)" in text.replace("\\", "")
        assert not re.search(r"Flint[^.\n]{0,4}, XA\b(?! proposed)", text)
        assert not re.search(
            r"riskiest|high.risk countr|worst countr|countr\w* (with|of) (the )?(high|low)", text, re.I
        )
    assert [c.country for c in doc.context] == sorted(c.country for c in doc.context)
    assert "In the order of countries' names, not of risk." in brief_html(doc)


def test_sources_terms_dates_and_versions_are_printed():
    doc = of(*WORLD)
    assert [(s.name, s.licence, s.attribution) for s in doc.sources] == [
        ("list", None, None),
        ("made-up", "CC-BY-SA-4.0", "By Nobody"),
    ]
    assert (doc.oldest_date, doc.data_date) == ("2026-01-01", "2026-01-01")
    assert any("Share-alike" in w for w in doc.warnings)
    for text in (brief_html(doc), brief_text(doc)):
        bare = text.replace("\\", "")
        for words in ("CC-BY-SA-4.0", "By Nobody", "none stated", PACK.version, "method 1", TODAY, "Share-alike"):
            assert words in bare


def test_what_it_cannot_tell_is_counted():
    said = " ".join(of(*WORLD).cannot_tell)
    assert "About 50 % of purchases lead to a named tier 1 supplier" in said
    assert "No finding and no check: 3 of 7 companies and facilities." in said
    assert "Country stated by no source: 2 companies and facilities" in said
    assert "never of a facility" in said


def test_an_empty_register_does_not_say_that_all_is_well():
    doc = of(facility("Mill"), supplies("Mill", "Brand"))
    assert doc.first == ()
    assert "not that all is well" in brief_html(doc)
    assert "No supplier is known" in " ".join(of().cannot_tell)
    assert brief_text(of())
    with pytest.raises(NotFound):
        brief(snap(), own(snap(), PACK, TODAY), PACK, "name:Brand")


def test_one_issue_narrows_it():
    doc = of(*WORLD, issue="osh")
    assert [r.name for r in doc.first] == ["Amber"]
    assert "Occupational safety and health" in brief_html(doc).split("</h1>")[0]


class _Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def hostile():
    rows = [
        r for name in HOSTILE for r in (facility(name, product=name), supplies(name, "Brand"), finding(name, text=name))
    ]
    return of(*rows, facility("X", country_proposed="XA", country_reason=HOSTILE[0]), supplies("X", "Brand"), first=20)


def test_hostile_names_become_text_and_nothing_else():
    doc = hostile()
    page, text = brief_html(doc), brief_text(doc)
    tags = _Tags()
    tags.feed(page)
    assert not {t for t, _ in tags.seen} & {"script", "img", "a", "iframe", "b"}
    assert not [a for _, attrs in tags.seen for a in attrs if a.startswith("on") or a in ("href", "src")]
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
