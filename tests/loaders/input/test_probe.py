"""One look at a file for all loaders: opened once, and what is wrong with it is no loader's trouble."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from headwater.graph.errors import FileRefused
from headwater.loaders.input.files import open_path
from headwater.loaders.input.probe import FileProbe, probes_of
from headwater.loaders.registry import LOADERS, detect

PAGE = {"count": 2, "features": [{"properties": {"os_id": "x"}}, {}], "next": None}
CONTENT: dict[str, bytes] = {
    "table.csv": b"name,country\nA,DE\n",
    "mixed.csv": "name;country\nMüller;DE\n".encode("cp1252"),
    "page.json": json.dumps(PAGE).encode(),
    "cut.json": b'{"features": [{"a": 1}, {"b"',
    "lines.jsonl": b'{"a": 1}\n{"a": 2}\n',
    "goods.xml": b"<Goods><Good><Name>a</Name></Good></Goods>",
    "cut.xml": b"<Goods><Good><Name>a</Na",
    "paper.pdf": b"%PDF-1.7",
    "blank.csv": b"  \n ",
}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a file was opened, by its name."""
    seen: Counter[str] = Counter()
    plain = Path.open

    def counting(self: Path, *args: Any, **more: Any) -> Any:
        seen[self.name] += 1
        return plain(self, *args, **more)

    monkeypatch.setattr(Path, "open", counting)
    return seen


@pytest.mark.parametrize("name", [*CONTENT, "book.xlsx"])
def test_a_file_is_opened_once_whatever_all_loaders_ask(tmp_path: Path, opened: Counter[str], name: str) -> None:
    if name == "book.xlsx":
        book = openpyxl.Workbook()
        book.worksheets[0].append(["name", "country"])
        book.save(tmp_path / name)
    else:
        (tmp_path / name).write_bytes(CONTENT[name])
    files = open_path(tmp_path)
    opened.clear()
    detect(files)
    assert opened == {name: 1}
    (probe,) = probes_of(files)
    assert opened == {name: 1}, "a probe opens nothing before it is asked"
    for loader in (*LOADERS, *LOADERS):
        loader.sniff([probe])
    assert opened == {name: 2}


def probe(tmp_path: Path, name: str) -> FileProbe:
    (tmp_path / name).write_bytes(CONTENT[name])
    return FileProbe(open_path(tmp_path / name)[0])


def test_a_table_shows_its_headers(tmp_path: Path) -> None:
    table = probe(tmp_path, "table.csv")
    assert table.kind == "csv" and table.headers() == table.headers([("country",)]) == ("name", "country")
    assert table.headers([("town",)]) is None
    assert (table.first("name"), table.element("name"), table.top) == (None, None, {})


def test_a_document_shows_how_it_begins(tmp_path: Path) -> None:
    page = probe(tmp_path, "page.json")
    assert page.kind == "json" and page.headers() is None and page.element("a") is None
    assert page.top == {"count": 2, "next": None}
    assert page.first("features") == PAGE["features"][0]  # type: ignore[index]
    assert page.first("nobody") is None and page.first() is None
    lines = probe(tmp_path, "lines.jsonl")
    assert lines.kind == "json" and lines.first() == {"a": 1}
    good = probe(tmp_path, "goods.xml").element("Good")
    assert good is not None and good.findtext("Name") == "a"
    assert probe(tmp_path, "goods.xml").element("Bad") is None


@pytest.mark.parametrize("name", ["paper.pdf", "blank.csv"])
def test_a_file_that_cannot_be_read_shows_nothing_and_says_why_each_time(tmp_path: Path, name: str) -> None:
    broken = probe(tmp_path, name)
    assert (broken.kind, broken.headers(), broken.first(), broken.element("a"), broken.top) == (None,) * 4 + ({},)
    for _ in range(2):
        with pytest.raises(FileRefused):
            broken.look()


def test_a_document_that_is_cut_shows_no_item_where_it_is_whole_in_view(tmp_path: Path) -> None:
    assert probe(tmp_path, "cut.json").first("features") is None
    assert probe(tmp_path, "cut.xml").element("Good") is None
