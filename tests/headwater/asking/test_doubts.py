"""What waits for a person: pairs that linking left, then names that are merely alike, until somebody decides."""

from __future__ import annotations

from pathlib import Path

from headwater.asking.doubts import doubts
from headwater.door import Door
from headwater.graph.resolution.lookalikes import REASON
from headwater.library import Library, Reader
from headwater.stewardship.decisions import decide
from headwater.stewardship.loading import LoadRequest, load
from tests.running import TODAY

ONE = "id,name,kind,country\na:1,Shyam Mills Ltd,facility,BD\na:2,Weaver,facility,\n"
TWO = "id,name,kind,country\nb:1,Shyam Mills Ltd (Unit 2),facility,BD\nb:2,Spinner,facility,IN\n"
NOW = f"{TODAY}T00:00:00Z"


def test_names_that_are_alike_wait_until_somebody_says_that_they_are_two(tmp_path: Path) -> None:
    with Library.open(f"sqlite:{tmp_path / 'it.db'}", today=TODAY, make=True) as library:
        reader = Reader(library)
        for name, text in (("one", ONE), ("two", TWO)):
            (path := tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
            load(library, LoadRequest((path,), "parties", quarantine_dir=tmp_path, now=NOW))
        (item,) = doubts(reader)
        assert ({item.a, item.b}, item.country, item.reason) == ({"name:a:1", "name:b:1"}, "BD", REASON)
        (said := tmp_path / "said.csv").write_text("decision,a,b\napart,name:b:1,name:a:1\n", encoding="utf-8")
        decide(reader, said, now=NOW)
        assert doubts(reader) == []


def test_what_linking_left_comes_first(door: Door) -> None:
    listed = door.store.review(viewer=door.viewer)
    assert listed and doubts(door)[: len(listed)] == listed
