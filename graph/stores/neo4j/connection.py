"""The way to a Neo4j server: its URL, user and password, transactions, and errors in plain words."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import neo4j
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError

from headwater.graph.errors import StoreError, UsageError

T = TypeVar("T")

SCHEMES: tuple[str, ...] = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""URL schemes of the driver."""
CONNECT_SECONDS = 10.0
"""Longest wait for a connection. Assumed."""
RETRY_SECONDS = 15.0
"""How long a transaction is tried again after a passing error. Assumed; the driver's own default is 30."""


@dataclass(frozen=True, slots=True)
class Address:
    """A store URL taken apart: `server` is what the driver takes, `database` None for the user's home database."""

    url: str
    server: str
    database: str | None


def address(url: str) -> Address:
    """Take a URL such as `neo4j://HOST:PORT/DATABASE` apart.

    Raises:
        UsageError: It isn't one of the driver's, or it carries a user or password.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"store URL: {error}; write neo4j://HOST:PORT/DATABASE") from error
    if parts.username is not None or parts.password is not None:
        bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        raise UsageError(
            f"store URL {bare}: leave user and password out of it; "
            "give them as HEADWATER_NEO4J_USER and HEADWATER_NEO4J_PASSWORD (or HEADWATER_NEO4J_PASSWORD_FILE)"
        )
    if parts.scheme not in SCHEMES or not host:
        raise UsageError(f"store URL {url}: write SCHEME://HOST:PORT/DATABASE with one of {', '.join(SCHEMES)}")
    database = parts.path.strip("/")
    if "/" in database or parts.fragment:
        raise UsageError(f"store URL {url}: after the port there is one name, that of the database")
    return Address(url, urlunsplit((parts.scheme, parts.netloc, "", parts.query, "")), database or None)


def credentials(environ: Mapping[str, str] | None = None) -> tuple[str, str] | None:
    """User and password from the environment; None where no password is given (a server without sign-in).

    Raises:
        UsageError: A file that should hold one can't be read or is empty.
    """
    env = os.environ if environ is None else environ
    password = _secret(env, "HEADWATER_NEO4J_PASSWORD")
    return None if password is None else (_secret(env, "HEADWATER_NEO4J_USER") or "neo4j", password)


def _secret(env: Mapping[str, str], name: str) -> str | None:
    """The value of a variable, or of the file that its `_FILE` names."""
    if env.get(name):
        return env[name]
    path = env.get(f"{name}_FILE")
    if not path:
        return None
    try:
        text = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{name}_FILE: can't read {path}: {error}") from error
    if not text:
        raise UsageError(f"{name}_FILE: {path} is empty; write the value into it")
    return text


class Connection:
    """One driver and its transactions.

    Managed transactions are tried again by the driver, also after a commit whose answer was lost: what
    is given to `write` must leave the same when it's run twice. Bookmarks chain the transactions, so that
    a cluster's followers read what this connection wrote.
    """

    def __init__(self, url: str, *, retry: float = RETRY_SECONDS) -> None:
        self.address = address(url)
        auth = credentials()
        self.user = auth[0] if auth else None
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        with self.errors():
            self._driver = neo4j.GraphDatabase.driver(
                self.address.server,
                auth=auth,
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=CONNECT_SECONDS * 2,
                max_transaction_retry_time=retry,
                notifications_min_severity="OFF",
                user_agent="headwater",
            )
        try:
            with self.errors():
                self._driver.verify_connectivity()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the driver."""
        self._driver.close()

    def _session(self) -> neo4j.Session:
        return self._driver.session(database=self.address.database, bookmark_manager=self._bookmarks)

    def read(self, query: str, **parameters: Any) -> list[list[Any]]:
        """The records of one reading query."""
        with self.errors(), self._session() as session:
            return session.execute_read(lambda tx: run(tx, query, **parameters))

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run `work` in one transaction; it may run more than once."""
        with self.errors(), self._session() as session:
            return session.execute_write(work)

    def auto(self, query: str, **parameters: Any) -> list[list[Any]]:
        """Run a query that makes its own transactions (schema, CALL IN TRANSACTIONS); it isn't tried again."""
        with self.errors(), self._session() as session:
            return [record.values() for record in session.run(query, parameters)]

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn the driver's errors into ours: what, where (without password), what to do next."""
        where = self.address.url
        try:
            yield
        except AuthError as error:
            who = f"user {self.user!r} and its password" if self.user else "a reader without user and password"
            raise StoreError(
                f"{where}: the server refused {who}; set HEADWATER_NEO4J_USER (default neo4j) and "
                "HEADWATER_NEO4J_PASSWORD (or HEADWATER_NEO4J_PASSWORD_FILE)"
            ) from error
        except ConfigurationError as error:
            raise UsageError(f"store URL {where}: {error}") from error
        except ClientError as error:
            if error.code and error.code.endswith("DatabaseNotFound"):
                raise StoreError(
                    f"{where}: the server has no database named {self.address.database!r}; "
                    "name one that it has after the port, or leave the name out"
                ) from error
            raise StoreError(f"{where}: {error.code}: {error.message}") from error
        except Neo4jError as error:
            raise StoreError(f"{where}: {error.code}: {error.message}; try again") from error
        except (DriverError, OSError, ValueError) as error:
            if isinstance(error, ValueError) and "resolve" not in str(error):
                raise
            raise StoreError(
                f"{where}: the Neo4j server can't be reached ({_first_line(error)}); "
                "check that it runs and that host, port and scheme are right, then say the same command again: "
                "a load goes on where its last committed batch ended"
            ) from error


def run(tx: neo4j.ManagedTransaction, query: str, **parameters: Any) -> list[list[Any]]:
    """The records of one query in a transaction; values travel as parameters only."""
    return [record.values() for record in tx.run(query, parameters)]


def _first_line(error: BaseException) -> str:
    """What the driver says, in one line."""
    lines = str(error).splitlines()
    return lines[0].rstrip(":") if lines else type(error).__name__
