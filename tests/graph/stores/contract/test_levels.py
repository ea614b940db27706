"""What is sealed leaves no trace: to a viewer below it the store is one that never held it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headwater.graph.errors import UsageError
from headwater.graph.records import Record, Visibility
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.stores.base import OWNER, PUBLIC, LoadKey, Store, Viewer
from headwater.graph.verify import verify
from tests.graph.making import AT, DAY, country_of, facility, finding, load, sha, source_line, supplies
from tests.graph.stores.contract.looking import told
from tests.graph.stores.contract.worlds import ALMA, BORA

SEALED = Visibility.SEALED
KEYS = ["row:blue:1", "row:red:1", "oshub:X1", "oshub:X2", "oshub:S1", "brand:alma", "lei:L1"]
WORDS = ["demir", "giyim", "secret", "alma"]


def sealed(*records: Record) -> list[Record]:
    return [r.model_copy(update={"visibility": SEALED}) for r in records]


def seen(store: Store, viewer: Viewer = PUBLIC) -> object:
    return told(store, viewer, KEYS, WORDS)


def test_a_sealed_load_moves_only_the_revision_of_those_who_see_it(store: Store) -> None:
    load(store, "blue", ALMA)
    before = seen(store)
    done = load(store, "secret", sealed(source_line("secret"), facility("secret", "oshub:S1", "Secret", "TR")))
    assert done.revision == 2, "the store's own"
    assert seen(store) == before
    assert [store.revision(viewer=Viewer(level)) for level in range(4)] == [1, 1, 1, 2]
    assert [x.source for x in store.loads()] == ["blue"]
    assert [(x.revision, x.source) for x in store.loads(viewer=OWNER)] == [(1, "blue"), (2, "secret")]
    assert set(store.snapshot(as_of=DAY).sources) == {"blue"}
    assert set(store.snapshot(as_of=DAY, viewer=OWNER).sources) == {"blue", "secret"}
    store.retract("secret", at=AT)
    assert seen(store) == before
    assert verify(store, as_of=DAY) == []


def test_revisions_are_numbered_as_if_the_sealed_loads_had_never_been(fresh: Callable[[], Store]) -> None:
    def steps(store: Store, *, secret: bool) -> object:
        for n, (source, records) in enumerate((("blue", ALMA), ("green", BORA))):
            if secret:
                load(store, f"secret{n}", sealed(facility(f"secret{n}", "oshub:S1", "Demir Tekstil", "TR")))
            load(store, source, records)
        store.retract("green", at=AT)
        if secret:
            store.retract("secret1", at=AT)
        return seen(store)

    want = steps(fresh(), secret=False)
    store = fresh()
    assert steps(store, secret=True) == want
    assert (store.revision(), store.revision(viewer=OWNER)) == (3, 6)
    assert "oshub:X1" in store.snapshot(as_of=DAY, revision=2).ids
    with pytest.raises(UsageError, match="the latest is 3"):
        store.snapshot(as_of=DAY, revision=4)
    assert store.snapshot(as_of=DAY, revision=4, viewer=OWNER).revision == 4


def test_a_merge_known_only_from_sealed_statements_is_no_merge_to_others(fresh: Callable[[], Store]) -> None:
    store = fresh()
    load(store, "blue", [*ALMA, facility("blue", "row:red:1", "Another name", "VN")])
    before = seen(store)
    load(store, "secret", sealed(
        facility("secret", "row:blue:1", "Demir Tekstil", os_id="T5"),
        facility("secret", "row:red:1", "Other", os_id="T5"),
    ))  # fmt: skip
    assert seen(store) == before
    assert store.canon() == {}
    assert store.canon(viewer=OWNER) == {"row:red:1": "row:blue:1"}
    assert store.links(viewer=OWNER) == [("row:red:1", "row:blue:1", "same OS ID T5")]
    assert store.resolve("row:red:1", viewer=OWNER) == "row:blue:1"
    whole = store.get(["row:red:1"], viewer=OWNER, as_of=DAY)["row:red:1"]
    assert (whole.id, whole.keys) == ("row:blue:1", ("row:blue:1", "row:red:1"))
    assert store.snapshot(as_of=DAY, viewer=OWNER).keys == {"row:red:1": "row:blue:1"}
    store.retract("secret", at=AT)
    assert seen(store) == before
    assert store.resolve("row:red:1", viewer=OWNER) == "row:red:1"
    assert verify(store, as_of=DAY) == []


def test_a_sealed_row_that_speaks_against_a_merge_parts_it_for_its_viewers_only(store: Store) -> None:
    load(store, "blue", ALMA)
    load(store, "green", BORA)
    before = seen(store)
    assert store.canon() == {"row:blue:1": "oshub:X1"}
    load(store, "secret", sealed(facility("secret", "row:blue:1", None, os_id="X9")))
    assert seen(store) == before
    assert store.canon(viewer=OWNER) == {}
    assert {d.start for d in store.neighbours(["brand:alma"], direction="suppliers", viewer=OWNER, as_of=DAY)} == {
        "row:blue:1", "oshub:X1",
    }  # fmt: skip
    assert list(store.get(["oshub:X1"], viewer=OWNER, as_of=DAY)["oshub:X1"].keys) == ["oshub:X1"]
    assert verify(store, as_of=DAY) == []


def test_a_sealed_key_is_a_former_id_only_to_those_who_knew_it(store: Store) -> None:
    load(store, "blue", ALMA)
    load(store, "secret", sealed(facility("secret", "row:red:1", "Demir Tekstil", "TR")))
    store.retract("secret", at=AT)
    load(store, "green", BORA)
    assert store.resolve("row:red:1") == "row:red:1"
    assert store.resolve("row:red:1", viewer=OWNER) == "oshub:X1"
    assert store.canon() == {"row:blue:1": "oshub:X1"}


def test_a_sealed_country_that_a_person_entered_links_for_its_viewers_only(store: Store) -> None:
    load(store, "blue", [facility("blue", "row:blue:1", "Demir Tekstil")])
    load(store, "green", BORA)
    before = seen(store)
    load(store, "people", sealed(country_of("row:blue:1", "TR")))
    assert seen(store) == before
    assert store.review() == before["review"]  # type: ignore[index]
    assert store.resolve("row:blue:1", viewer=OWNER) == "oshub:X1"
    assert store.review(viewer=OWNER) == []


def test_a_load_of_both_is_counted_for_each_level(store: Store) -> None:
    with store.write(LoadKey("blue", sha("both")), at=AT) as writer:
        writer.put(ALMA[1:3], row=2)
        writer.put([ALMA[3], *sealed(finding("blue", "f1", "row:blue:1"))], row=3)
        writer.put(sealed(finding("blue", "f2", "row:blue:1")), row=4)
        writer.quarantine(5)
        done = writer.finish()
    assert (done.rows, done.accepted, done.quarantined, done.opened) == (4, 3, 1, 5)
    (line,) = store.loads()
    assert (line.rows, line.accepted, line.unchanged, line.quarantined, line.opened) == (3, 2, 0, 1, 3)
    (line,) = store.loads(viewer=OWNER)
    assert (line.rows, line.accepted, line.opened) == (4, 3, 5)
    with store.write(LoadKey("blue", sha("more"), dated="2025"), at=AT) as writer:
        writer.put([ALMA[3], *sealed(finding("blue", "f9", "row:blue:1"))], row=3)
        writer.finish(accept_shrink=True)
    assert [(x.rows, x.accepted, x.unchanged) for x in store.loads()][1:] == [(1, 0, 1)]
    assert [(x.rows, x.accepted, x.unchanged) for x in store.loads(viewer=OWNER)][1:] == [(1, 1, 0)]


def test_a_decision_on_a_sealed_key_is_unknown_below_it(store: Store) -> None:
    load(store, "blue", ALMA)
    load(store, "green", BORA)
    load(store, "secret", sealed(facility("secret", "oshub:S1", "Secret", "TR")))
    before = seen(store)
    # Through the sealed key the two public ones become one; to the public there is no such key.
    store.decide([PartyDecision("oshub:S1", k, "same", by="A. Person") for k in ("oshub:X2", "row:blue:1")], at=AT)
    assert seen(store) == before
    assert (store.decisions(), len(store.decisions(viewer=OWNER))) == ([], 2)
    assert store.resolve("oshub:S1") == "oshub:S1"
    assert {store.resolve(k, viewer=OWNER) for k in ("oshub:X2", "row:blue:1", "oshub:S1")} == {"oshub:X2"}
    load(store, "open", [facility("open", "oshub:S1", "Not secret", "TR")])
    assert store.resolve("oshub:X2") == "oshub:S1", "once everybody has heard of the key the decision counts"
    assert len(store.decisions()) == 2


def test_a_protected_person_is_out_of_everybodys_sight_and_a_sealed_one_leaves_no_trace(store: Store) -> None:
    owns = supplies("blue", "name:Ada", "oshub:X1", kind="OWNS")
    load(store, "blue", [facility("blue", "oshub:X1", "Open", "TR"), owns])

    def owners(viewer: Viewer = PUBLIC) -> list[str]:
        return [r.start for r in store.neighbours(["oshub:X1"], direction="suppliers", viewer=viewer, as_of=DAY)]

    before = seen(store)
    load(store, "secret", sealed(facility("secret", "name:Ada", "Ada", kind="person")))
    assert seen(store) == before
    assert (owners(), owners(Viewer(3)), owners(OWNER)) == (["name:Ada"], [], ["name:Ada"])
    person = facility("people", "name:Ada", "Ada", kind="person", visibility=Visibility.RESTRICTED)
    load(store, "people", [person])
    assert (owners(), owners(Viewer(2, persons=True))) == ([], ["name:Ada"])
    assert store.revision() == 2, "what everybody sees has changed, so the revision has moved"
    assert store.snapshot(as_of=DAY, revision=2).relations == ()
