"""Bad input and bad surroundings: a clear message, the right exit code, nothing lost, no traceback."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.running import ask, run, shared_data

GOOD = "supplier,buyer,share,confidence\nMill,Knitter,0.5,1\nKnitter,Brand,0.5,1\n"


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store that holds two links already."""
    path = tmp_path / "good.csv"
    path.write_text(GOOD)
    url = f"sqlite:{tmp_path / 'held.db'}"
    ask("load", path, "--as", "edges", store=url)
    return url


def still_there(store: str) -> bool:
    rows = ask("trace", "Brand", store=store)["tiers"]
    return [len(t["parties"]) for t in rows] == [1, 1]


def refused(ran: object, code: int, *words: str) -> None:
    assert ran.code == code, (ran.code, ran.err)
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err, ran.err


def write(path: Path, body: str | bytes) -> Path:
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def test_a_missing_column_refuses_the_file_and_names_it(store: str, tmp_path: Path) -> None:
    path = write(tmp_path / "bad.csv", "supplier,share\nMill,0.5\n")
    refused(run("load", path, "--as", "edges", store=store), 4, "buyer", "bad.csv")
    assert still_there(store)


def test_a_row_in_a_wrong_encoding_waits_in_quarantine_and_the_rest_loads(store: str, tmp_path: Path) -> None:
    body = b"supplier,buyer,share,confidence\nGood Mill,Brand,,\n" + b"B\x81d,Brand,,\n"
    ran = run("--json", "load", write(tmp_path / "enc.csv", body), "--as", "edges", store=store)
    assert ran.code == 3, ran.err
    (doc,) = ran.json["loads"]
    assert (doc["rows"], doc["accepted"], doc["quarantined"]) == (2, 1, 1)
    assert "�" not in Path(doc["quarantine_file"]).read_text(encoding="utf-8")


def test_a_ragged_row_waits_in_quarantine_with_line_and_raw_text(store: str, tmp_path: Path) -> None:
    path = write(tmp_path / "ragged.csv", "supplier,buyer,share,confidence\nA,Brand,,\nB,Brand,0.1,1,surplus\n")
    ran = run("--json", "load", path, "--as", "edges", store=store)
    assert ran.code == 3, ran.err
    text = Path(ran.json["loads"][0]["quarantine_file"]).read_text(encoding="utf-8")
    assert "ragged.csv" in text
    assert "surplus" in text
    assert ",3," in text


