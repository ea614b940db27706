"""The fictional world's files, written once for the tests that read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.demo import DemoFile, write_world


@pytest.fixture(scope="session")
def world_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("world")


@pytest.fixture(scope="session")
def loads(world_folder: Path) -> list[DemoFile]:
    return write_world(world_folder)
