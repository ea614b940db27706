"""One write at a time: who holds the store, until when, and when a holder is gone."""

from __future__ import annotations

import json
import time

import pytest

from headwater.graph.errors import StoreBusy
from headwater.graph.stores.base import OWNER, LoadKey
from headwater.graph.stores.neo4j import lease as leases
from headwater.graph.stores.neo4j.store import Neo4jStore
from tests.graph.making import AT, facility, load, sha, source_line

on_server = pytest.mark.neo4j


@on_server
def test_an_expired_lease_is_taken_over_and_its_holder_writes_nothing_more(
    neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Neo4jStore(neo4j_url, lease=3.0, make=True), Neo4jStore(neo4j_url, make=True)
    monkeypatch.setattr(leases.Lease, "_beat", lambda self: None)
    slept = first.write(LoadKey("list", sha("1")), at=AT)
    slept.put([facility("list", "row:list:1", "Never written")])
    with pytest.raises(StoreBusy, match=r"process [0-9]+ on") as caught:
        second.write(LoadKey("other", sha("2")), at=AT)
    assert caught.value.exit_code == 6
    time.sleep(3.1)
    load(second, "other", [facility("other", "row:other:1", "Written")])
    with pytest.raises(StoreBusy, match="lease ran out"):
        slept.finish()
    names = {s.props["name"] for s in second.statements(viewer=OWNER, as_of=None, kinds=["facility"])}
    assert names == {"Written"}
    assert second.revision() == 1
    first.close()
    second.close()


@on_server
def test_a_lease_lives_as_long_as_its_holder(neo4j_url: str) -> None:
    first, second = Neo4jStore(neo4j_url, lease=1.5, make=True), Neo4jStore(neo4j_url, make=True)
    with first.write(LoadKey("list", sha("1")), at=AT) as writer:
        time.sleep(3.0)
        with pytest.raises(StoreBusy):
            second.write(LoadKey("other", sha("2")), at=AT)
        writer.put([source_line("list")])
        assert writer.finish().revision == 1
    load(second, "other", [source_line("other")])
    first.close()
    second.close()


def test_a_holder_is_gone_only_where_its_end_can_be_seen() -> None:
    me = leases._myself()
    dead = {**me, "pid": 2**22 + 1, "started": "1", "owner": "x"}
    assert leases._gone(json.dumps(dead))
    assert not leases._gone(json.dumps({**dead, "machine": "another"}))
    assert not leases._gone("not json")
    assert leases._gone(json.dumps({**me, "owner": "let go"}))
    assert leases._gone(json.dumps({**me, "pid": 1, "started": "a process before it", "owner": "x"}))
