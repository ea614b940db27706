"""The load log: each file once, each row counted."""

from __future__ import annotations

from headwater.door import Door
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
