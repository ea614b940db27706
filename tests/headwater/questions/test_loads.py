"""The load log: each file once, each row counted."""

from __future__ import annotations

from pathlib import Path

from headwater.door import Door
from headwater.graph.stores.base import OWNER
from headwater.library import Library
from tests.graph.making import facility, load
from tests.headwater.questions.small import FILES, rows
from tests.running import TODAY


def test_each_file_is_a_line_in_order_with_its_rows(door: Door) -> None:
    got = door.loads()
    assert [x.source for x in got.loads] == list(FILES)
    assert [x.revision for x in got.loads] == list(range(1, len(FILES) + 1))
    for x in got.loads:
        assert x.rows == len(rows(x.source)) == x.accepted + x.unchanged + x.quarantined
        assert (x.kind, x.at[:10], x.dated) == ("load", TODAY, None)
    assert got.header == door.header() and got.header.revision == len(FILES)


def test_a_load_of_nothing_but_sealed_rows_is_in_its_owners_log_alone(tmp_path: Path) -> None:
    with Library.open(f"sqlite:{tmp_path}/sealed.db", today=TODAY, make=True) as library:
        for source, level in (("open", 0), ("secret", 3)):
            load(library.store, source, [facility(source, f"row:{source}:1", "Mill", "VN", visibility=level)])
        assert [x.source for x in Door(library).loads().loads] == ["open"]
        assert [x.source for x in Door(library, OWNER).loads().loads] == ["open", "secret"]
