"""The way to the server: its URL, user and password, and its errors in words."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from headwater.graph.errors import StoreError, UsageError
from headwater.graph.stores import open_store
from headwater.graph.stores.neo4j.connection import address, credentials
from tests.neo4j.server import free_ports

on_server = pytest.mark.neo4j


def test_a_url_may_name_the_database() -> None:
    with_name = address("neo4j+s://graph.example:7687/chain")
    assert (with_name.server, with_name.database) == ("neo4j+s://graph.example:7687", "chain")
    without = address("bolt://127.0.0.1:7687")
    assert (without.server, without.database) == ("bolt://127.0.0.1:7687", None)
    assert address("neo4j://h:1/d?policy=eu").server == "neo4j://h:1?policy=eu"


@pytest.mark.parametrize("url", ["neo4j://", "neo4j:local", "neo4j://h:port/d", "neo4j://h/a/b", "http://h/d"])
def test_a_url_that_is_none_of_the_drivers_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="store URL"):
        address(url)


def test_a_password_in_the_url_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError, match="HEADWATER_NEO4J_PASSWORD") as caught:
        address("neo4j://maria:hunter2@graph.example:7687/chain")
    assert "hunter2" not in str(caught.value)
    assert "maria" not in str(caught.value)
    assert "neo4j://graph.example:7687/chain" in str(caught.value)


def test_user_and_password_come_from_the_environment_or_its_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("from file\n")
    assert credentials({}) is None
    assert credentials({"HEADWATER_NEO4J_PASSWORD": "p"}) == ("neo4j", "p")
    assert credentials({"HEADWATER_NEO4J_USER": "u", "HEADWATER_NEO4J_PASSWORD_FILE": str(secret)}) == (
        "u",
        "from file",
    )
    with pytest.raises(UsageError, match="nowhere"):
        credentials({"HEADWATER_NEO4J_PASSWORD_FILE": str(tmp_path / "nowhere")})
    secret.write_text("")
    with pytest.raises(UsageError, match="empty"):
        credentials({"HEADWATER_NEO4J_PASSWORD_FILE": str(secret)})


def test_a_server_that_is_not_there_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADWATER_NEO4J_PASSWORD", "hunter2")
    (port,) = free_ports(1)
    for url in (f"neo4j://127.0.0.1:{port}/neo4j", f"bolt://127.0.0.1:{port}"):
        with pytest.raises(StoreError, match="can't be reached") as caught:
            open_store(url, make=True)
        assert caught.value.exit_code == 5
        assert url in str(caught.value)
        assert "check that it runs" in str(caught.value)
        assert "hunter2" not in str(caught.value)


def test_something_else_that_listens_there_is_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADWATER_NEO4J_PASSWORD", "hunter2")
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.01)
        monkeypatch.setattr("headwater.graph.stores.neo4j.connection.CONNECT_SECONDS", 0.5)
        with pytest.raises(StoreError, match="can't be reached"):
            open_store(f"bolt://127.0.0.1:{other.getsockname()[1]}", make=True)


def test_a_host_without_address_is_a_store_error() -> None:
    with pytest.raises(StoreError, match="can't be reached"):
        open_store("bolt://no-such-host.invalid:7687", make=True)


@on_server
def test_a_wrong_password_says_which_variables_to_set(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADWATER_NEO4J_PASSWORD", "hunter2")
    with pytest.raises(StoreError, match="HEADWATER_NEO4J_PASSWORD") as caught:
        open_store(neo4j_url, make=True)
    assert caught.value.exit_code == 5
    assert "'neo4j'" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    monkeypatch.delenv("HEADWATER_NEO4J_PASSWORD")
    with pytest.raises(StoreError, match="without user and password"):
        open_store(neo4j_url, make=True)


@on_server
def test_a_database_that_the_server_lacks_is_named(neo4j_url: str) -> None:
    with pytest.raises(StoreError, match="no database named 'elsewhere'"):
        open_store(neo4j_url.replace("/neo4j", "/elsewhere").replace("neo4j://", "bolt://"), make=True)
