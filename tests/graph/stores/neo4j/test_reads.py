"""What linking looks up on a real server: by an index, of one run, all of it however many keys are asked for."""

from __future__ import annotations

import pytest

from headwater.graph.records import Record
from headwater.graph.resolution.linker import Said
from headwater.graph.stores.neo4j import reads
from headwater.graph.stores.neo4j.store import Neo4jStore
from tests.graph.making import AT, country_of, facility, load, supplies

pytestmark = pytest.mark.neo4j
LONG = "m" * 150
"""A name longer than the index holds."""
RED: list[Record] = [
    facility("red", "row:red:1", f"{LONG}a", "TR", os_id="x1"), facility("red", "row:red:2", f"{LONG}b", "TR"),
    supplies("red", "row:red:1", "name:Ada"), country_of("row:blue:7", "TR"),
]  # fmt: skip


def test_keys_are_found_by_what_they_share_and_by_the_run_that_named_them(
    neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads, "KEYS", 1)
    with Neo4jStore(neo4j_url, make=True, projection=False) as store:
        load(store, "blue", [facility("blue", "row:blue:1", "Mill", "TR", lei="l1")])
        load(store, "red", [x.model_copy(update={"provenance": RED[0].provenance}) for x in RED])
        assert store._named(1, 9) == {"row:blue:1"} and store._named(2, 9) == {"row:red:1", "row:red:2", "row:blue:7"}
        assert store._mentioned(["name:Ada", "row:red:1", "row:blue:1"], 2) == {"name:Ada", "row:red:1"}
        assert store._sharing([f"{LONG}a"], [["X1"], ["L1", "X1"], []], 2) == {"row:red:1", "row:blue:1"}
        assert store._sharing([f"{LONG}b", "mill"], [[], [], []], 1) == {"row:blue:1"}
        first = Said("row:red:1", "facility", "red", 0, f"{LONG}a", "TR", "X1", None, None, True)
        assert list(store._said(2, ["row:red:1", "nobody"])) == [first]
        assert len(list(store._said(2))) == 3 and list(store._said(0)) == []
        store.retract("red", at=AT)
        assert store._named(3, 9) == {"row:red:1", "row:red:2", "row:blue:7"}
        assert (
            store._sharing([], [["X1"], [], []], 3) == {"row:red:1"}
            and store._sharing([], [["X1"], [], []], 4) == set()
        )
