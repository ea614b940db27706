"""A candidate here and in a process of its own: the same answer, and what is missing is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.engines.candidates import CANDIDATES
from benchmarks.engines.candidates.work import NotHere, Work
from benchmarks.engines.network import Made, kept
from benchmarks.engines.worker import Local, Remote


def test_a_process_of_its_own_gives_the_same_answer_and_its_memory(tmp_path: Path) -> None:
    file = kept(tmp_path, 200, 1_000, 3)
    here, there = Local("worst scipy", file), Remote("worst scipy", file)
    assert np.array_equal(here.answer, there.answer)
    assert min(there.run()) > 0.0
    here.run()
    said, told = here.end(), there.end()
    assert said["scaled"] == told["scaled"] == "one issue times 8"
    assert isinstance(told["peak_mb"], int)


def test_a_process_that_ends_by_itself_is_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(NotHere, match="nobody ended with 1; its words are on standard error"):
        Remote("nobody", kept(tmp_path, 200, 1_000, 3))


def test_what_is_not_installed_is_said_with_the_way_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(made: Made) -> Work:
        import a_library_nobody_wrote

        return Work(a_library_nobody_wrote.run)

    monkeypatch.setitem(CANDIDATES, "missing", missing)
    with pytest.raises(NotHere, match=r"a_library_nobody_wrote.*`make bench` installs it"):
        Local("missing", kept(tmp_path, 200, 1_000, 3))


def test_seconds_are_scaled_to_the_whole_and_the_end_closes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []
    clock = iter(range(100))
    work = Work(
        lambda: None, factor=3.0, how="thrice", clock=lambda: float(next(clock)), close=lambda: closed.append(True)
    )
    monkeypatch.setitem(CANDIDATES, "made up", lambda made: replace(work, peak_mb=lambda: 7.4))
    one = Local("made up", kept(tmp_path, 200, 1_000, 3))
    assert one.run()[0] == 3.0
    assert one.end() == {"scaled": "thrice", "told": {}, "peak_mb": 7}
    assert closed == [True]
