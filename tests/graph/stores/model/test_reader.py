"""The reads held against a few loops over all statements."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.errors import UsageError
from headwater.graph.records import Record
from headwater.graph.statements import RELATION_KINDS, fold, of
from headwater.graph.stores import open_store
from headwater.graph.stores.base import OWNER, PUBLIC, Store, Viewer
from tests.graph.making import AT, DAY, brand, facility, finding, load, supplies

RNG = random.Random(3)
NAMES = ["Kumo Mill", "Kumo Dyeing", "Great Kumo", "Loom", "Takumo"]
LISTS: dict[str, list[Record]] = {
    source: [
        brand(source, "Alma"),
        *[facility(source, f"row:{source}:{n}", NAMES[n], "TR", visibility=RNG.choice([0, 0, 0, 2])) for n in range(5)],
        *[supplies(source, f"row:{source}:{RNG.randrange(5)}", RNG.choice(["brand:alma", f"row:{source}:0"]),
                   kind=RNG.choice(["SUPPLIES", "OWNS", "SUBCONTRACTS_FOR"]), share=RNG.choice([None, 0.5]), row=n)
          for n in range(6)],
        supplies(source, "row:blue:4", "row:green:4"),
        finding(source, "f1", f"row:{source}:1"),
    ]
    for source in ("blue", "green")
}  # fmt: skip
VIEWERS = [PUBLIC, Viewer(2), OWNER]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(f"sqlite:{tmp_path_factory.mktemp('reader')}/a.db", make=True) as made:
        for source, records in LISTS.items():
            load(made, source, records)
        yield made


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("direction", ["suppliers", "buyers", "both"])
def test_neighbours_are_the_relations_of_other_parties_there(store: Store, viewer: Viewer, direction: Any) -> None:
    canon = store.canon(viewer=viewer)
    assert canon
    for asked in (["brand:alma"], ["row:green:0", "row:blue:1"], ["row:green:4"], ["nobody"], []):
        here = {canon.get(k, k) for k in asked}
        grouped: dict[tuple[str, str, str, str], list[Any]] = {}
        for s in (of(r) for records in LISTS.values() for r in records):
            if s.kind in RELATION_KINDS and s.level <= viewer.level:
                a, b = (canon.get(x or "", x or "") for x in (s.a, s.b))
                ends = {"suppliers": {b}, "buyers": {a}, "both": {a, b}}[direction]
                if a != b and ends & here:
                    grouped.setdefault((a, b, s.kind, s.key), []).append(s)
        found = store.neighbours(asked, direction=direction, viewer=viewer, as_of=DAY)
        assert [(r.start, r.end, r.kind, r.key) for r in found] == sorted(grouped)
        assert [r.props for r in found] == [fold(grouped[k]).props for k in sorted(grouped)]
        few = store.neighbours(asked, direction=direction, viewer=viewer, as_of=DAY, limit=1)
        assert few == found[:1]


@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_party_is_what_its_keys_say_by_whichever_of_them_it_is_asked(store: Store, viewer: Viewer) -> None:
    canon = store.canon(viewer=viewer)
    keys = [r.key for records in LISTS.values() for r in records if hasattr(r, "country")]  # type: ignore[attr-defined]
    docs = store.get([*keys, "nobody"], viewer=viewer, as_of=DAY)
    for key in keys:
        mine = canon.get(key, key)
        said = [s for s in (of(r) for records in LISTS.values() for r in records)
                if s.a is None and s.level <= viewer.level and canon.get(s.key, s.key) == mine]  # fmt: skip
        about = [r for records in LISTS.values() for r in records if getattr(r, "party", None)]
        there = [r.key for r in about if canon.get(r.party, r.party) == mine]  # type: ignore[attr-defined]
        if said or there:
            assert docs[key].id == store.resolve(key, viewer=viewer) == mine
            assert docs[key].props == fold(said).props and [s.key for s in docs[key].about] == there
        else:
            assert key not in docs
    assert "nobody" not in docs


def test_search_is_sorted_by_fit_then_name_and_cut(store: Store) -> None:
    hits = store.find("kumo", viewer=OWNER, as_of=DAY)
    assert [h.name for h in hits] == ["Kumo Dyeing", "Kumo Mill", "Great Kumo", "Takumo"]
    assert store.find("kumo", viewer=OWNER, as_of=DAY, limit=2) == hits[:2]
    assert store.find("kumo", viewer=OWNER, as_of=DAY, kind="brand") == []


def test_a_revision_that_was_never_published_is_refused(store: Store) -> None:
    for wrong in (-1, 3):
        with pytest.raises(UsageError, match=f"no revision {wrong} in this store; the latest is 2"):
            store.snapshot(as_of=DAY, revision=wrong)
    assert [len(store.snapshot(as_of=DAY, revision=n).ids) for n in (0,)] == [0]


def test_each_viewer_counts_its_own_revisions(tmp_path: Path) -> None:
    with open_store(f"sqlite:{tmp_path}/a.db", make=True) as store:
        load(store, "inner", [facility("inner", "row:i:1", "Inner", visibility=3)])
        load(store, "open", [facility("open", "row:o:1", "Open")])
        store.retract("inner", at=AT)
        assert [store.revision(viewer=v) for v in VIEWERS] == [1, 1, 3]
        assert [[x.source for x in store.loads(viewer=v)] for v in VIEWERS] == [["open"]] * 2 + [
            ["inner", "open", "inner"]
        ]
        assert [x.revision for x in store.loads(viewer=OWNER)] == [1, 2, 3]
        assert store.snapshot(as_of=DAY, revision=1).ids == ("row:o:1",)
        assert store.snapshot(as_of=DAY, revision=1, viewer=OWNER).ids == ("row:i:1",)
