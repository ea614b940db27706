"""Pictures are tried on one made-up world, in a real Chromium with the network cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from headwater.visualizations.subgraph import Subgraph
from tests.browser.chromium import browser
from tests.visualizations.world import subgraph


@pytest.fixture(scope="session")
def world() -> Subgraph:
    return subgraph()


@pytest.fixture(scope="session")
def chrome() -> Iterator[Any]:
    with browser() as b:
        yield b
