"""One SQLite file's connections: one a thread, their errors in our words, and the lock of a write.

The lock is an exclusive transaction on a small file beside the database (`PATH.lock`): the operating
system drops it with the process.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from headwater.graph.errors import StoreBusy, StoreError, StoreMismatch

WAIT_SECONDS = 30.0
"""How long a transaction waits for another process's; a load's own transactions are short."""


@dataclass(slots=True, eq=False)
class _Held:
    """One thread's connection; `busy` counts its running reads and writes."""

    db: sqlite3.Connection
    thread: int
    busy: int = 0


class Connection:
    """The way to one file, from any thread."""

    def __init__(self, path: Path, url: str) -> None:
        self._path, self._url = path, url
        self._local = threading.local()
        self._all: list[_Held] = []
        self._closed = False
        self._guard = threading.Lock()
        self._lock: sqlite3.Connection | None = None

    @property
    def db(self) -> sqlite3.Connection:
        """This thread's connection."""
        return self._mine().db

    def _mine(self) -> _Held:
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            db = sqlite3.connect(self._path, WAIT_SECONDS, isolation_level=None, check_same_thread=False)
            db.executescript("pragma synchronous = normal; pragma cache_size = -65536; pragma temp_store = memory;")
            held = self._local.held = _Held(db, threading.get_ident())
            with self._guard:
                self._all.append(held)
        return held

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Around each use of the connection: SQLite's errors in our words, and no use after `close`."""
        with self._guard:
            if self._closed:
                raise StoreError(f"{self._url}: the store is closed; open it again")
        held = None
        try:
            held = self._mine()
            held.busy += 1
            yield
        except sqlite3.DatabaseError as error:
            if self._closed:
                raise StoreError(f"{self._url}: the store was closed meanwhile; open it again") from error
            if "not a database" in str(error):
                raise StoreMismatch(f"{self._url}: this is no SQLite file; name another one") from error
            raise StoreError(
                f"{self._url}: {error}; look at the disk's free space and rights, then run the same again"
            ) from error
        finally:
            if held is not None:
                with self._guard:
                    held.busy -= 1
                    if self._closed and not held.busy:
                        held.db.close()

    @contextmanager
    def transaction(self, before_commit: Callable[[], None]) -> Iterator[sqlite3.Connection]:
        """One transaction that writes."""
        with self.errors():
            db = self.db
            db.execute("begin immediate")
            try:
                yield db
                before_commit()
                db.execute("commit")
            except BaseException:
                if db.in_transaction:
                    db.execute("rollback")
                raise

    def hold(self) -> None:
        """Take the lock.

        Raises:
            StoreBusy: Another has it, or this object has.
        """
        beside = f"{self._path}.lock"
        with self._guard:
            busy = self._lock is not None
        db = None
        try:
            if not busy:
                db = sqlite3.connect(beside, 0.0, isolation_level=None, check_same_thread=False)
                db.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            if db is not None:
                db.close()
            if "locked" not in str(error):
                raise StoreError(f"{self._url}: can't lock {beside}: {error}; look at the folder's rights") from error
            busy = True
        if busy:
            raise StoreBusy(f"{self._url}: another load holds the store; wait until it ends, then run the same again")
        self._lock = db

    def release(self) -> None:
        """Let go of the lock; nothing where it isn't held."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.close()

    def close(self) -> None:
        """Let go of the file and of the lock; another thread's running read ends first."""
        self.release()
        with self._guard:
            self._closed = True
            for held in self._all:
                if not held.busy or held.thread == threading.get_ident():
                    held.db.close()
            self._all.clear()
