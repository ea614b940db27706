"""Versions of a source by their dates, and what holds on a day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headwater.graph.errors import FileRefused
from headwater.graph.records import Record
from headwater.graph.stores.base import OWNER, PUBLIC, LoadKey, Store
from headwater.graph.verify import verify
from tests.graph.making import (
    AT,
    DAY,
    brand,
    facility,
    load,
    sha,
    supplies,
)
from tests.graph.stores.contract.worlds import ALMA, export, names


def test_as_of_reads_see_what_held_on_the_day(store: Store) -> None:
    then = [facility("blue", "oshub:X1", "Old name", dated="2023-01-01"), brand("blue", "Alma", dated="2023-01-01")]
    now = [facility("blue", "oshub:X1", "New name", dated="2025-01-01"), brand("blue", "Alma", dated="2025-01-01")]
    load(store, "blue", then, dated="2023-01-01")
    load(store, "blue", now, dated="2025-01-01")
    assert names(store, "oshub:X1", as_of="2022-12-31") is None
    assert names(store, "oshub:X1", as_of="2023-01-01") == "Old name"
    assert names(store, "oshub:X1", as_of="2024-12-31") == "Old name"
    assert names(store, "oshub:X1", as_of="2025-01-01") == "New name"
    assert [s.valid_to for s in store.statements(["brand:alma"], viewer=PUBLIC, as_of=None)] == [None]
    assert store.find("old name", viewer=PUBLIC, as_of="2025-01-01") == []
    assert [h.id for h in store.find("old name", viewer=PUBLIC, as_of="2024-01-01")] == ["oshub:X1"]
    assert store.snapshot(as_of="2022-01-01").ids == ()


def test_a_relation_lasts_from_since_until_the_day_after_until(store: Store) -> None:
    load(store, "blue", [*ALMA, supplies("blue", "oshub:X5", "brand:alma", since="2020", until="2021-06")])

    def suppliers(day: str) -> list[str]:
        return [r.start for r in store.neighbours(["brand:alma"], direction="suppliers", viewer=PUBLIC, as_of=day)]

    assert suppliers("2019-12-31") == ["row:blue:1"]
    assert suppliers("2020-01-01") == ["oshub:X5", "row:blue:1"]
    assert suppliers("2021-06-30") == ["oshub:X5", "row:blue:1"]
    assert suppliers("2021-07-01") == ["row:blue:1"]


def test_the_same_load_is_a_no_op_only_while_it_is_the_latest(store: Store) -> None:
    load(store, "blue", ALMA, dated="2024-01-01")
    again = load(store, "blue", ALMA, dated="2024-01-01")
    assert (again.no_op, again.revision, store.revision()) == (True, 1, 1)
    newer = load(store, "blue", ALMA, dated="2025-01-01")
    assert (newer.no_op, newer.accepted, newer.unchanged, newer.opened) == (False, 0, 4, 0)
    old = load(store, "blue", ALMA, dated="2024-01-01")
    assert (old.no_op, old.unchanged, old.opened, old.closed, old.revision) == (False, 4, 0, 0, 3)
    assert store.loads()[-1].kind == "history"


def test_a_newer_version_closes_what_vanished(store: Store) -> None:
    keep = [facility("blue", f"oshub:K{n}", f"Kept {n}", dated="2024-01-01") for n in range(3)]
    gone = facility("blue", "oshub:G1", "Gone", dated="2024-01-01")
    load(store, "blue", [*keep, gone], dated="2024-01-01")
    new = [*keep, facility("blue", "oshub:N1", "New", dated="2025-01-01")]
    done = load(store, "blue", new, dated="2025-01-01")
    assert (done.rows, done.accepted, done.unchanged, done.opened, done.closed) == (4, 1, 3, 2, 1)
    assert names(store, "oshub:G1") is None
    assert names(store, "oshub:G1", as_of="2024-12-31") == "Gone"
    assert verify(store, as_of=DAY) == []


def test_the_shrink_guard_stops_a_version_that_drops_more_than_half(store: Store) -> None:
    rows: list[Record] = [facility("blue", f"oshub:K{n}", f"Name {n}", dated="2024") for n in range(4)]
    load(store, "blue", rows, dated="2024")
    before, revision = export(store), store.revision()
    with pytest.raises(FileRefused, match="3 of the 4") as refused:
        load(store, "blue", rows[:1], dated="2025")
    assert refused.value.code == "shrink_guard"
    assert (export(store), store.revision()) == (before, revision)
    assert load(store, "blue", rows[:2], dated="2025").closed == 2, "half is no more than half"
    assert load(store, "blue", rows[:0], dated="2026", accept_shrink=True).closed == 2


@pytest.mark.parametrize(
    ("loaded", "dated", "code"),
    [
        ([None], None, "version_undated"),
        (["2024-01-01"], None, "version_undated"),
        (["2024-01-01", "2026-01-01"], "2025", "version_between"),
        ([None, "2024"], "2023", "version_between"),
        (["2024-01-01"], "2024", "version_same_date"),
    ],
)
def test_versions_need_dates_at_either_end(
    store: Store, loaded: list[str | None], dated: str | None, code: str
) -> None:
    for n, day in enumerate(loaded):
        load(store, "blue", ALMA, dated=day, content=str(n))
    with pytest.raises(FileRefused) as refused:
        load(store, "blue", ALMA, dated=dated, content="other")
    assert refused.value.code == code
    assert "retract blue" in str(refused.value)
    assert store.revision() == len(loaded)


def test_another_mapping_of_the_newest_version_corrects_it(store: Store) -> None:
    rows: list[Record] = [facility("blue", f"oshub:K{n}", f"Name {n}", dated="2024") for n in range(3)]
    load(store, "blue", rows, dated="2024")
    key = LoadKey("blue", sha("blue 2024 "), mapping="2", dated="2024")
    with store.write(key, at=AT) as writer:
        writer.put(rows[:2], row=2)
        done = writer.finish()
    assert (done.unchanged, done.opened, done.closed) == (1, 0, 1)
    assert len(list(store.statements(viewer=OWNER, as_of=None))) == 2, "what another reading dropped was never said"


def test_versions_in_any_allowed_order_give_the_same_export(fresh: Callable[[], Store]) -> None:
    def version(day: str) -> list[Record]:
        which = {"2023": "abc", "2024": "bcd", "2025": "acd"}[day]
        return [facility("blue", f"oshub:{x}", x.upper() * 4, dated=day) for x in which]

    seen = set()
    for order in ("2023 2024 2025", "2025 2024 2023", "2024 2025 2023", "2024 2023 2025"):
        store = fresh()
        for day in order.split():
            load(store, "blue", version(day), dated=day)
        seen.add("\n".join(export(store)))
        for day, want in (("2023-07-01", "ABC"), ("2024-07-01", "BCD"), ("2025-07-01", "ACD"), ("2022-01-01", "")):
            assert "".join(p.name[0] for p in store.snapshot(as_of=day).parties) == want, (order, day)
    assert len(seen) == 1
