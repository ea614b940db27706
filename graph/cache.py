"""Where what can be worked out again is kept on this machine: one folder a user, safe to delete at any time."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """HEADWATER_CACHE, else `headwater` in the platform's folder for caches. It need not be there yet."""
    said = os.environ.get("HEADWATER_CACHE")
    return Path(said).expanduser() if said else _of_platform() / "headwater"


def _of_platform() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path("~/AppData/Local").expanduser())
    if sys.platform == "darwin":
        return Path("~/Library/Caches").expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())


__all__ = ["cache_folder"]
