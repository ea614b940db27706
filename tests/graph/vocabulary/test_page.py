"""The pack as a page: everything is on it, marked as what it is, and nothing of it is markup."""

from __future__ import annotations

import re
import shutil

import pytest

from headwater.graph.vocabulary import load_pack
from headwater.graph.vocabulary.page import FROM_MEMORY, PRINTED, contents
from headwater.graph.vocabulary.tables import TABLES
from headwater.visualizations.reports.pack_print import pack_html, pack_text
from tests.graph.vocabulary.test_reading import GARMENT, edit
from tests.running import ask, run

PACK = load_pack()
DOC = contents(PACK)
TABLE = {t.table: t for t in DOC.tables}


def test_every_table_and_line_of_the_pack_is_in_the_document():
    assert set(TABLE) == set(TABLES) == set(PRINTED)
    assert {name: len(t.lines) for name, t in TABLE.items()} == {name: len(getattr(PACK, name)) for name in TABLES}
    assert (len(TABLE["issues"].lines), len(TABLE["points"].lines), len(TABLE["signs"].lines)) == (9, 40, 11)
    assert sum("ours" in x.what for x in TABLE["issues"].lines) == 1


def test_each_line_has_its_number_unit_source_and_reason():
    for t in DOC.tables:
        for x in t.lines:
            assert x.source and x.reason and x.id
            assert (x.value is None) == (x.unit is None), (t.table, x.id)
    (listed,) = (x for x in TABLE["priors"].lines if x.id == "listed")
    assert (listed.value, listed.low, listed.high, listed.assumed) == (0.2, 0.05, 0.5, True)
    (coercion,) = (x for x in TABLE["points"].lines if x.id == "coercion")
    assert (coercion.value, coercion.what) == (5, "Forced labour: Coercion")


@pytest.mark.parametrize("make", [pack_html, pack_text], ids=["html", "markdown"])
def test_what_is_from_memory_is_marked_and_counted(make):
    unchecked = [x for t in DOC.tables for x in t.lines if not x.checked]
    assert len(unchecked) == DOC.unchecked > 10
    assert make(DOC).count(f"({FROM_MEMORY})") == DOC.unchecked
    assert {x.id for x in unchecked} >= {
        "unconditional_worst_forms", "hazardous_work", "religion_and_political_opinion", "other_grounds",
        "bonded_labour", "prison_labour", "union_operations", "premium_pay", "employment_contracts",
        "contracting_procedures",
        "termination", "worker_accommodation", "leave", "violence_and_harassment", "child_labour", "discrimination",
        "foa_cb", "osh",
    }  # fmt: skip


def test_the_page_stands_alone_and_says_signs_of():
    page = pack_html(DOC)
    assert not re.search(r"<script|https?://|<link|url\(", page)
    assert "sign of forced labour and no verdict; they are never summed" in page
    assert "<em>Assumed</em>" in page and DOC.sha256 in page


def test_words_of_a_pack_are_never_markup(tmp_path):
    folder = shutil.copytree(GARMENT, tmp_path / "mine")
    edit(folder, "points.csv", "Coercion", "<b>Coercion</b> | [x](y)")
    doc = contents(load_pack(folder))
    assert "<b>Coercion" not in pack_html(doc) and "&lt;b&gt;Coercion" in pack_html(doc)
    (row,) = (x for x in pack_text(doc).splitlines() if "Coercion" in x)
    assert r"\<b\>Coercion\</b\> \| \[x\](y)" in row


def test_the_command_prints_and_writes_it(tmp_path):
    held = ask("pack")
    assert (held.pop("header")["pack"], held.pop("recipe")["question"]) == (PACK.version, "pack")
    assert held == DOC.model_dump(mode="json")
    assert run("pack").out == pack_text(DOC)
    for name, begins in (("p.html", "<!doctype html>"), ("p.md", "# Pack"), ("p.json", "{")):
        assert run("pack", "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_text("utf-8").startswith(begins)
    wrong = run("pack", "-o", tmp_path / "p.pdf")
    assert wrong.code == 2 and ".json, .md or .html" in wrong.err


def test_the_command_checks_someones_own_pack(tmp_path):
    folder = shutil.copytree(GARMENT, tmp_path / "mine")
    assert PACK.version in run("check-pack", folder).out
    edit(folder, "credibility.csv", "Audit,0.7,", "Audit,1.7,")
    ran = run("check-pack", folder)
    assert ran.code == 4
    assert all(w in ran.err for w in ("credibility.csv", "row 3", "field value", "1.7"))
    gone = run("check-pack", tmp_path / "nowhere")
    assert gone.code == 2 and "no folder" in gone.err
