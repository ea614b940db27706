"""The small world, loaded once for all tests that only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import headwater
from headwater.door import Door
from headwater.library import Library
from headwater.stewardship.loading import LoadRequest, load
from tests.headwater.questions.small import FILES, FORMATS
from tests.running import TODAY


@pytest.fixture(scope="session")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The store of the small world."""
    folder = tmp_path_factory.mktemp("small")
    url = f"sqlite:{folder / 'small.db'}"
    with Library.open(url, today=TODAY, make=True) as library:
        for name, text in FILES.items():
            (path := folder / f"{name}.csv").write_text(text, encoding="utf-8")
            request = LoadRequest((path,), FORMATS.get(name, name), quarantine_dir=folder, now=f"{TODAY}T00:00:00Z")
            load(library, request)
    return url


@pytest.fixture(scope="session")
def door(url: str) -> Iterator[Door]:
    """The small world, open for asking."""
    with headwater.open(url, today=TODAY) as held:
        yield held
