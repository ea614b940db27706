"""The mapping of each published list, proposed from a sample of its cells, is the one that all its cells would make."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.graph.errors import FileRefused
from headwater.loaders.input.files import open_path
from headwater.loaders.lists import columns
from headwater.loaders.lists.mapping import Mapping, open_list, propose
from tests.running import shared_data

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"


def mappings(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Mapping]:
    table = open_list(open_path(path)[0])
    out = [propose(table)]
    monkeypatch.setattr(columns, "SAMPLE", 10**9)
    out.append(propose(table))
    monkeypatch.undo()
    return out


def test_the_sample_of_a_long_list_says_what_all_its_cells_say(monkeypatch: pytest.MonkeyPatch) -> None:
    shared_data()
    long = 0
    for path in sorted(DATA.rglob("*.[cx][sl][vs]*")):
        try:
            sampled, whole = mappings(path, monkeypatch)
        except FileRefused:
            continue
        said = [[(c.field, c.column, c.confidence, c.decimal, c.unit) for c in m.columns] for m in (sampled, whole)]
        assert sampled.version == whole.version and said[0] == said[1], path
        assert (sampled.excluded, sampled.others) == (whole.excluded, whole.others), path
        long += path.stat().st_size > 100_000
    assert long > 10, "most of these are longer than the sample"
