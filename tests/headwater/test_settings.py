"""Settings come from the environment; what is wrong there is refused by the variable's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from headwater.graph.errors import UsageError
from headwater.settings import Settings, settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that says nothing."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"HEADWATER_{name.upper()}", raising=False)


def test_without_an_environment_it_is_this_machine_and_no_key() -> None:
    held = settings()
    assert (held.store, held.pack, held.host, held.port) == ("sqlite:headwater.db", "garment", "127.0.0.1", 8000)
    assert held.key() is None


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("STORE", "sqlite:/x.db"), ("PORT", "80"), ("API_KEY", "secret"), ("NEO4J_USER", "neo4j")):
        monkeypatch.setenv(f"HEADWATER_{name}", value)
    held = settings()
    assert (held.store, held.port, held.key()) == ("sqlite:/x.db", 80, "secret")
    assert "secret" not in repr(held)
    monkeypatch.delenv("HEADWATER_PACK", raising=False)
    monkeypatch.setenv("headwater_pack", "mine")
    assert settings().pack == "mine"
    with pytest.raises(ValidationError):
        held.store = "sqlite:other.db"  # type: ignore[misc]


@pytest.mark.parametrize(("name", "value"), [("HEADWATER_PORT", "0"), ("HEADWATER_PORT", "http")])
def test_a_wrong_variable_is_refused_by_its_name(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=rf"{name}: must be (a whole number|at least 1), not '{value}'"):
        settings()


def test_a_key_file_is_read_and_an_empty_one_refused(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("from-a-file\n")
    assert Settings(api_key_file=path).key() == "from-a-file"
    assert Settings(api_key="said", api_key_file=path).key() == "said"
    assert Settings(api_key="", api_key_file=path).key() == "from-a-file"
    path.write_text("\n")
    with pytest.raises(UsageError, match="empty"):
        Settings(api_key_file=path).key()
    with pytest.raises(UsageError, match="can't read"):
        Settings(api_key_file=tmp_path / "absent").key()
