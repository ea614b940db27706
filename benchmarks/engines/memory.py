"""How much memory a process needs at most."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path


class Memory:
    """Peak memory of a process over what it holds now. Linux; elsewhere `peak_mb` gives None.

    Not `getrusage`: there a process starts with the peak of the one that started it.
    """

    def __init__(self, pid: int | str = "self") -> None:
        """Take what the process holds now as the base, and forget its peak so far."""
        self._folder = Path("/proc") / str(pid)
        self._base = self._read("VmRSS")
        with contextlib.suppress(OSError):
            (self._folder / "clear_refs").write_text("5")

    def _read(self, name: str) -> float | None:
        with contextlib.suppress(OSError):
            found = re.search(rf"{name}:\s*(\d+) kB", (self._folder / "status").read_text())
            return int(found.group(1)) / 1024 if found else None
        return None

    def whole_mb(self) -> float | None:
        """The peak, with the base."""
        return self._read("VmHWM")

    def peak_mb(self) -> float | None:
        """The peak over the base."""
        peak = self.whole_mb()
        return None if peak is None or self._base is None else peak - self._base
