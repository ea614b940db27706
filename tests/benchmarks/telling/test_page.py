"""The page in the docs says what the kept figures say."""

from __future__ import annotations

import pytest

from benchmarks import RESULTS, validation
from benchmarks.engines import measuring
from benchmarks.telling import page
from tests.benchmarks.telling.figures import engine


def test_the_page_says_what_the_kept_figures_say() -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    got = page.kept(RESULTS)
    assert page.filled(text, got) == text, "run `python -m benchmarks.telling.page` to write the tables anew"
    for part in got:
        for mark, _ in page.TABLES_OF[part]:
            assert f"<!-- {mark} -->\nNot measured" not in text


def test_tables_say_met_not_met_no_bar_and_not_run() -> None:
    rows = page.TABLES_OF["engine"][1][1](engine(0.05))
    assert "| upstream_risk S2, against networkx | ≥ 500× | 1,000× (1,000× to 1,000×) | met |" in rows
    assert any("not run: no mvn on PATH" in row for row in rows)
    assert any(row.endswith("| 500× (500× to 500×) | no bar |") for row in rows)
    assert "| upstream_risk S2, against networkx | ≥ 500× | 100× (100× to 100×) | **NOT met** |" in (
        page.TABLES_OF["engine"][1][1](engine(0.5))
    )
    growth = page.TABLES_OF["engine"][2][1](engine(0.05))
    assert growth[2].startswith("| S2 | 100,000 | 1,000,000 | 10 | 50 ms | 5 ns | 26 % | 12 |")


def test_a_page_that_drifted_or_lacks_a_table_is_seen() -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    changed = page.filled(text, {"engine": engine(0.05)})
    assert "**NOT met**" in page.filled(changed, {"engine": engine(0.5)})
    assert page.filled(changed, {"engine": engine(0.05)}) == changed != page.filled(text, {"engine": engine(0.5)})
    with pytest.raises(ValueError, match="marks the tables"):
        page.filled(text.replace("<!-- growth -->", ""), {})


def test_lines_tell_what_has_no_bar() -> None:
    said = measuring.lines(engine(0.5))
    assert any(line.startswith("  NOT met  upstream_risk S2") for line in said)
    assert any(line.startswith("  no bar   worst_path S2, against networkx: 500×") for line in said)
    assert any("not run  worst_path S2, against Neo4j Graph Data Science: no mvn" in line for line in said)
    assert validation.lines({"checks": [], "not_run": {}})
