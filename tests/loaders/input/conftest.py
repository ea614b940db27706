"""A file of any content, opened as a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from headwater.loaders.input.files import open_path
from headwater.loaders.input.tables import Table, open_table
from tests.loaders.input.made import WANTED


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Table]:
    def make(content: bytes | str, name: str = "list.csv", required: object = WANTED) -> Table:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return open_table(open_path(path)[0], required)  # type: ignore[arg-type]

    return make
