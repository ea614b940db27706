"""Every loader, from its first commit: a small made-up fixture, a licence, the same rows every time.

A loader's folder is named by its NAME: `input/` (what is loaded, as one folder), `options.json` (what the
user says) and `expected.jsonl` (its statements, then its quarantine, one a line, checked by eye once).
Write it anew with `python tests/loaders/test_contract.py NAME`, and read the difference.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from headwater.graph.records import Party, Source
from headwater.graph.statements import canonical, dumps, of
from headwater.loaders.identity import narrowed, own_options
from headwater.loaders.input.files import open_path
from headwater.loaders.port import InputFile, Loader, Options
from headwater.loaders.registry import LOADERS, detect, get_loader

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
    options = Options(source="fixture", **{**said, **more})
    return replace(options, own=own_options(options, loader))


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


HOSTILE = ("x" * 600, "9" * 5000, "-5", "1e400", "an owner, " + "y" * 600, "\ud800")
"""Values that a record, a key, a number or an encoding can't hold. The last is half a character: JSON alone has it."""


@each
def test_whatever_stands_in_a_cell_ends_no_load(loader: Loader, tmp_path: Path) -> None:
    for file in files_of(loader):
        path = tmp_path / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HOSTILE_FORMS[path.suffix](file.path.read_text(encoding="utf-8-sig")), encoding="utf-8")
    files, options = open_path(tmp_path), options_of(loader)
    plain = len(list(loader.read(files_of(loader), options)))
    rows = list(loader.read(files, narrowed(options, loader)))
    assert len(rows) > plain + len(HOSTILE)
    for row in rows:
        for record in row.records:
            dumps(canonical(of(record))).encode()
        if row.rejected is not None:
            said = row.rejected
            assert not row.records and said.raw and said.line == row.number
            assert not any(w in said.message.casefold() for w in ("validation", "should be", "should have", "codec"))
        else:
            assert row.records


def _hostile_csv(text: str) -> str:
    rows = list(csv.reader(io.StringIO(text)))
    last = max(rows[2:], key=lambda r: len([c for c in r if c]))
    more = [[*last[:i], bad, *last[i + 1 :]] for i in range(len(last)) for bad in HOSTILE[:-1]]
    out = io.StringIO()
    csv.writer(out).writerows([*rows, *more])
    return out.getvalue()


def _hostile_json(text: str) -> str:
    page = json.loads(text)
    items = page.get("items", page.get("features"))
    whole = max(items, key=lambda item: len(json.dumps(item)))
    items += [_with(whole, leaf, bad) for leaf in _leaves(whole) for bad in HOSTILE]
    return json.dumps(page)


def _leaves(item: Any) -> Iterator[tuple[Any, ...]]:
    """The way to each value within an item that holds no others."""
    inner = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
    found = [(key, *leaf) for key, value in inner for leaf in _leaves(value)]
    yield from found or [()]


def _with(item: Any, leaf: tuple[Any, ...], value: object) -> Any:
    """A copy of an item with another value at a leaf."""
    if not leaf:
        return value
    out = item.copy()
    out[leaf[0]] = _with(item[leaf[0]], leaf[1:], value)
    return out


def _hostile_xml(text: str) -> str:
    goods = re.findall(r"<Good>.*?</Good>", text, re.DOTALL)
    more = [g[: m.start(1)] + bad + g[m.end(1) :] for g in goods[:2] for m in re.finditer(r">([^<>\s][^<>]*)<", g)
            for bad in HOSTILE[:-1]]  # fmt: skip
    end = text.rindex("</Good>") + len("</Good>")
    return text[:end] + "".join(more) + text[end:]


HOSTILE_FORMS = {".csv": _hostile_csv, ".json": _hostile_json, ".xml": _hostile_xml}


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
