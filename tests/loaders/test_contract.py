"""Every loader, from its first commit: a small made-up fixture, a licence, the same rows every time.

A loader's folder is named by its NAME: `input/` (what is loaded, as one folder), `options.json` (what the
user says) and `expected.jsonl` (its statements, then its quarantine, one a line, checked by eye once).
Write it anew with `python tests/loaders/test_contract.py NAME`, and read the difference.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from headwater.graph.records import Party, Source
from headwater.graph.statements import canonical, dumps, of
from headwater.loaders import LOADERS, detect, get_loader
from headwater.loaders.input.files import open_path
from headwater.loaders.port import InputFile, Loader, Options

HERE = Path(__file__).parent / "formats"
NEEDS_MAPPING = {"list"}
"""Reads any list, so it has tests of its own."""
KNOWN = [x for x in LOADERS if x.NAME not in NEEDS_MAPPING]
each = pytest.mark.parametrize("loader", KNOWN, ids=[x.NAME for x in KNOWN])


def files_of(loader: Loader) -> tuple[InputFile, ...]:
    folder = HERE / loader.NAME / "input"
    assert folder.is_dir(), f"give the loader {loader.NAME!r} a made-up fixture in {folder}"
    return open_path(folder)


def options_of(loader: Loader, **more: object) -> Options:
    said = json.loads((HERE / loader.NAME / "options.json").read_text(encoding="utf-8"))
    return Options(source="fixture", **{**said, **more})


def outcome(loader: Loader) -> list[str]:
    """What the loader makes of its fixture, a line each."""
    files, options = files_of(loader), options_of(loader)
    lines = [dumps({"kind": "source", **canonical(of(loader.describe(files, options)))})]
    for row in loader.read(files, options):
        for record in row.records:
            st = of(record)
            ends = {k: v for k, v in (("a", st.a), ("b", st.b)) if v is not None}
            lines.append(dumps({"kind": st.kind, "key": st.key, **ends, **canonical(st)}))
        for what, bad in [("rejected", row.rejected)] + [("warning", w) for w in row.warnings]:
            if bad is not None:
                said = {"line": bad.line, "column": bad.column, "code": bad.code, "message": bad.message}
                lines.append(dumps({what: said, "raw": bad.raw, "file": bad.file}))
    return lines


@each
def test_a_loader_recognises_its_own_fixture_and_no_other_claims_it(loader: Loader) -> None:
    found = detect(files_of(loader))
    assert found is not None and found.NAME == loader.NAME


@each
def test_a_loader_makes_the_expected_statements(loader: Loader) -> None:
    expected = (HERE / loader.NAME / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    assert outcome(loader) == expected


@each
def test_a_loader_says_the_same_twice(loader: Loader) -> None:
    files, options = files_of(loader), options_of(loader)
    assert list(loader.read(files, options)) == list(loader.read(files, options))


@each
def test_a_source_names_its_licence(loader: Loader) -> None:
    files = files_of(loader)
    own = loader.describe(files, options_of(loader))
    assert isinstance(own, Source) and own.key == "fixture" and own.format == loader.NAME
    assert own.provenance.row == 0
    assert loader.describe(files, options_of(loader, licence="LicenseRef-mine")).licence == "LicenseRef-mine"
    if loader.LICENCE is not None and options_of(loader).licence is None:
        assert own.licence == loader.LICENCE


@each
def test_each_row_is_counted_once_and_either_says_something_or_why_not(loader: Loader) -> None:
    files = files_of(loader)
    rows = list(loader.read(files, options_of(loader)))
    assert rows
    for row in rows:
        assert bool(row.records) != bool(row.rejected), f"row {row.number}"
    places = Counter((_file(row), row.number) for row in rows)
    assert max(places.values()) == 1


def _file(row: object) -> str:
    records, bad = row.records, row.rejected  # type: ignore[attr-defined]
    return records[0].provenance.file if records else bad.file


@each
def test_every_record_leads_to_the_row_that_holds_its_name(loader: Loader) -> None:
    files = files_of(loader)
    by_name, named = {f.name: f for f in files}, 0
    for row in loader.read(files, options_of(loader)):
        for record in row.records:
            where = record.provenance
            assert where.source == "fixture"
            assert where.sha256 == by_name[where.file].sha256
            if isinstance(record, Party) and record.name is not None:
                named += 1
                assert _plain(record.name) in _plain(raw_row(by_name[where.file].path, where.row, options_of(loader)))
    assert named or loader.NAME in {"ilab-goods", "edges", "risks", "findings", "assessments", "actions"}


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def raw_row(path: Path, row: int, options: Options) -> str:
    """The row as a person would find it; a buyer may stand on the command line or in the file name."""
    said = f" {options.buyer or path.name}"
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".json":
        page = json.loads(text)
        items = page.get("items", page.get("features"))
        return json.dumps(items[row - 1], ensure_ascii=False) + said
    if path.suffix == ".xml":
        places = [(g, c) for g in fromstring(text).iter("Good") for c in g.iter("Country")]
        return " ".join(t for e in places[row - 1] for t in e.itertext()) + said
    return "\n".join(text.splitlines()[row - 1 : row + 1]).replace('""', '"') + said


if __name__ == "__main__":
    for name in sys.argv[1:] or [x.NAME for x in KNOWN]:
        lines = outcome(get_loader(name))
        (HERE / name / "expected.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
