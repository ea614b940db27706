"""Engines: the sums behind the indicators, over plain arrays; they know no party and no pack.

Importing this package points numba's cache at the user's cache folder (`NUMBA_CACHE_DIR` wins), so
that kernels are compiled once per machine, also where the package's own folder is read-only.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def _cache_folder() -> str:
    """The user's cache folder, or the temporary one where it can't be written."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    folder = base / "headwater" / "numba"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return str(Path(tempfile.gettempdir()) / "headwater-numba")
    return str(folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir()) / "headwater-numba")


os.environ.setdefault("NUMBA_CACHE_DIR", _cache_folder())
