from __future__ import annotations

import itertools
import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from headwater.graph.records import Visibility
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.stores.base import Viewer
from headwater.graph.stores.model.rows import LEVELS, Batch, Line, Link, Queued, Run, Seen, Where

SEEN = some.none() | some.builds(Seen, *[some.integers(0, 2**40)] * 6)
RUN = Run(3, "load", "list", "ab", "m/1", "2025", "2026-01-02T03:04:05Z", 7)


@given(some.text(), some.none() | some.text(), some.tuples(*[SEEN] * len(LEVELS)))
def test_a_line_of_the_log_reads_back_from_its_text(
    source: str, dated: str | None, seen: tuple[Seen | None, ...]
) -> None:
    line = Line(3, "history", source, "ab", "m/1", dated, "2026-01-02T03:04:05Z", seen)
    assert Line.read(line.text()) == line
    assert json.loads(line.text())["source"] == source
    for level, counts in zip(LEVELS, seen, strict=True):
        load = line.load(level, 2)
        assert (load is None) == (counts is None)
        if load is not None and counts is not None:
            assert (load.revision, load.kind, load.source) == (2, "history", source)
            assert (load.rows, load.accepted, load.unchanged) == counts[:3]
            assert (load.quarantined, load.opened, load.closed) == counts[3:]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"revision": 9}, True), ({"position": 0}, True), ({"at": "2027-01-01T00:00:00Z"}, True),
        ({"kind": "history"}, False), ({"source": "other"}, False), ({"sha256": "cd"}, False),
        ({"mapping": "m/2"}, False), ({"dated": None}, False),
    ],
)  # fmt: skip
def test_a_run_is_the_same_one_whenever_it_goes_on_and_however_far_it_is(change: dict[str, object], same: bool) -> None:
    assert (replace(RUN, **change).identity == RUN.identity) == same  # type: ignore[arg-type]


def test_a_batch_is_as_long_as_all_that_it_holds() -> None:
    parts = {
        "rows": [None], "close": [1, 2], "end": [3], "links": [Link("a", "b", "", "")], "unlinks": [("a", 0)],
        "queue": [Queued("a", "b", "n", None, "")], "unqueue": [("a", "b", 0)],
        "decisions": [PartyDecision("a", "b", "same")],
    }  # fmt: skip
    assert set(parts) == {f.name for f in fields(Batch)} and len(Batch()) == 0
    for some_of in itertools.chain.from_iterable(itertools.combinations(parts, n) for n in range(7)):
        batch = Batch(**{k: parts[k] for k in some_of})  # type: ignore[arg-type]
        assert len(batch) == sum(len(parts[k]) for k in some_of)


@pytest.mark.parametrize("level", Visibility)
def test_a_person_is_hidden_up_to_the_level_that_protects_persons_and_the_viewers_own(level: Visibility) -> None:
    want = level if level > Visibility.RESTRICTED else Visibility.RESTRICTED
    assert Where(1, Viewer(int(level)), None).guarded == want
