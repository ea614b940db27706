"""What a file is, by its content whatever its name says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from headwater.graph.errors import FileRefused
from headwater.loaders.input.files import open_path
from headwater.loaders.input.kinds import kind_of
from headwater.loaders.input.probe import FileProbe
from headwater.loaders.input.tables import Table


@pytest.mark.parametrize(
    "content, what",
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"MZ\x90", "program"),
        (b"PK\x03\x04junk", "damaged"),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(FileRefused, match=what):
        FileProbe(open_path(path)[0]).look()


@pytest.mark.parametrize("first", ["PK", "MZ", "BM"])
def test_a_header_that_begins_like_a_program_or_archive_is_still_text(table: Callable[..., Table], first: str) -> None:
    assert len(list(table(f"{first},name,country\n1,A,DE\n").rows())) == 1


def archive(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        for name in names:
            out.writestr(name, "x")
    return held.getvalue()


def kind(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with path.open("rb") as stream:
        return kind_of(open_path(path)[0], stream)


@pytest.mark.parametrize(
    "content, what",
    [
        (b"a,b\n1,2\n", "csv"),
        (b"[Lieferanten],Land\n", "csv"),
        (b"{draft},b\n", "csv"),
        (b'\xef\xbb\xbf \n{"a": 1}', "json"),
        (b"[]", "json"),
        (b'[{"a": NaN}]', "json"),
        (b"[-1]", "json"),
        (b"  <?xml version='1.0'?><a/>", "xml"),
        (archive("xl/workbook.xml"), "xlsx"),
        (archive("content.xml", "styles.xml"), "ods"),
    ],
)
def test_a_file_is_what_it_begins_with(tmp_path: Path, content: bytes, what: str) -> None:
    assert kind(tmp_path, content) == what


@pytest.mark.parametrize(
    "content, code", [(b" \n\t", "empty"), (archive("list.csv"), "type"), (b"\x1f\x8b\x08", "type")]
)
def test_what_nobody_reads_is_refused_with_what_to_give_instead(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as caught:
        kind(tmp_path, content)
    assert caught.value.code == code and "a.csv" in str(caught.value)
