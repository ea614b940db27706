"""Random loads, versions, retractions and decisions against a few plain dicts that know nothing of revisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from headwater.graph import canonical
from headwater.graph.records import Record
from headwater.graph.stores.base import OWNER, Store
from headwater.graph.verify import verify
from tests.graph.making import AT, facility, load, supplies

DAYS = ["2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01"]
KEYS = "abcde"


@dataclass
class Plain:
    """What was loaded: source → version date → the keys that version names."""

    versions: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)

    def may(self, source: str, day: str) -> bool:
        held = self.versions.get(source)
        return not held or day < min(held) or day > max(held)

    def on(self, day: str) -> set[tuple[str, str]]:
        """(source, key) that hold on a day: those of the version in force."""
        out = set()
        for source, held in self.versions.items():
            past = [d for d in held if d <= day]
            if past:
                out |= {(source, k) for k in held[max(past)]}
        return out


def rows(source: str, day: str, keys: frozenset[str]) -> list[Record]:
    said: list[Record] = []
    for k in sorted(keys):
        said.append(facility(source, f"row:{source}:{k}", f"Name {k}", "TR", dated=day))
        said.append(supplies(source, f"row:{source}:{k}", f"brand:{source}", dated=day))
    return said


STEP = some.tuples(
    some.sampled_from(["load", "load", "load", "retract"]),
    some.sampled_from(["red", "blue"]),
    some.sampled_from(DAYS),
    some.frozensets(some.sampled_from(KEYS), min_size=1),
)


def take(store: Store, plain: Plain, step: tuple[str, str, str, frozenset[str]]) -> None:
    what, source, day, keys = step
    if what == "load" and plain.may(source, day):
        load(store, source, rows(source, day, keys), dated=day, content=str(sorted(keys)), accept_shrink=True, batch=3)
        plain.versions.setdefault(source, {})[day] = keys
    elif what == "retract" and plain.versions.get(source):
        store.retract(source, at=AT)
        del plain.versions[source]


def test_any_history_reads_as_the_versions_in_force_on_each_day(fresh: Callable[[], Store]) -> None:
    examples = 40

    def holds(steps: list[tuple[str, str, str, frozenset[str]]]) -> None:
        store, plain = fresh(), Plain()
        for step in steps:
            take(store, plain, step)
        for day in ["2020-06-01", *(d[:4] + "-06-01" for d in DAYS)]:
            said = [s for s in store.statements(viewer=OWNER, as_of=day) if s.kind == "facility"]
            assert sorted((s.source, s.key[-1]) for s in said) == sorted(plain.on(day)), day
            names = {k for _, k in plain.on(day)}
            shot = store.snapshot(as_of=day)
            assert {p.name for p in shot.parties if p.kind == "facility"} == {f"Name {k}" for k in names}
            assert len(shot.links) == len(plain.on(day))
        assert verify(store, as_of="2026-01-01") == []
        export = list(canonical.lines(store))
        again = fresh()
        for source in sorted(plain.versions, reverse=True):
            for day in sorted(plain.versions[source], reverse=True):
                take(again, Plain(), ("load", source, day, plain.versions[source][day]))
        assert list(canonical.lines(again)) == export, "the order of loading shows"

    if not fresh().url.startswith("sqlite"):
        examples = 4
    steps = some.lists(STEP, min_size=1, max_size=7)
    check = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    check(given(steps)(holds))()
