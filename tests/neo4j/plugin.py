"""Fixtures for tests on a real Neo4j server; `tests/conftest.py` imports them.

`neo4j_server` starts one server for the whole run where Java and Maven are there; else the tests that ask
for it are skipped with a plain message, and fail where HEADWATER_CI is set. `neo4j_url` is the URL of the
same server with an empty database, user and password in the environment.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.neo4j.server import Neo4jServer, ServerUnavailable, wipe


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4jServer]:
    with tempfile.TemporaryDirectory(prefix="headwater-neo4j-", ignore_cleanup_errors=True) as home:
        server = Neo4jServer(Path(home), measured=False)
        try:
            server.start()
        except ServerUnavailable as error:
            said = f"Neo4j contract tests skipped: {error}"
            if os.environ.get("HEADWATER_CI"):
                pytest.fail(said.replace("skipped", "can't run"))
            pytest.skip(said)
        try:
            yield server
        finally:
            server.kill()  # its home goes with it


@pytest.fixture
def neo4j_url(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> str:
    if not neo4j_server.running():
        neo4j_server.start()
    wipe(neo4j_server)
    monkeypatch.setenv("HEADWATER_NEO4J_USER", neo4j_server.user)
    monkeypatch.setenv("HEADWATER_NEO4J_PASSWORD", neo4j_server.password)
    monkeypatch.delenv("HEADWATER_NEO4J_PASSWORD_FILE", raising=False)
    return neo4j_server.url
