"""Settings: HEADWATER_* from the environment, read once into a frozen model."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from headwater.graph.errors import UsageError
from headwater.graph.misfit import misfit

PREFIX = "HEADWATER_"
"""How each variable begins; in any case."""


class Settings(BaseModel):
    """What the environment says; the command line outranks it.

    `NAME_FILE` names a file that holds the value of a secret, as container engines mount it.
    The Neo4j driver's own HEADWATER_NEO4J_USER and HEADWATER_NEO4J_PASSWORD (or …_FILE) are read by the store.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    store: str = "sqlite:headwater.db"
    """Store URL: `sqlite:PATH`, or a driver URL such as `neo4j://HOST:PORT/DATABASE`."""
    pack: str = "garment"
    """Name of a shipped pack, or the folder of another one."""
    host: str = "127.0.0.1"
    """Where `serve` listens; anything but loopback needs a key."""
    port: int = Field(default=8000, ge=1, le=65535)
    api_key: SecretStr | None = None
    """Opens the API to callers who send it (`Authorization: Bearer …` or `X-API-Key`)."""
    api_key_file: Path | None = None

    def key(self) -> str | None:
        """The API key, from the setting or its file; None: no key, so loopback only."""
        if self.api_key is not None and self.api_key.get_secret_value():
            return self.api_key.get_secret_value()
        if self.api_key_file is None:
            return None
        try:
            text = self.api_key_file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise UsageError(f"HEADWATER_API_KEY_FILE: can't read {self.api_key_file}: {error.strerror}") from error
        if not text:
            raise UsageError(f"HEADWATER_API_KEY_FILE: {self.api_key_file} is empty; write the key into it")
        return text


def settings() -> Settings:
    """Read the settings. Raises UsageError naming each wrong variable."""
    said = {name.upper(): value for name, value in os.environ.items()}
    variables = {name: f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    try:
        return Settings.model_validate({name: said[v] for name, v in variables.items() if v in said})
    except ValidationError as error:
        wrong = "; ".join(misfit({**e, "loc": (variables[str(e["loc"][0])],)}) for e in error.errors())
        raise UsageError(f"settings from the environment: {wrong}") from error
