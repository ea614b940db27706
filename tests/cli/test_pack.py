"""Whoever writes another number into a pack of their own gets another result, through the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from headwater.library import Library
from tests.graph.vocabulary.test_reading import GARMENT, edit
from tests.running import TODAY, ask, run

EDGES = "supplier,buyer,share,confidence\nMill,Brand,,\nDyer,Mill,0.5,0.8\n"
FINDINGS = "party,country,point,kind,state,observed,source_type\nDyer,,overtime,audit finding,actual,2024-01-10,press\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("settings.csv", "completeness_tier_1,0.8", "completeness_tier_1,0.6", ("--indicator", "upstream_risk")),
        ("settings.csv", "alpha,0.85", "alpha,0.6", ("--indicator", "upstream_risk")),
        ("settings.csv", "materiality_a0,0.2", "materiality_a0,0.9",
         ("--indicator", "worst_path", "--param", "materiality=a0")),
        ("priors.csv", "world,0.1,", "world,0.2,", ("--indicator", "worst_path")),
        ("points.csv", "Overtime,3", "Overtime,5", ("--indicator", "upstream_risk")),
    ],
)  # fmt: skip
def test_a_changed_number_changes_the_result(
    file: str, old: str, new: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "edges.csv").write_text(EDGES, encoding="utf-8")
    (tmp_path / "findings.csv").write_text(FINDINGS, encoding="utf-8")
    store = f"sqlite:{tmp_path / 'p.db'}"
    for name in ("edges", "findings"):
        ask("load", tmp_path / f"{name}.csv", "--as", name, store=store)
    folder = shutil.copytree(GARMENT, tmp_path / "mine")
    edit(folder, file, old, new)

    def values(*pack: object) -> list[float | None]:
        rows = ask(*pack, "score", "--issue", "working_time", *words, store=store)["rows"]
        return [r["value"] for r in rows]

    assert values() == values("--pack", GARMENT)
    assert values() != values("--pack", folder)


def test_how_long_a_check_counts_as_recent_is_said_as_the_pack_has_it(tmp_path: Path) -> None:
    (tmp_path / "edges.csv").write_text(EDGES, encoding="utf-8")
    store = f"sqlite:{tmp_path / 'p.db'}"
    ask("load", tmp_path / "edges.csv", "--as", "edges", store=store)
    folder = shutil.copytree(GARMENT, tmp_path / "mine")
    edit(folder, "settings.csv", "assessed_months,24", "assessed_months,9")
    for command in ("trace", "brief"):
        for pack, months in ((GARMENT, 24), (folder, 9)):
            said = run("--pack", pack, command, "Brand", store=store)
            assert said.code == 0, said.err
            assert f"last {months} months" in said.out, (command, months)
            assert months == 24 or "24 months" not in said.out
    assert ask("--pack", folder, "trace", "Brand", store=store)["assessed_months"] == 9


def test_another_sector_needs_data_files_only(tmp_path: Path) -> None:
    """Points and goods of a list are those of the chosen pack, from the load on."""
    folder = shutil.copytree(GARMENT, tmp_path / "mine")
    edit(
        folder, "points.csv", "coercion,forced_labour,Coercion,5", "locked_doors,forced_labour,Doors locked at night,5"
    )
    edit(folder, "goods.csv", "garments,Garments,", "garments,Garments,flux capacitors;")
    files = {
        "parties": "id,name,kind,country,good\nMill,Mill,facility,,Flux capacitors\n",
        "findings": "party,point,kind\nMill,doors locked at night,audit finding\n",
        "assessments": "party,point,outcome,date\nMill,locked_doors,compliant,2020\n",
        "actions": "party,point,what,status\nMill,Doors locked at night,Unlock them,planned\n",
        "stock": "Factory Name,Country,Product\nMill,Vietnam,Flux capacitors\nOther,Vietnam,Apparel\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    store = f"sqlite:{tmp_path / 'p.db'}"

    def load(pack: Path, name: str) -> dict[str, int]:
        how = ("--yes",) if name == "stock" else ("--as", name)
        (done,) = ask("--pack", pack, "load", tmp_path / f"{name}.csv", *how, store=store)["loads"]
        return done["codes"]

    assert [load(GARMENT, n).get("point", 0) for n in ("findings", "assessments", "actions")] == [1, 1, 1]
    for name in files:
        assert load(folder, name) == {}, name
    (row,) = ask("--pack", folder, "priorities", "--facility", "name:Mill", store=store)["rows"]
    assert (row["point"], row["point_title"]) == ("locked_doors", "Doors locked at night")
    assert [a["what"] for a in row["actions"]] == ["Unlock them"]
    with Library.open(store) as held:
        goods = [(p.name, p.props["good"]) for p in held.store.snapshot(as_of=TODAY).parties]
    assert sorted(goods) == [("Mill", "garments"), ("Mill", "garments"), ("Other", "garments")]
