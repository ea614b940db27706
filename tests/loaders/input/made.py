"""What tests of the reading share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headwater.graph.errors import FileRefused
from headwater.loaders.input.tables import Table

WANTED = (("name",), ("country",))


def codes(t: Table) -> list[tuple[int, str | None]]:
    return [(r.number, r.rejected.code if r.rejected else None) for r in t.rows()]


def refused(code: str, make: Callable[[], object]) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        make()
    assert caught.value.code == code, caught.value
    assert caught.value.exit_code == 4
    return caught.value
