"""Loading is measured on both stores, beside plain scripts."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from benchmarks import loading
from tests.neo4j.server import Neo4jServer


def test_loading_counts_rows_and_sees_that_a_repeat_is_a_no_op() -> None:
    got = loading.run(count=50, seed=3, runs=1, neo4j=False)
    store = got["stores"]["sqlite"]
    assert store["repeated"]["no_op"]
    assert store["snapshot"]["parties"] == 51
    assert "not run" in got["stores"]["neo4j"]
    assert store["first_times_plain"] > 0


@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_url")
@pytest.mark.parametrize("own", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["shared", "own"])
def test_loading_measures_a_real_neo4j_beside_a_plain_script(
    own: bool, neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not own:  # on the server that is there, since another one takes half a minute to start
        monkeypatch.setattr(loading, "neo4j_server", lambda: nullcontext(neo4j_server))
    try:
        got = loading.run(count=50, seed=3, runs=1)
    finally:
        with neo4j_server.driver() as driver:
            driver.execute_query("DROP INDEX plain IF EXISTS", database_="neo4j")  # the plain script's
    held = got["stores"]["neo4j"]
    assert held["repeated"]["no_op"]
    assert held["snapshot"]["parties"] == 51
    assert held["plain"]["wall_s_median"] > 0
    assert any(line.strip().startswith("neo4j: first") for line in loading.lines(got))
