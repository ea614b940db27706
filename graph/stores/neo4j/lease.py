"""One write at a time: a lease on the state node, with an owner, an end and a beat.

The end is by the server's clock, so clients' clocks don't matter. A thread moves it while the holder
lives. A killed holder's lease is taken over at once from the same machine, where its process can be
seen to be gone, and after `SECONDS` from another one. Every transaction of a write begins with `KEEP`,
which locks the state node: a holder that lost its lease (a laptop that slept) commits nothing more.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import threading
import uuid
from pathlib import Path
from typing import Any

import neo4j

from headwater.graph.errors import StoreBusy, StoreError
from headwater.graph.stores.neo4j.connection import Connection, run

SECONDS = 60.0
"""How long a lease lasts without a beat. Assumed."""

_alive: set[str] = set()
"""Owners in this process; one that isn't here any more lost its server before it could let go."""

_TAKE = """
MATCH (s:HeadwaterState {id: 1})
SET s.touched = timestamp()
WITH s, s.owner AS owner, s.holder AS holder, coalesce(s.until, 0) - timestamp() AS left
WITH s, owner, holder, left,
     owner IS NULL OR owner = $me OR left <= 0 OR holder IN $gone AS free
SET s.owner = CASE WHEN free THEN $me ELSE s.owner END,
    s.holder = CASE WHEN free THEN $holder ELSE s.holder END,
    s.until = CASE WHEN free THEN timestamp() + $ms ELSE s.until END
RETURN free, holder, left
"""
KEEP = """
MATCH (s:HeadwaterState {id: 1})
SET s.touched = timestamp()
WITH s WHERE s.owner = $me
SET s.until = timestamp() + $ms
RETURN s.revision
"""
_LET_GO = """
MATCH (s:HeadwaterState {id: 1})
SET s.touched = timestamp()
WITH s WHERE s.owner = $me
REMOVE s.owner, s.holder, s.until
"""


class Lease:
    """Held by one writer of one store object."""

    def __init__(self, connection: Connection, seconds: float = SECONDS) -> None:
        self._connection = connection
        self._ms = int(seconds * 1000)
        self.me: str | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def take(self) -> None:
        """Take the store for a write.

        Raises:
            StoreBusy: Somebody alive holds it.
        """
        where = self._connection.address.url
        if self.me is not None:
            raise StoreBusy(f"{where}: this store is being written already; finish or abandon that load first")
        me = uuid.uuid4().hex
        holder = json.dumps({"owner": me, **_myself()}, sort_keys=True)
        gone: list[str] = []
        free, who, left = self._ask(me, holder, gone)
        if not free and who is not None and _gone(who):
            free, who, left = self._ask(me, holder, [who])
        if not free:
            told = f"{_words(who)}, for {max(left, 0) / 1000:.0f} s more unless it goes on"
            raise StoreBusy(
                f"{where}: another load holds the store ({told}); "
                "wait for it, or stop it: its lease then ends by itself"
            )
        self.me = me
        _alive.add(me)
        self._stop.clear()
        self._thread = threading.Thread(target=self._beat, name="headwater-lease", daemon=True)
        self._thread.start()

    def _ask(self, me: str, holder: str, gone: list[str]) -> tuple[bool, str | None, int]:
        rows = self._connection.write(lambda tx: run(tx, _TAKE, me=me, holder=holder, gone=gone, ms=self._ms))
        if not rows:
            raise StoreError(f"{self._connection.address.url}: its state is gone; open the store again")
        free, who, left = rows[0]
        return bool(free), who, int(left)

    def keep(self, tx: neo4j.ManagedTransaction) -> int:
        """Begin a write transaction: lock the state, move the lease's end; the published revision.

        Raises:
            StoreBusy: The lease is another's by now.
        """
        rows = run(tx, KEEP, me=self.me or "", ms=self._ms)
        if not rows:
            raise StoreBusy(
                f"{self._connection.address.url}: the lease ran out and another load took the store; "
                "nothing more of this one is written; say the same command again when that one is done"
            )
        return int(rows[0][0])

    def release(self) -> None:
        """Let go; nothing where it isn't held. Where the server can't be told, the lease is found ownerless."""
        me, self.me = self.me, None
        if me is None:
            return
        _alive.discard(me)
        self._stop.set()
        if self._thread is not None:
            self._thread.join(1.0)
            self._thread = None
        try:
            self._connection.auto(_LET_GO, me=me)
        except StoreError:
            return

    def _beat(self) -> None:
        """Move the end of the lease three times as often as it would run out."""
        while not self._stop.wait(self._ms / 3000):
            me = self.me
            if me is None:
                return
            try:
                self._connection.write(lambda tx, me=me: run(tx, KEEP, me=me, ms=self._ms))  # type: ignore[misc]
            except StoreError:
                continue


def _myself() -> dict[str, Any]:
    """This process, as another one on the same machine can recognise it."""
    return {"machine": _machine(), "host": platform.node(), "pid": os.getpid(), "started": _started(os.getpid())}


def _machine() -> str:
    """Names the machine since its start, and the space of process ids (containers have their own)."""
    if sys.platform == "linux":
        try:
            boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
            return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
        except OSError:
            return ""
    return f"{platform.node()} {uuid.getnode():012x}" if os.name == "posix" else ""


def _started(pid: int) -> str | None:
    """When a process began, in the kernel's ticks (an id is used again some day); None where it can't be told."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return None


def _gone(holder: str) -> bool:
    """Whether a holder is a process of this machine that has ended."""
    try:
        it = json.loads(holder)
        machine, pid, started, owner = it["machine"], int(it["pid"]), it["started"], it["owner"]
    except (ValueError, KeyError, TypeError):
        return False
    if not machine or machine != _machine():
        return False
    if pid == os.getpid() and started == _started(pid):
        return owner not in _alive
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return started is not None and _started(pid) != started


def _words(holder: str | None) -> str:
    """A holder in words."""
    try:
        it = json.loads(holder or "")
        return f"process {it['pid']} on {it['host']}"
    except (ValueError, KeyError, TypeError):
        return "unknown"
