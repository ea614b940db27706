from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from headwater.graph.stores.model.rows import LEVELS, Seen
from headwater.graph.stores.model.tally import NOBODY, Tally

ROW = some.lists(some.tuples(some.sampled_from(LEVELS), some.booleans()), max_size=3)
"""The records of a row: (level, whether it is new)."""


@given(some.lists(ROW, max_size=8), some.integers(0, 9), some.integers(0, 9))
def test_each_level_counts_the_rows_of_which_it_sees_a_record(
    rows: list[list[tuple[int, bool]]], o: int, c: int
) -> None:
    tally = Tally()
    for row in rows:
        for level, _ in row:
            tally.say(level)
        tally.row(min((n for n, _ in row), default=NOBODY), min((n for n, new in row if new), default=NOBODY))
    assert tally.lowest == min((n for row in rows for n, _ in row), default=NOBODY)
    for level in LEVELS:
        seen = [[new for n, new in row if n <= level] for row in rows if row]
        shown = [row for row in seen if row]
        bad = sum(not row for row in rows)
        fresh = sum(any(row) for row in shown)
        assert tally.seen(level, o, c) == Seen(len(shown) + bad, fresh, len(shown) - fresh, bad, o, c)


def test_a_load_that_said_nothing_is_of_no_level() -> None:
    assert (Tally().lowest, Tally().seen(0, 0, 0)) == (NOBODY, Seen())
    assert max(LEVELS) < NOBODY
