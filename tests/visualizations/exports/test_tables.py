"""CSV tables in a zip, and no cell that a spreadsheet runs."""

from __future__ import annotations

import json

import pytest

from headwater.visualizations.exports.tables import cell
from headwater.visualizations.subgraph import Subgraph
from tests.visualizations.exports.reading import files, tables, whole_world, xml_text


def test_csv_reads_back_with_every_value(world: Subgraph) -> None:
    got = {r["id"]: r for r in tables(world)["nodes.csv"]}

    def back(text: str) -> str:
        return text[1:] if text.startswith("'") else text

    for n in world.nodes:
        assert back(got[n.id]["name"]) == xml_text(n.name)
        assert got[n.id]["workers"] == ("" if n.workers is None else str(n.workers))
        assert got[n.id]["country"] == (n.country or "")
    edges = tables(world)["edges.csv"]
    assert [(e["start"], e["end"], e["kind"]) for e in edges] == [(e.start, e.end, e.kind) for e in world.edges]
    assert [e["share"] for e in edges] == ["" if e.share is None else repr(e.share) for e in world.edges]
    assert {s["key"] for s in tables(world)["sources.csv"]} == {"made-list", "audits", "goods"}


def test_no_cell_of_a_table_can_run(world: Subgraph) -> None:
    for rows in tables(world).values():
        for row in rows:
            for text in row.values():
                assert not text.lstrip().startswith(("=", "+", "@", "\t", "|", "%")), text
                assert not text.startswith("-") or float(text) < 0


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A", "\t=1", "\r=1", " =1", "＝1", "'=1", "%0", "|x"])
def test_a_formula_gets_an_apostrophe_which_comes_off_again(text: str) -> None:
    assert cell(text)[0] == "'"
    assert cell(text)[1:] == text


def test_numbers_stay_numbers() -> None:
    assert [cell(x) for x in (-6.25, 3, 0.1, None, True)] == ["-6.25", "3", "0.1", "", "true"]


def test_findings_assessments_and_actions_are_tables_with_their_rows() -> None:
    whole = whole_world()
    got = tables(whole)
    assert [(r["id"], r["party"], r["point"], r["kind"]) for r in got["findings.csv"]] == [
        (f.id, f.party, f.point, f.kind.value) for f in whole.findings
    ]
    assert [r["scale"] for r in got["findings.csv"]] == [
        "" if f.scale is None else str(f.scale) for f in whole.findings
    ]
    assert [json.loads(r["refs"]) for r in got["findings.csv"]] == [[x.words() for x in f.refs] for f in whole.findings]
    assert [r["outcome"] for r in got["assessments.csv"]] == [a.outcome.value for a in whole.assessments]
    assert [r["what"] for r in got["actions.csv"]] == ["'=Open the doors", "Ask"]
    assert got["actions.csv"][0]["party_name"] == xml_text(whole.by_id[whole.actions[0].party].name)
    assert {"name:weir", "name:top"} <= {r["id"] for r in got["nodes.csv"]}
    assert "12 findings, 9 assessments, 2 actions" in files(whole)["README.txt"].decode()


def test_what_there_is_none_of_is_a_table_with_its_head(world: Subgraph) -> None:
    assert files(world)["actions.csv"].decode("utf-8-sig") == "id\r\n"


def test_no_cell_of_a_record_can_run() -> None:
    for rows in tables(whole_world()).values():
        for row in rows:
            assert not [t for t in row.values() if t.lstrip().startswith(("=", "+", "@", "\t", "|", "%"))]