def test_a_workbook_that_says_csv_is_read_for_what_it_is_or_refused(store: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    shutil.copy(shared_data() / "osh" / "contributor_lists" / "12.xls", path)
    ran = run("--json", "load", path, "--buyer", "Brand", store=store)
    assert ran.code == 0, ran.err
    assert ran.json["loads"][0]["rows"] == 15


def test_bytes_that_are_no_list_are_refused(store: str, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", b"%PDF-1.7\n\x00\x01\x02 not a list")
    refused(run("load", path, "--yes", store=store), 4, "list.csv")
    path = write(tmp_path / "nothing.csv", b"")
    refused(run("load", path, "--yes", store=store), 4, "empty")
    refused(run("load", tmp_path / "absent.csv", store=store), 4, "absent.csv")
    assert still_there(store)


def test_an_unreachable_neo4j_says_where_and_keeps_the_exit_code(tmp_path: Path) -> None:
    path = write(tmp_path / "good.csv", GOOD)
    ran = run("load", path, "--as", "edges", store="bolt://127.0.0.1:9")
    refused(ran, 5, "127.0.0.1:9")


@pytest.mark.neo4j
def test_a_wrong_password_for_neo4j_says_so_without_printing_it(
    neo4j_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEADWATER_NEO4J_PASSWORD", "not-the-password-7391")
    ran = run("loads", store=neo4j_url)
    refused(ran, 5, "HEADWATER_NEO4J_PASSWORD")
    assert "not-the-password-7391" not in ran.err


def test_an_unknown_company_lists_what_is_close(store: str) -> None:
    refused(run("trace", "Knittre", store=store), 2, "Knittre")
    refused(run("trace", "Knit", store=store), 2, "Knitter")
    refused(run("show", " ", store=store), 2)


def test_a_name_that_fits_two_lists_the_candidates(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("country,name,address,sector\nKH,Twin Works,1 A Road,Apparel\nVN,Twin Works,2 B Road,Apparel\n")
    url = f"sqlite:{tmp_path / 'twins.db'}"
    ask("load", path, "--as", "osh-list", "--buyer", "Brand", store=url)
    ran = run("show", "Twin Works", store=url)
    refused(ran, 2, "row:list:")


def test_words_that_are_off_get_usage_and_exit_2(store: str, tmp_path: Path) -> None:
    good = write(tmp_path / "good.csv", GOOD)
    for words in (
        ("load", good, "--as", "nonsense"),
        ("load", good, "--as", "edges", "--completeness", "2"),
        ("load", good, "--as", "edges", "--dated", "yesterday"),
        ("score", "--indicator", "nonsense"),
        ("score", "--param", "alpha"),
        ("score", "--param", "alpha=7"),
        ("score", "--param", "beta=1"),
        ("view", "Brand", "--as", "nonsense", "-o", tmp_path / "x.html"),
        ("view", "Brand", "--as", "map", "-o", tmp_path / "x.html"),
        ("export", "--root", "Brand", "--format", "nonsense", "-o", tmp_path / "x"),
        ("export", "--format", "graphml", "-o", tmp_path / "x"),
        ("priorities", "Brand", "--issue", "nonsense"),
        ("trace", "Brand", "--as-of", "someday"),
        ("whatif", "Brand"),
        ("share", "Brand"),
        ("retract", "nonsense"),
        ("nonsense",),
    ):
        refused(run(*words, store=store), 2)
    assert still_there(store)


def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "diary.db", "dear diary, this is not a database " * 50)
    before = path.read_bytes()
    refused(run("loads", store=f"sqlite:{path}"), 2, "diary.db")
    assert path.read_bytes() == before
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("create table somebody(else_s text)")
    db.close()
    refused(run("loads", store=f"sqlite:{other}"), 2, "other.db")
    refused(run("loads", store=f"sqlite:{tmp_path / 'no' / 'such' / 'folder' / 'x.db'}"), 5)
    refused(run("loads", store="oracle:somewhere"), 2, "sqlite")


def test_strict_refuses_at_the_first_bad_row_and_writes_nothing(store: str, tmp_path: Path) -> None:
    path = write(tmp_path / "bad.csv", "supplier,buyer,share,confidence\nA,Brand,0.1,1\nB,Brand,7,1\n")
    refused(run("load", path, "--as", "edges", "--strict", store=store), 4, "bad.csv", "3")
    assert still_there(store)


def test_a_second_version_without_a_date_is_refused_and_says_what_to_add(store: str, tmp_path: Path) -> None:
    path = write(tmp_path / "good.csv", GOOD + "Spinner,Mill,,\n")
    refused(run("load", path, "--as", "edges", store=store), 4, "--dated")
    assert still_there(store)
    assert run("load", path, "--as", "edges", "--dated", "2026-01-01", store=store).code == 0


def test_a_dry_run_counts_and_writes_nothing(store: str, tmp_path: Path) -> None:
    path = write(tmp_path / "more.csv", "supplier,buyer,share,confidence\nX,Brand,,\nY,Brand,3,\n")
    ran = run("--json", "load", path, "--as", "edges", "--dry-run", store=store)
    assert ran.code == 3
    (doc,) = ran.json["loads"]
    assert (doc["rows"], doc["accepted"], doc["quarantined"], doc["dry_run"]) == (2, 1, 1, True)
    assert still_there(store)


def test_one_file_refused_of_several_does_not_stop_the_others(store: str, tmp_path: Path) -> None:
    good = write(tmp_path / "more.csv", "supplier,buyer,share,confidence\nX,Brand,,\n")
    bad = write(tmp_path / "bad.csv", "supplier,share\nMill,0.5\n")
    ran = run("--json", "load", bad, good, "--as", "edges", store=store)
    assert ran.code == 4
    assert [d["source"] for d in ran.json["loads"]] == ["more"]
    assert len(ran.json["refused"]) == 1
