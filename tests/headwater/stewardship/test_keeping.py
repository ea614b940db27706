"""Looking after a store: a source is taken back without a trace in reads; the promises are counted and checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.graph.errors import NotFound, UsageError
from headwater.graph.records import Visibility
from headwater.graph.stores.base import OWNER
from headwater.library import Library, Reader
from headwater.stewardship.keeping import retract, verify
from tests.graph.making import brand, facility, load, source_line, supplies
from tests.running import TODAY

NOW = "2026-05-01T10:00:00Z"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:{tmp_path / 'x.db'}", today=TODAY, make=True) as held:
        load(held.store, "a", [source_line("a"), brand("a", "Alma"), facility("a", "row:a:1", "Mill", "BD")])
        load(
            held.store,
            "b",
            [source_line("b"), supplies("b", "row:a:1", "brand:alma"), facility("b", "row:b:1", "Dyer")],
        )
        yield held


def test_what_only_that_source_said_disappears(library: Library) -> None:
    reader = Reader(library)
    before = reader.picture()[0]
    done = retract(library, "b", now=NOW)
    assert (done.source, done.revision) == ("b", 3)
    after = reader.picture()[0]
    assert set(before.ids) - set(after.ids) == {"row:b:1"}
    assert (len(before.buyer), len(after.buyer)) == (1, 0)
    with pytest.raises(NotFound):
        reader.party("Dyer")
    assert [x.at for x in library.store.loads(viewer=OWNER) if x.kind == "retract"] == [NOW]


def test_a_source_that_is_not_loaded_is_refused_with_those_that_are(library: Library) -> None:
    retract(library, "b", now=NOW)
    for name in ("b", "nobody", ""):
        with pytest.raises(UsageError, match="loaded: a"):
            retract(library, name, now=NOW)
    assert library.store.revision() == 3


def test_a_sound_store_has_no_problems_and_every_statement_is_counted(library: Library) -> None:
    doc = verify(library)
    assert (doc.problems, doc.revision) == ((), 2)
    assert doc.statements == len(list(library.store.statements(viewer=OWNER, as_of=None)))


def test_what_is_sealed_is_checked_too(library: Library) -> None:
    before = verify(library)
    hidden = [source_line("c"), facility("c", "row:c:1", "Hidden", "VN")]
    load(library.store, "c", [r.model_copy(update={"visibility": Visibility.SEALED}) for r in hidden])
    after = verify(library)
    assert after.statements > before.statements and after.problems == ()
    assert (library.store.revision(), after.revision) == (2, 3)


def test_an_empty_store_keeps_its_promises(tmp_path: Path) -> None:
    with Library.open(f"sqlite:{tmp_path / 'empty.db'}", today=TODAY, make=True) as held:
        doc = verify(held)
    assert (doc.revision, doc.statements, doc.problems) == (0, 0, ())
