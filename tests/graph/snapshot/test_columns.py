from __future__ import annotations

import gc
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from headwater.graph.records import LINK_KINDS, Record, RelationKind
from headwater.graph.snapshot.columns import columns
from headwater.graph.statements import fold, of, subject
from tests.graph.making import country_of, facility, finding, source_line, supplies

NAMES = ["row:1", "row:2", "oshub:A", "brand:a", "unnamed:x"]
CANON = {"row:1": "oshub:A"}
LINK = some.builds(
    lambda a, b, kind, share, tier, product, row: supplies("blue", a, b, kind=kind, share=share, tier=tier,
                                                           product=product, row=row),
    some.sampled_from(NAMES), some.sampled_from(NAMES), some.sampled_from(list(RelationKind)),
    some.none() | some.sampled_from([0.0, 0.25, 1.0]), some.none() | some.integers(1, 3),
    some.none() | some.sampled_from(["Cotton", "cotton", "Shirts"]), some.integers(2, 5),
)  # fmt: skip
WORLD: list[Record] = [
    source_line("blue"), facility("blue", "row:1", "Mill", "TR"), facility("green", "oshub:A", "MILL", workers=7),
    finding("green", "f2", "row:1"), finding("green", "f1", "row:1"), country_of("row:1", "VN"),
]  # fmt: skip


@given(some.lists(LINK, max_size=8))
@settings(deadline=None)
def test_each_relation_of_two_parties_is_one_row_under_canonical_ids(relations: list[Record]) -> None:
    said = [of(r) for r in relations]
    got = columns(said, CANON, None)
    ids = got["ids"]
    rows = [
        (ids[b], ids[a], LINK_KINDS[k].value, p)
        for a, b, k, p in zip(got["supplier"], got["buyer"], got["kind"], got["product"], strict=True)
    ]
    grouped: dict[tuple[str, ...], list[object]] = {}
    for s in said:
        grouped.setdefault(subject(s, CANON), []).append(s)
    links = {k.value for k in LINK_KINDS}
    want = {(b, a, k, p): g for (k, a, b, p), g in grouped.items() if k in links and a != b}
    place = {k.value: i for i, k in enumerate(LINK_KINDS)}
    assert rows == sorted(want, key=lambda x: (x[0], x[1], place[x[2]], x[3]))
    for at, row in enumerate(rows):
        props = fold(want[row]).props  # type: ignore[arg-type]
        assert (got["links"][at].start, got["links"][at].end) == (row[1], row[0])
        for name, unknown in (("share", np.nan), ("confidence", np.nan), ("tier", 0)):
            np.testing.assert_equal(float(got[name][at]), float(props.get(name, unknown)))
    assert {r.kind for r in got["relations"]} <= {"OWNS", "MEMBER_OF", "OPERATES"}
    assert {(r.kind, r.start, r.end, r.key) for r in got["relations"]} == {g for g in grouped if g[0] not in links}
    assert list(ids) == sorted({x for k, a, b, _ in grouped for x in (a, b)})


def test_the_order_of_statements_never_matters() -> None:
    said = [of(r) for r in [*WORLD, supplies("blue", "row:1", "brand:a"), supplies("green", "oshub:A", "brand:a")]]
    want = columns(said, CANON, None)
    for seed in range(4):
        got = columns(random.Random(seed).sample(said, len(said)), CANON, None)
        assert list(got["links"]) == list(want["links"]) and len(got["links"]) == 1
        assert repr({**got, "links": ()}) == repr({**want, "links": ()})


def test_a_party_is_the_fold_of_its_keys_and_a_persons_entry_wins() -> None:
    got = columns(map(of, WORLD), CANON, None)
    assert (got["ids"], got["keys"]) == (("oshub:A",), CANON)
    assert (got["parties"][0].country, got["parties"][0].props["workers"]) == ("VN", 7)
    assert [(e.party, e.record.key, e.ref.source) for e in got["findings"]] == [(0, "f1", "green"), (0, "f2", "green")]
    assert list(got["sources"]) == ["blue"] and got["assessments"] == got["risks"] == got["actions"] == ()


def test_who_is_only_spoken_of_is_there_and_unknown() -> None:
    got = columns(map(of, [finding("green", "f", "name:Ghost"), supplies("green", "name:Mill", "brand:a")]), {}, None)
    assert got["ids"] == ("brand:a", "name:Ghost", "name:Mill")
    assert [(p.name, p.country) for p in got["parties"]] == [("a", None), ("Ghost", None), ("Mill", None)]
    assert np.isnan(got["share"]).all() and got["tier"].tolist() == [0]


def test_of_a_source_the_latest_version_speaks() -> None:
    said = [of(source_line("blue", day)) for day in ("2024", "2025", None)]
    assert columns(said, {}, None)["sources"]["blue"].dated == "2025"
    assert columns(reversed(said), {}, None)["sources"]["blue"].dated == "2025"


def test_nothing_said_makes_empty_columns_and_the_collector_is_left_as_it_was() -> None:
    got = columns([], {}, None)
    assert (got["ids"], got["supplier"].tolist(), got["supplier"].dtype, len(got["links"])) == ((), [], np.int32, 0)

    def broken():  # type: ignore[no-untyped-def]
        yield of(WORLD[0])
        assert not gc.isenabled()
        raise RuntimeError("the store is gone")

    with pytest.raises(RuntimeError):
        columns(broken(), {}, None)
    assert gc.isenabled()
