"""What every store does the same, against written values: one suite for all of them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from headwater.graph import canonical
from headwater.graph import statements as st
from headwater.graph.errors import FileRefused, StoreBusy, StoreError, UsageError
from headwater.graph.records import RECORDS, Action, Complaint, Record, Visibility
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.stores.base import OWNER, PUBLIC, LoadKey, Store, Viewer
from headwater.graph.verify import verify
from tests.graph.drawing import any_record
from tests.graph.making import (
    AT,
    DAY,
    brand,
    country_of,
    facility,
    finding,
    load,
    prov,
    sha,
    source_line,
    supplies,
)

#   row:blue:1 ──.25 cotton──▶ brand:alma ◀──── oshub:X1 ──▶ brand:bora      (row:blue:1 and oshub:X1 are one by name)
ALMA: list[Record] = [
    source_line("blue"),
    brand("blue", "Alma"),
    facility("blue", "row:blue:1", "Demir Tekstil A.Ş.", "TR", workers=120),
    supplies("blue", "row:blue:1", "brand:alma", product="Cotton", share=0.25),
]
BORA: list[Record] = [
    brand("green", "Bora"),
    facility("green", "oshub:X1", "DEMIR TEKSTIL", "TR", workers=90, dated="2024-05-01"),
    facility("green", "oshub:X2", "Ay Giyim", "TR", city="Bursa"),
    supplies("green", "oshub:X1", "brand:bora"),
    supplies("green", "oshub:X1", "brand:alma"),
    finding("green", "f1", "oshub:X1", observed="2024"),
]


def export(store: Store) -> list[str]:
    return list(canonical.lines(store))


def names(store: Store, key: str, *, viewer: Viewer = PUBLIC, as_of: str = DAY) -> str | None:
    doc = store.get([key], viewer=viewer, as_of=as_of).get(key)
    return None if doc is None else doc.name


def test_an_empty_store_has_revision_nought_and_answers_nothing(store: Store) -> None:
    assert store.revision() == 0
    assert store.loads() == []
    assert store.get(["brand:alma"], viewer=OWNER, as_of=DAY) == {}
    assert store.find("alma", viewer=OWNER, as_of=DAY) == []
    assert store.neighbours(["brand:alma"], direction="both", viewer=OWNER, as_of=DAY) == []
    assert list(store.statements(viewer=OWNER, as_of=None)) == []
    assert store.resolve("brand:alma") == "brand:alma"
    assert store.snapshot(as_of=DAY).ids == ()
    assert export(store) == []


def test_a_load_is_read_back_with_its_rows(store: Store) -> None:
    done = load(store, "blue", ALMA)
    assert (done.revision, done.rows, done.accepted, done.unchanged, done.quarantined) == (1, 4, 4, 0, 0)
    assert (done.opened, done.closed, done.no_op) == (4, 0, False)
    doc = store.get(["row:blue:1"], viewer=PUBLIC, as_of=DAY)["row:blue:1"]
    assert doc.props == {"name": "Demir Tekstil A.Ş.", "country": "TR", "workers": 120}
    assert (doc.id, doc.keys, doc.kind) == ("row:blue:1", ("row:blue:1",), "facility")
    assert [(r.source, r.file, r.sha256, r.row, r.dated) for r in doc.folded.refs()] == [
        ("blue", "blue.csv", sha("blue None"), 2, None)
    ]
    (line,) = store.loads()
    assert (line.revision, line.source, line.kind, line.at, line.rows, line.accepted) == (1, "blue", "load", AT, 4, 4)


def test_neighbours_are_found_both_ways(store: Store) -> None:
    load(store, "blue", ALMA)
    load(store, "green", BORA)

    def ends(key: str, direction: Any, **more: Any) -> list[tuple[str, str, str, str]]:
        found = store.neighbours([key], direction=direction, viewer=PUBLIC, as_of=DAY, **more)
        return [(r.kind, r.start, r.end, r.key) for r in found]

    cotton = ("SUPPLIES", "oshub:X1", "brand:alma", "cotton")
    plain = ("SUPPLIES", "oshub:X1", "brand:alma", "")
    other = ("SUPPLIES", "oshub:X1", "brand:bora", "")
    assert ends("brand:alma", "suppliers") == [plain, cotton]
    assert ends("brand:alma", "buyers") == []
    assert ends("row:blue:1", "buyers") == [plain, cotton, other]
    assert ends("oshub:X1", "both") == [plain, cotton, other]
    assert ends("oshub:X1", "both", limit=1) == [plain]
    assert ends("oshub:X1", "both", kinds=["OWNS"]) == []
    (told,) = [r for r in store.neighbours(["brand:alma"], direction="both", viewer=PUBLIC, as_of=DAY) if r.key]
    assert told.props == {"product": "Cotton", "share": 0.25}


def test_a_snapshot_of_a_past_revision_is_what_it_was(store: Store) -> None:
    load(store, "blue", ALMA)
    first = store.snapshot(as_of=DAY)
    load(store, "green", BORA)
    second = store.snapshot(as_of=DAY)
    store.retract("green", at=AT)
    for shot, revision in ((first, 1), (second, 2), (first, 3)):
        past = store.snapshot(as_of=DAY, revision=revision)
        assert past.revision == revision
        assert (past.ids, past.parties, past.keys) == (shot.ids, shot.parties, shot.keys)
        assert (list(past.links), past.findings) == (list(shot.links), shot.findings)
    assert first.ids != second.ids
    assert store.snapshot(as_of=DAY, revision=0).ids == ()
    for wrong in (4, -1):
        with pytest.raises(UsageError, match=f"no revision {wrong} in this store; the latest is 3"):
            store.snapshot(as_of=DAY, revision=wrong)


def test_two_sources_are_one_party_and_their_conflict_stays_visible(store: Store) -> None:
    load(store, "blue", ALMA)
    load(store, "green", BORA)
    doc = store.get(["row:blue:1"], viewer=PUBLIC, as_of=DAY)["row:blue:1"]
    assert (doc.id, doc.keys) == ("oshub:X1", ("oshub:X1", "row:blue:1"))
    assert doc.props == {"name": "DEMIR TEKSTIL", "country": "TR", "workers": 90}
    losing = {k: [(v, doc.folded.statements[i].source) for v, i in c] for k, c in doc.folded.conflicts.items()}
    assert losing == {"name": [("Demir Tekstil A.Ş.", "blue")], "workers": [(120, "blue")]}
    assert [s.key for s in doc.about] == ["f1"]
    assert doc.links == (("row:blue:1", "oshub:X1", "same name and country: demir tekstil, TR"),)
    assert store.links() == [("row:blue:1", "oshub:X1", "same name and country: demir tekstil, TR")]
    assert store.canon() == {"row:blue:1": "oshub:X1"}


def test_the_source_that_ranks_higher_wins_at_equal_dates(fresh: Callable[[], Store]) -> None:
    store = fresh()
    load(store, "blue", [facility("blue", "oshub:X1", "Blue name")])
    load(store, "green", [facility("green", "oshub:X1", "Green name")])
    assert names(store, "oshub:X1") == "Blue name"
    store.ranks = {"green": 1, "blue": 2}  # type: ignore[attr-defined]
    assert names(store, "oshub:X1") == "Green name"
    assert store.snapshot(as_of=DAY).parties[0].name == "Green name"


def test_a_persons_entry_outranks_every_source(store: Store) -> None:
    load(store, "blue", [facility("blue", "row:blue:1", "Demir Tekstil", workers=7)])
    load(store, "green", BORA)
    assert store.resolve("row:blue:1") == "row:blue:1", "an unknown country links nothing"
    load(store, "people", [country_of("row:blue:1", "TR")])
    doc = store.get(["row:blue:1"], viewer=PUBLIC, as_of=DAY)["row:blue:1"]
    assert doc.id == "oshub:X1", "a country that a person entered counts for linking"
    assert doc.folded.statements[doc.folded.by["country"][0]].source == "people"


def test_a_proposed_country_never_links(store: Store) -> None:
    guess = facility("blue", "row:blue:1", "Demir Tekstil", country_proposed="TR", country_reason="phone code 90")
    load(store, "blue", [guess])
    load(store, "green", BORA)
    assert store.resolve("row:blue:1") == "row:blue:1"
    assert "country" not in store.get(["row:blue:1"], viewer=OWNER, as_of=DAY)["row:blue:1"].props
    (item,) = store.review(viewer=PUBLIC)
    assert (item.a, item.b, item.name, item.country) == ("oshub:X1", "row:blue:1", "demir tekstil", None)


def test_two_of_a_name_in_one_source_go_to_review(store: Store) -> None:
    load(store, "blue", [facility("blue", f"row:blue:{n}", "Nehir Giyim", "TR", city=str(n)) for n in (1, 2)])
    load(store, "green", [facility("green", "oshub:X9", "NEHIR GIYIM", "TR")])
    assert store.canon() == {}
    assert [(i.a, i.b) for i in store.review(viewer=PUBLIC)] == [
        ("oshub:X9", "row:blue:1"), ("oshub:X9", "row:blue:2"), ("row:blue:1", "row:blue:2"),
    ]  # fmt: skip
    store.decide(
        [PartyDecision("row:blue:1", "oshub:X9", "same"), PartyDecision("row:blue:2", "oshub:X9", "apart")], at=AT
    )
    assert store.canon() == {"row:blue:1": "oshub:X9"}
    assert store.review(viewer=PUBLIC) == []


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


def test_a_viewer_sees_up_to_its_level_and_persons_only_where_asked(store: Store) -> None:
    level = Visibility
    load(store, "blue", [
        facility("blue", "oshub:X1", "Open name", "TR"),
        facility("blue", "oshub:X1", "Open name", "TR", workers=5, visibility=level.PARTNER),
        facility("blue", "oshub:X2", "Sealed place", "TR", visibility=level.SEALED),
        facility("blue", "row:blue:p", "Ada Person", kind="person", visibility=level.RESTRICTED),
        supplies("blue", "row:blue:p", "oshub:X1", kind="OWNS"),
        supplies("blue", "oshub:X2", "oshub:X1", visibility=level.SEALED),
        finding("blue", "f1", "oshub:X1", visibility=level.SEALED),
    ])  # fmt: skip
    seen = {}
    for viewer in (PUBLIC, Viewer(1), Viewer(2), Viewer(2, persons=True), Viewer(3), OWNER):
        docs = store.get(["oshub:X1", "oshub:X2", "row:blue:p"], viewer=viewer, as_of=DAY)
        near = store.neighbours(["oshub:X1"], direction="suppliers", viewer=viewer, as_of=DAY)
        hits = store.find("person", viewer=viewer, as_of=DAY)
        seen[viewer.level, viewer.persons] = (
            sorted(docs), docs["oshub:X1"].props.get("workers"), len(docs["oshub:X1"].about),
            [r.start for r in near], [h.id for h in hits],
        )  # fmt: skip
    x1, x2, who = "oshub:X1", "oshub:X2", "row:blue:p"
    assert seen == {
        (0, False): ([x1], None, 0, [], []),
        (1, False): ([x1], 5, 0, [], []),
        (2, False): ([x1], 5, 0, [], []),
        (2, True): ([x1, who], 5, 0, [who], [who]),
        (3, False): ([x1, x2], 5, 1, [x2], []),
        (3, True): ([x1, x2, who], 5, 1, [x2, who], [who]),
    }
    shot = store.snapshot(as_of=DAY)
    assert (shot.ids, shot.relations, shot.findings) == (("oshub:X1",), (), ())


def test_a_sealed_key_never_names_a_party(store: Store) -> None:
    load(store, "blue", [facility("blue", "row:blue:1", "Demir Tekstil", "TR")])
    load(store, "secret", [facility("secret", "oshub:A1", "Demir Tekstil", "TR", visibility=Visibility.SEALED)])
    assert store.resolve("oshub:A1") == "row:blue:1"
    doc = store.get(["row:blue:1"], viewer=PUBLIC, as_of=DAY)["row:blue:1"]
    assert (doc.id, doc.keys, doc.links) == ("row:blue:1", ("row:blue:1",), ())


def test_search_puts_exact_before_prefix_before_word_before_text(store: Store) -> None:
    load(store, "blue", [
        facility("blue", "oshub:T1", "Kumo Garment Factory", "VN", aliases=("Blue Lotus",)),
        facility("blue", "oshub:T2", "Kumo Co., Ltd", "VN"),
        facility("blue", "oshub:T3", "Great Kumo Garment", "VN"),
        facility("blue", "oshub:T4", "Takumoto Dyeing", "CN"),
        facility("blue", "oshub:T5", "Kumo Aparel", "VN"),
        facility("blue", "oshub:T6", "南洋制衣", "CN"),
    ])  # fmt: skip

    def hits(text: str, **more: Any) -> list[tuple[str, str]]:
        return [(h.id, h.why.split(":")[0]) for h in store.find(text, viewer=PUBLIC, as_of=DAY, **more)]

    assert hits("kumo") == [
        ("oshub:T2", "exact"), ("oshub:T5", "prefix"), ("oshub:T1", "prefix"), ("oshub:T3", "word"),
        ("oshub:T4", "text"),
    ]  # fmt: skip
    assert hits("KUMO, Limited.", limit=2) == [("oshub:T2", "exact"), ("oshub:T5", "prefix")]
    assert hits("garment kumo") == [("oshub:T3", "word"), ("oshub:T1", "word")]
    assert hits("lotus") == [("oshub:T1", "word")]
    assert hits("oshub:T4") == [("oshub:T4", "exact")]
    assert hits("t4") == [], "under 3 characters only beginnings of names are looked up"
    assert hits("ta") == [("oshub:T4", "prefix")]
    assert hits("南洋") == [("oshub:T6", "prefix")]
    assert hits("制衣厂") == []
    assert hits("洋制衣") == [("oshub:T6", "text")]
    assert hits("kumo", kind="brand") == []
    for hostile in ('"', "%", "_", "' or 1=1 --", "a*", "NEAR(", "\\", "{}", "AND", "kumo\x00"):
        hits(hostile)
    (first, *_) = store.find("kumo", viewer=PUBLIC, as_of=DAY)
    assert (first.name, first.kind, first.country, first.why) == ("Kumo Co., Ltd", "facility", "VN", "exact: kumo")


def test_retract_gives_back_the_graph_without_the_source(fresh: Callable[[], Store]) -> None:
    alone = fresh()
    load(alone, "green", BORA)
    want = export(alone)
    store = fresh()
    load(store, "blue", ALMA)
    load(store, "green", BORA)
    assert export(store) != want
    done = store.retract("blue", at=AT)
    assert (done.kind, done.source, done.opened, done.closed) == ("retract", "blue", 0, 4)
    assert export(store) == want
    assert store.resolve("row:blue:1") == "oshub:X1", "a former id redirects"
    assert verify(store, as_of=DAY) == []
    with pytest.raises(UsageError, match="no source named 'blue'"):
        store.retract("blue", at=AT)
    again = load(store, "blue", ALMA)
    assert (again.no_op, again.accepted) == (False, 4), "after a retract the same file loads again"


def test_the_id_moves_when_its_source_goes_and_the_former_one_redirects(store: Store) -> None:
    load(store, "blue", ALMA)
    load(store, "green", BORA)
    assert store.resolve("row:blue:1") == "oshub:X1"
    store.retract("green", at=AT)
    assert store.resolve("oshub:X1") == "row:blue:1"
    assert names(store, "oshub:X1") == "Demir Tekstil A.Ş."
    load(store, "green", BORA)
    assert store.canon() == {"row:blue:1": "oshub:X1"}


def test_decisions_outrank_names_and_survive_a_reload(store: Store) -> None:
    load(store, "blue", ALMA)
    load(store, "green", BORA)
    apart = PartyDecision("row:blue:1", "oshub:X1", "apart", by="A. Person", reason="other street", date="2026-01-01")
    line = store.decide([apart], at=AT)
    assert (line.kind, line.rows, line.accepted, line.revision) == ("decide", 1, 1, 3)
    assert store.canon() == {}
    assert store.decide([apart], at=AT).unchanged == 1
    assert store.revision() == 3, "the same decision again publishes nothing"
    store.retract("blue", at=AT)
    load(store, "blue", ALMA)
    assert store.canon() == {}
    same = PartyDecision("oshub:X1", "row:blue:1", "same", by="A. Person", reason="one gate")
    store.decide([same], at=AT)
    assert store.links() == [("row:blue:1", "oshub:X1", "decided by A. Person: one gate")]
    assert store.decisions() == [same]
    with pytest.raises(UsageError):
        store.decide([PartyDecision("oshub:X1", "oshub:X1", "same")], at=AT)


def test_a_split_gives_everything_back(store: Store) -> None:
    load(
        store, "blue", [facility("blue", "row:blue:1", "Ada Giyim", "TR"), supplies("blue", "row:blue:1", "brand:alma")]
    )
    load(store, "green", [facility("green", "oshub:X7", "Quite other", "TR")])
    before = export(store)
    store.decide([PartyDecision("oshub:X7", "row:blue:1", "same")], at=AT)
    assert store.get(["row:blue:1"], viewer=PUBLIC, as_of=DAY)["row:blue:1"].id == "oshub:X7"
    assert [r.start for r in store.neighbours(["oshub:X7"], direction="buyers", viewer=PUBLIC, as_of=DAY)] == [
        "oshub:X7"
    ]
    store.decide([PartyDecision("oshub:X7", "row:blue:1", "apart")], at=AT)
    assert export(store) == before


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


def test_rows_fall_into_one_bucket_each(store: Store) -> None:
    load(store, "blue", ALMA)
    with store.write(LoadKey("blue", sha("more"), dated="2025"), at=AT) as writer:
        writer.put([ALMA[0]])
        writer.put([ALMA[1], ALMA[2]], row=2)
        writer.put([ALMA[1], facility("blue", "oshub:N", "New")], row=3)
        writer.put([ALMA[3]], row=4)
        writer.put([], row=5)
        writer.quarantine(6)
        done = writer.finish()
    assert (done.rows, done.accepted, done.unchanged, done.quarantined) == (5, 1, 2, 2)
    assert verify(store, as_of=DAY) == []


def test_half_a_load_is_never_seen_and_abandon_leaves_nothing(store: Store) -> None:
    load(store, "blue", ALMA)
    before = export(store)
    with store.write(LoadKey("green", sha("x")), at=AT, batch=1) as writer:
        for record in BORA:
            writer.put([record], row=2)
            assert (store.revision(), export(store)) == (1, before)
            assert store.find("giyim", viewer=OWNER, as_of=DAY) == []
            assert store.resolve("row:blue:1") == "row:blue:1"
        writer.abandon()
    assert export(store) == before
    assert load(store, "green", BORA).revision == 2
    assert store.find("giyim", viewer=OWNER, as_of=DAY)[0].id == "oshub:X2"


def test_a_load_left_unfinished_resumes_and_equals_an_unbroken_one(fresh: Callable[[], Store]) -> None:
    whole = fresh()
    load(whole, "green", BORA)
    want = export(whole)
    store = fresh()
    key = LoadKey("green", sha("green None "))
    with store.write(key, at=AT, batch=2) as writer:
        for record in BORA[:5]:
            writer.put([record], row=2)
    assert (store.revision(), export(store)) == (0, [])
    with store.write(key, at=AT, batch=2) as writer:
        assert writer.resumed is not None
        assert (writer.resumed.revision, writer.resumed.position) == (1, 4)
        for record in BORA:
            writer.put([record], row=2)
        done = writer.finish()
    assert (done.rows, done.accepted, done.opened) == (6, 6, 6)
    assert export(store) == want


def test_of_a_file_that_is_refused_half_way_nothing_stays(store: Store) -> None:
    key = LoadKey("green", sha("x"))
    with pytest.raises(FileRefused), store.write(key, at=AT, batch=1) as writer:
        writer.put(BORA, row=2)
        raise FileRefused("encoding", "green.csv", "row 3 can't be read")
    with store.write(key, at=AT) as writer:
        assert writer.resumed is None


def test_another_load_takes_the_place_of_an_unfinished_dead_one(fresh: Callable[[], Store]) -> None:
    alone = fresh()
    load(alone, "blue", ALMA)
    want = export(alone)
    store = fresh()
    with store.write(LoadKey("green", sha("x")), at=AT, batch=1) as writer:
        writer.put(BORA, row=2)
    load(store, "blue", ALMA)
    assert export(store) == want


def test_one_load_at_a_time(store: Store) -> None:
    load(store, "blue", ALMA)
    with store.write(LoadKey("green", sha("x")), at=AT) as writer:
        for attempt in (
            lambda: store.write(LoadKey("other", sha("y")), at=AT),
            lambda: store.write(LoadKey("green", sha("x")), at=AT),
            lambda: store.retract("blue", at=AT),
            lambda: store.decide([PartyDecision("a", "b", "same")], at=AT),
        ):
            with pytest.raises(StoreBusy) as busy:
                attempt()
            assert busy.value.exit_code == 6
        writer.put(BORA, row=2)
        assert writer.finish().revision == 2
    store.retract("blue", at=AT)


def test_any_order_of_loading_gives_the_same_export(fresh: Callable[[], Store]) -> None:
    third: list[Record] = [
        facility("red", "row:red:1", "Demir Tekstil Ltd", "TR", lei="5299000000000000AB12"),
        facility("red", "lei:5299000000000000AB12", "Demir", kind="facility"),
        supplies("red", "row:red:1", "brand:alma", share=0.5),
    ]
    steps: dict[str, Callable[[Store], Any]] = {
        "blue": lambda s: load(s, "blue", ALMA),
        "green": lambda s: load(s, "green", BORA),
        "red": lambda s: load(s, "red", third),
        "decide": lambda s: s.decide([PartyDecision("oshub:X2", "row:red:1", "apart")], at=AT),
    }
    seen = set()
    for order in list(itertools.permutations(steps))[::5]:
        store = fresh()
        for name in order:
            steps[name](store)
        seen.add("\n".join(export(store)))
        assert verify(store, as_of=DAY) == []
    assert len(seen) == 1


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


def test_the_export_is_canonical_json_lines_as_written(store: Store) -> None:
    load(store, "blue", [ALMA[1], ALMA[3], finding("blue", "f1", "brand:alma", observed="2024-02")], dated=None)
    h = sha("blue None")
    where = f'"file":"blue.csv","key":{{}},"kind":"{{}}","level":0,"row":2,"sha256":"{h}","source":"blue"'
    told = '"issue":"forced_labour","kind":"allegation","observed":"2024-02","point":"coercion","source_type":"ngo",'
    told += '"state":"actual","status":"open"'.replace("open", "unknown")
    assert export(store) == [
        '{"end":"brand:alma","key":"cotton","kind":"SUPPLIES","props":{"product":"Cotton","share":0.25},'
        '"start":"row:blue:1","statements":[{"a":"row:blue:1","b":"brand:alma",'
        + where.format('"cotton"', "SUPPLIES") + ',"value":{"product":"Cotton","share":0.25}}]}',
        '{"id":"brand:alma","keys":["brand:alma"],"kind":"brand","props":{"name":"Alma"},"statements":[{'
        + where.format('"brand:alma"', "brand") + ',"value":{"name":"Alma"}}]}',
        '{"key":"f1","kind":"finding","party":"brand:alma","props":{' + told + '},"source":"blue","statements":[{'
        '"a":"brand:alma",' + where.format('"f1"', "finding") + ',"valid_from":"2024-02-01","value":{' + told + "}}]}",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", RECORDS, ids=lambda k: k.__name__)
def test_any_record_comes_back_as_it_went_in(store: Store, kind: type[Record], request: pytest.FixtureRequest) -> None:
    number = itertools.count()

    def holds(data: Any) -> None:
        source = f"s{next(number)}"
        record = data.model_copy(update={"provenance": prov(source, data.provenance.row)})
        load(store, source, [record])
        (held,) = store.statements(source=source, viewer=OWNER, as_of=None)
        back = st.record(held)
        same = {"valid_from", "valid_to", "provenance"}
        assert back.model_dump(exclude=same) == record.model_dump(exclude=same)
        assert back.provenance.model_dump(exclude={"dated"}) == record.provenance.model_dump(exclude={"dated"})

    examples = 30 if store.url.startswith("sqlite") else 5
    check = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    check(given(any_record(kind, "s"))(holds))()


def test_a_snapshot_carries_actions_on_the_days_they_hold_and_no_complaint(store: Store) -> None:
    about: dict[str, Any] = {"provenance": prov("A"), "party": "oshub:1"}
    done = Action(**about, key="a", what="Open the doors", due="2026-02", status="done", date="2026-03-01", event="E")
    planned = Action(**about, key="b", what="Train the guards", owner="Mill management")
    complaint = Complaint(**about, key="c", issue="osh", text="They locked us in.")
    load(store, "A", [facility("A", "oshub:1", "One"), done, planned, complaint])
    early, late = store.snapshot(as_of="2026-01-01"), store.snapshot(as_of=DAY)
    assert [e.record.key for e in early.actions] == ["b"]
    assert [e.record.key for e in late.actions] == ["a", "b"]
    assert late.actions[0].record.model_dump(exclude={"valid_from", "provenance"}) == done.model_dump(
        exclude={"valid_from", "provenance"}
    )
    assert (late.actions[0].party, late.actions[0].ref.source) == (late.index["oshub:1"], "A")
    assert late.findings == late.assessments == late.risks == ()


def test_statements_can_be_asked_by_party_source_and_kind(store: Store) -> None:
    load(store, "blue", ALMA)
    load(store, "green", BORA)

    def kinds(*args: Any, **more: Any) -> list[str]:
        return sorted(s.kind for s in store.statements(*args, viewer=OWNER, as_of=None, **more))

    assert kinds() == ["SUPPLIES"] * 3 + ["brand"] * 2 + ["facility"] * 3 + ["finding", "source"]
    assert kinds(source="blue") == ["SUPPLIES", "brand", "facility", "source"]
    assert kinds(kinds=["finding", "brand"]) == ["brand", "brand", "finding"]
    assert kinds(["row:blue:1"]) == ["facility", "facility", "finding"]
    assert kinds(["row:blue:1"], kinds=["SUPPLIES"]) == ["SUPPLIES"] * 3
    assert kinds(["oshub:none"]) == []
    assert kinds(source="none") == []


def test_hostile_text_comes_back_unchanged(store: Store) -> None:
    nasty = [
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "\u202eright to left",
        "Robert'); DROP TABLE x;--",
        "a\\b{c}$d",
    ]
    load(store, "blue", [facility("blue", f"row:blue:{n}", text, "TR") for n, text in enumerate(nasty)])
    assert [names(store, f"row:blue:{n}") for n in range(len(nasty))] == nasty
    assert [json.loads(x)["props"]["name"] for x in export(store)] == nasty


def test_a_record_of_another_source_is_refused(store: Store) -> None:
    with store.write(LoadKey("green", sha("x")), at=AT) as writer, pytest.raises(ValueError, match="'blue'"):
        writer.put(ALMA, row=2)


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError):
        store.revision()
