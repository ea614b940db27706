"""Text to bytes in chunks of a size that can be held and is worth writing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.visualizations.exports.chunks import SIZE, chunks


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=12), st.sampled_from([1, 4_000]))
def test_nothing_is_lost_or_turned_around(parts: list[str], times: int) -> None:
    many = [p * times for p in parts]
    got = list(chunks(many))
    assert b"".join(got) == "".join(many).encode()
    assert all(len(x.decode()) >= SIZE for x in got[:-1])
    assert all(len(x.decode()) < SIZE + max(map(len, many)) for x in got)


def test_chunks_are_neither_many_nor_large() -> None:
    assert 4 < len(list(chunks(["ab" * 10_000] * 20))) < 8
    assert list(chunks([])) == []


def test_a_chunk_comes_as_soon_as_it_is_full() -> None:
    asked = []

    def parts() -> Iterator[str]:
        for i in range(5):
            asked.append(i)
            yield "x" * SIZE

    next(chunks(parts()))
    assert asked == [0]


def test_a_lone_surrogate_is_refused_or_replaced_as_asked() -> None:
    with pytest.raises(UnicodeEncodeError):
        list(chunks(["\ud800"]))
    assert list(chunks(["a\ud800"], errors="replace")) == [b"a?"]
