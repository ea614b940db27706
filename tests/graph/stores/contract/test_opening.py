"""Opening a store: to read makes nothing, only to write makes what isn't there yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.errors import StoreMissing
from headwater.graph.stores import open_store
from tests.graph.making import facility, load
from tests.graph.stores.contract.worlds import names


def test_reading_what_is_not_there_says_so_and_makes_nothing(empty_url: Callable[[], str], tmp_path: Path) -> None:
    url = empty_url()
    for _ in range(2):
        with pytest.raises(StoreMissing, match="nothing to read; check the name, or load into it") as caught:
            open_store(url)
        assert url in str(caught.value) and (caught.value.exit_code, caught.value.status) == (2, 503)
        assert not list(tmp_path.glob("*.db*"))


def test_what_was_made_to_write_is_read_from_then_on(empty_url: Callable[[], str]) -> None:
    url = empty_url()
    with open_store(url, make=True) as store:
        assert store.revision() == 0
    with open_store(url) as store:
        assert store.revision() == 0
    with open_store(url, make=True) as store:
        load(store, "blue", [facility("blue", "row:blue:1", "Demir")])
    with open_store(url) as store:
        assert names(store, "row:blue:1") == "Demir"


@pytest.mark.neo4j
def test_an_empty_neo4j_database_stays_empty_where_it_is_read(neo4j_url: str, neo4j_server: Any) -> None:
    with neo4j_server.driver() as driver:
        for sentence in driver.execute_query(
            "SHOW CONSTRAINTS YIELD name RETURN collect('DROP CONSTRAINT ' + name)", database_="neo4j"
        ).records[0][0]:
            driver.execute_query(sentence, database_="neo4j")
        with pytest.raises(StoreMissing, match="the database is empty"):
            open_store(neo4j_url)
        assert driver.execute_query("MATCH (n) RETURN count(n)", database_="neo4j").records[0][0] == 0
        assert driver.execute_query("SHOW CONSTRAINTS YIELD name", database_="neo4j").records == []
