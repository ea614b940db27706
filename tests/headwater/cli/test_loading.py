"""The commands `load` and `map`, as a shell runs them: exit codes, what is printed where, what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.stewardship.options import formats_with
from tests.running import run

OWN = "country,name,address,sector\nBD,Lark,1 Road,Apparel\n"
LINKS = "supplier,buyer,share\nMill,Heath,0.5\nMill,Mill,0.1\n"
UNKNOWN = "Factory,Land,Colour\nLark,Bangladesh,red\nWren,Vietnam,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("own", OWN), ("links", LINKS), ("list", UNKNOWN)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def store(tmp_path: Path) -> str:
    (tmp_path / "db").mkdir()
    return f"sqlite:{tmp_path / 'db' / 'held.db'}"


def test_rows_in_quarantine_end_with_3_and_the_file_lies_beside_the_store(folder: Path, store: str) -> None:
    ran = run("--json", "load", folder / "links.csv", store=store)
    assert ran.code == 3
    (done,) = ran.json["loads"]
    assert Path(done["quarantine_file"]).parent == folder / "db" / "quarantine"


def test_an_option_for_other_formats_ends_with_2_and_says_what_to_leave_out(folder: Path, store: str) -> None:
    ran = run("load", folder / "links.csv", "--buyer", "Heath", store=store)
    assert ran.code == 2 and "is read as edges: leave out --buyer" in ran.err
    assert not (folder / "db" / "held.db").exists()
    both = run("load", folder / "links.csv", folder / "own.csv", "--buyer", "Heath", store=store)
    assert both.code == 3 and "--buyer doesn't count here: edges doesn't take it" in both.out


def test_help_names_the_formats_that_take_an_option() -> None:
    said = " ".join(run("load", "--help").out.split())
    assert f"For {', '.join(formats_with('country'))}." in said and "where no file is, it's refused" in said


def test_a_bad_date_says_the_right_forms(folder: Path, store: str) -> None:
    ran = run("load", folder / "own.csv", "--dated", "soon", store=store)
    assert ran.code == 2 and "'soon'" in ran.err
    assert all(form in ran.err for form in ("YYYY-MM-DD", "YYYY-MM", "YYYY"))


def test_the_first_refused_file_gives_the_exit_code_and_the_others_are_loaded(folder: Path, store: str) -> None:
    ran = run("--json", "load", folder / "absent.csv", folder / "own.csv", store=store)
    assert ran.code == 4
    assert [x["source"] for x in ran.json["loads"]] == ["own"]
    (why,) = ran.json["refused"]
    assert "absent.csv" in why and why in ran.err


def test_a_list_nobody_knows_is_shown_and_loaded_with_yes_only(folder: Path, store: str) -> None:
    ran = run("load", folder / "list.csv", store=store)
    assert ran.code == 2 and "--mapping FILE" in ran.err
    ran = run("load", folder / "list.csv", "--yes", store=store)
    assert ran.code == 0 and "2 rows read = 2 accepted" in ran.out
    assert "<- 'Factory'" in ran.err and "facility Lark, Bangladesh" in ran.err


def test_a_mapping_is_proposed_saved_and_taken(folder: Path, store: str) -> None:
    saved = folder / "m.yaml"
    ran = run("map", folder / "list.csv", "--save", saved, store=store)
    assert ran.code == 0 and "row 2: facility Lark, Bangladesh" in ran.out and f"saved to {saved}" in ran.out
    saved.write_text(saved.read_text(encoding="utf-8").replace("column: Factory", "column: Colour"), encoding="utf-8")
    ran = run("--json", "load", folder / "list.csv", "--mapping", saved, store=store)
    (done,) = ran.json["loads"]
    assert (done["accepted"], done["codes"]) == (1, {"name_missing": 1})
