"""What a loaded store reads back: parties, relations, statements, snapshots."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from headwater.graph.errors import StoreError, UsageError
from headwater.graph.records import Action, Complaint, Visibility
from headwater.graph.stores.base import OWNER, PUBLIC, Store, Viewer
from tests.graph.making import (
    AT,
    DAY,
    facility,
    finding,
    load,
    prov,
    sha,
    supplies,
)
from tests.graph.stores.contract.worlds import ALMA, BORA, export, names


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


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError):
        store.revision()
