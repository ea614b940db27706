"""Where an answer goes: standard output, or a file in the form that its ending says."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.running import ask, run


def test_the_ending_says_the_form(url: str, tmp_path: Path) -> None:
    printed = run("brief", "Ada", store=url).out
    document = ask("brief", "Ada", store=url)
    for name in ("x.json", "x.md", "deep/er/x.HTML"):
        path = tmp_path / name
        said = ask("brief", "Ada", "-o", path, store=url)
        assert said == {"file": str(path), "bytes": path.stat().st_size, "what": "brief"}
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8")) == document
    assert (tmp_path / "x.md").read_text(encoding="utf-8").strip() == printed.strip()
    assert (tmp_path / "deep/er/x.HTML").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_dash_is_standard_output(url: str) -> None:
    assert run("trace", "Ada", "-o", "-", store=url).out == run("trace", "Ada", store=url).out
    assert run("--json", "trace", "Ada", "-o", "-", store=url).json == ask("trace", "Ada", store=url)
    export = run("export", "--root", "Ada", "--format", "json", "-o", "-", store=url)
    assert {n["id"] for n in export.json["nodes"]} >= {"name:Tailor"}


@pytest.mark.parametrize(
    ("words", "name", "said"),
    [
        (("trace", "Ada"), "x.pdf", "name the file .json or .md"),
        (("trace", "Ada"), "x.html", "name the file .json or .md"),
        (("brief", "Ada"), "x", "name the file .json, .md or .html"),
        (("export", "--root", "Ada", "--format", "csv"), "x.csv", "name it x.zip"),
        (("export", "--root", "Ada", "--format", "csv"), None, "say where to write it: -o FILE"),
        (("brief", "Ada"), "x.txt", "name the file .json, .md or .html"),
        (("view", "Ada", "--as", "tiers"), "x.json", "name it x.html"),
        (("export", "--root", "Ada", "--format", "json"), "x.graphml", "name it x.json"),
        (("export", "--format", "canonical"), "x.json", "name it x.jsonl"),
        (("view", "Ada"), None, "say where to write it: -o FILE"),
    ],
)
def test_a_form_that_it_does_not_have_is_refused_with_those_it_has(
    words: tuple[str, ...], name: str | None, said: str, url: str, tmp_path: Path
) -> None:
    ran = run(*words, *(("-o", tmp_path / name) if name else ()), store=url)
    assert ran.code == 2 and said in ran.err and ran.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_whole_and_said_where_it_went(url: str, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    ran = run("export", "--root", "Ada", "--format", "csv", "-o", path, store=url)
    assert ran.out.strip() == f"csv export: {path} ({path.stat().st_size:,} bytes)"
    with zipfile.ZipFile(path) as z:
        assert z.testzip() is None and "about.json" in z.namelist()


def test_a_folder_that_can_not_be_written_to_ends_in_words(url: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ran = run("trace", "Ada", "-o", tmp_path / "file" / "x.json", store=url)
    assert ran.code == 2 and "file" in ran.err and "Traceback" not in ran.err
