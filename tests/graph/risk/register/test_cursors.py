"""Pages and cursors."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.graph.errors import UsageError
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.register import cursors
from headwater.graph.risk.register.register import priorities
from tests.graph.risk.register.filtered import SNAP, WHOLE, register, rows
from tests.graph.risk.rows import PACK


@given(limit=st.integers(1, 7), severity=st.sampled_from([None, 2, 3]))
@settings(deadline=None, max_examples=30)
def test_pages_put_together_are_the_whole(limit, severity):
    whole = register("Brand", severity=severity)
    found, after, pages = [], None, 0
    while True:
        r = register("Brand", severity=severity, limit=limit, after=after)
        assert (r.total, r.matched) == (whole.total, whole.matched)
        assert len(r.rows) <= limit
        found += r.rows
        pages, after = pages + 1, r.next
        if after is None:
            break
    assert tuple(found) == whole.rows
    assert pages == max(1, -(-whole.matched // limit))


def test_a_cursor_goes_on_in_its_own_list_only():
    cursor = register("Brand", limit=2).next
    assert rows(register("Brand", limit=2, after=cursor)) == WHOLE[2:4]
    with pytest.raises(UsageError, match="another question"):
        register("Brand", severity=3, limit=2, after=cursor)
    with pytest.raises(UsageError, match="another question"):
        priorities(SNAP, own(SNAP, PACK, "2026-07-01"), PACK, ["name:Brand"], limit=2, after=cursor)
    with pytest.raises(UsageError, match="revision 1 of the store, which is at 2"):
        cursors.read(cursor, 2, "")
    for junk in ("", "x", "!!!!", "bnVsbA", "WzEsMiwzXQ", cursors.make(1, "m", -1)):
        with pytest.raises(UsageError, match=r"no cursor|another question"):
            cursors.read(junk, 1, "m")
