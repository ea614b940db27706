"""What was opened is closed at the end of its block, once, and an error goes on."""

from __future__ import annotations

import pytest

from headwater.graph.stores.closing import Closing


class Tap(Closing):
    def __init__(self) -> None:
        self.closed = 0

    def close(self) -> None:
        self.closed += 1


def test_the_block_gets_the_thing_itself_open_and_leaves_it_closed() -> None:
    tap = Tap()
    with tap as held:
        assert held is tap and tap.closed == 0
    assert tap.closed == 1


def test_an_error_closes_too_and_goes_on() -> None:
    tap = Tap()
    with pytest.raises(ValueError, match="burst"), tap:
        raise ValueError("burst")
    assert tap.closed == 1


def test_what_can_not_be_closed_is_none() -> None:
    class Stuck(Closing):
        pass

    with pytest.raises(TypeError, match="close"):
        Stuck()  # type: ignore[abstract]
