"""How tests read the demo's tables."""

from __future__ import annotations

import csv
from pathlib import Path


def table(path: Path, delimiter: str = ",", skip: int = 0) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        for _ in range(skip):
            next(stream)
        return list(csv.DictReader(stream, delimiter=delimiter))
