"""What a file is: a delimited text, a workbook, JSON or XML."""

from __future__ import annotations

import re
from typing import BinaryIO

from headwater.graph.errors import FileRefused
from headwater.loaders.input import sheets
from headwater.loaders.port import InputFile, Kind

HEAD = 4096
"""Bytes in which a file's kind is seen."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {b"%PDF": "a PDF", b"MZ\x90": "a program", b"\x7fELF": "a program", b"\x1f\x8b": "a gzip archive",
           b"7z\xbc\xaf": "a 7z archive", b"Rar!": "a RAR archive", b"\x89PNG": "a picture",
           b"\xff\xd8\xff": "a picture", b"SQLite format 3": "a database"}  # fmt: skip


def kind_of(file: InputFile, stream: BinaryIO) -> Kind:
    """Say what an open file is, by its content and never by its name; an archive is looked through.

    Raises:
        FileRefused: `type` (neither a table, JSON nor XML), `empty`, `encrypted`, and what an archive is refused for.
    """
    head = stream.read(HEAD)
    for magic, what in _OTHERS.items():
        if head.startswith(magic):
            raise FileRefused("type", file.name, f"is {what}; give a CSV, XLS, XLSX, ODS, JSON or XML file")
    if head.startswith(_OLE):
        sheets.check_old(file, stream)
        return "xls"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        names = sheets.check_archive(file, stream)
        if "content.xml" in names:
            return "ods"
        if not any(n.startswith("xl/") for n in names):
            raise FileRefused("type", file.name, "is a ZIP archive; unpack it and give the folder")
        return "xlsx"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start and len(head) < HEAD:
        raise FileRefused("empty", file.name, "the file holds nothing but white space")
    if re.match(rb"<(!doctype html|html)", start, re.IGNORECASE):
        raise FileRefused("type", file.name, "is a web page; download the file itself")
    if start.startswith(b"<"):
        return "xml"
    return "json" if re.match(rb'[\[{]\s*(["{\[\]}\d-]|true|false|null|NaN|Infinity|$)', start) else "csv"


__all__ = ["kind_of"]
