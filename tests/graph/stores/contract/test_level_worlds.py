"""The master test of the stores, on random worlds: two that differ above a level tell its viewers the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from headwater.graph.records import Record, Visibility
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.stores.base import OWNER, Store, Viewer
from headwater.graph.verify import verify
from tests.graph.making import AT, action, assessment, country_of, facility, finding, load, source_line, supplies
from tests.graph.stores.contract.looking import told

SOURCES = ["blue", "red", "green"]
KEYS = ["row:blue:1", "row:blue:2", "row:red:1", "oshub:X1", "oshub:X2", "lei:L1", "name:Ada"]
NAMES = ["Demir Tekstil", "Nehir Giyim"]
DAYS = ["2023-01-01", "2024-01-01", "2025-01-01"]
LEVELS = some.sampled_from([0, 0, 0, 1, 2, 3, 3])
KEY = some.sampled_from(KEYS)


@dataclass(frozen=True)
class Step:
    """A load of a source's version, a retraction, or a decision."""

    what: str
    source: str = ""
    day: str = ""
    records: tuple[Record, ...] = ()
    decision: PartyDecision | None = None


@some.composite
def record(draw: some.DrawFn, source: str, day: str) -> Record:
    kind, key, level = draw(some.sampled_from("ppppprrfatcs")), draw(KEY), Visibility(draw(LEVELS))
    if kind == "p":
        place = draw(some.sampled_from(["TR", "TR", None]))
        ids = draw(some.sampled_from([{}, {}, {"os_id": "X1"}, {"lei": "L1"}, {"registry_number": "TR:7"}]))
        sort = draw(some.sampled_from(["facility", "facility", "organisation", "stub", "person"]))
        if sort == "person" and level in (Visibility.PARTNER, Visibility.RESTRICTED):
            level = Visibility.SEALED  # what protects a person is out of everybody's sight: not the same to all
        made: Record = facility(source, key, draw(some.sampled_from(NAMES)), place, kind=sort, dated=day, **ids)
    elif kind == "r":
        sort = draw(some.sampled_from(["SUPPLIES", "OWNS", "SUBCONTRACTS_FOR"]))
        made = supplies(source, key, draw(KEY), kind=sort, share=draw(some.sampled_from([None, 0.5])), dated=day)
    elif kind == "f":
        made = finding(source, draw(some.sampled_from(["f1", "f2"])), key, dated=day)
    elif kind == "a":
        made = assessment(source, draw(some.sampled_from(["a1", "a2"])), key, dated=day)
    elif kind == "t":
        made = action(source, "t1", key, "Give the passports back", issue="forced_labour", dated=day)
    elif kind == "c":
        entry = country_of(key, "TR")
        made = entry.model_copy(update={"provenance": finding(source, "f", key, dated=day).provenance})
    else:
        made = source_line(source, day)
    return made.model_copy(update={"visibility": level})


@some.composite
def step(draw: some.DrawFn) -> Step:
    what = draw(some.sampled_from(["load", "load", "load", "load", "retract", "decide"]))
    source, day = draw(some.sampled_from(SOURCES)), draw(some.sampled_from(DAYS))
    if what == "decide":
        a, b = sorted(draw(some.lists(KEY, min_size=2, max_size=2, unique=True)))
        verdict = draw(some.sampled_from(["same", "same", "apart"]))
        return Step(what, decision=PartyDecision(a, b, verdict, by="A. Person"))
    records = draw(some.lists(record(source, day), max_size=4)) if what == "load" else []
    return Step(what, source, day, tuple(records))


def build(store: Store, steps: list[Step], level: int, *, bare: bool) -> None:
    """Take the steps without what is above `level`; `bare`: also without the sources that it leaves empty."""
    kept = {s.source for s in steps for r in s.records if r.visibility <= level}
    held: dict[str, set[str]] = {}
    for n, s in enumerate(steps):
        if s.decision is not None:
            store.decide([s.decision], at=AT)
        elif not bare or s.source in kept:
            days = held.setdefault(s.source, set())
            if s.what == "retract" and days:
                store.retract(s.source, at=AT)
                days.clear()
            elif s.what == "load" and (not days or not min(days) <= s.day <= max(days)):
                said = [r for r in s.records if r.visibility <= level]
                load(store, s.source, said, dated=s.day, content=str(n), accept_shrink=True, batch=2)
                days.add(s.day)


def test_what_is_above_a_viewer_changes_nothing_that_it_is_told(fresh: Callable[[], Store]) -> None:
    examples = 80 if fresh().url.startswith("sqlite") else 5

    def holds(steps: list[Step], level: int, persons: bool, bare: bool) -> None:
        viewer = Viewer(level, persons)

        def tell(store: Store) -> object:
            return told(store, viewer, KEYS, ["demir", "giyim"], ("2026-06-01", "2024-06-01"))

        whole = fresh()
        build(whole, steps, int(Visibility.SEALED), bare=False)
        assert verify(whole, as_of="2026-01-01") == []
        assert whole.revision(viewer=OWNER) == len(whole.loads(viewer=OWNER))
        got = tell(whole)
        without = fresh()
        build(without, steps, level, bare=bare)
        assert got == tell(without)

    worlds = some.lists(step(), min_size=2, max_size=8)
    check = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    check(given(worlds, some.integers(0, 2), some.booleans(), some.booleans())(holds))()
