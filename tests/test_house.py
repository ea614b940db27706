"""The house keeps its measures: small rooms, small files, small functions, and nobody in a circle."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import ROOMS, TESTS, circles, crowds, imports, long_files, long_functions, modules, without_test
from tests.running import ROOT

MOST_FILES, MOST_LINES, MOST_OF_A_FUNCTION = 14, 400, 60
REGISTRIES = {
    "headwater/questions": "one file a question",
    "loaders/formats": "one file a format",
    "visualizations/text": "one printer a document",
}
"""Folders that grow by one file with each entry, and why that is right."""


def test_no_folder_of_code_holds_more_than_a_dozen_or_so_files() -> None:
    over = set(crowds(ROOT, MOST_FILES, *ROOMS)) - set(REGISTRIES)
    assert over == set()


def test_no_file_is_longer_than_can_be_read_in_one_sitting() -> None:
    assert long_files(ROOT, MOST_LINES, *ROOMS, TESTS) == {}


def test_no_function_is_longer_than_a_screen_or_two() -> None:
    assert long_functions(ROOT, MOST_OF_A_FUNCTION, *ROOMS, TESTS) == {}


def test_every_file_has_tests_where_its_name_says() -> None:
    assert without_test(ROOT, *ROOMS) == []


def test_no_files_import_each_other_in_a_circle() -> None:
    # An import inside a function, or for type checks only, is an import all the same.
    assert circles(imports(ROOT, *ROOMS)) == []


def test_every_file_is_looked_at_once() -> None:
    known = modules(ROOT, *ROOMS)
    assert {"headwater.graph.records", "headwater.cli", "benchmarks.run", "headwater"} <= set(known)
    assert not any(name.startswith(("graph.", "headwater.headwater")) for name in known)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A house of two rooms: a ↔ b lazily and for types only, c alone, one long file, one long function."""
    for room in ("graph/deep", "headwater"):
        (tmp_path / room).mkdir(parents=True)
    (tmp_path / "headwater/graph").symlink_to("../graph")
    (tmp_path / "headwater/__init__.py").touch()
    (tmp_path / "graph/__init__.py").touch()
    (tmp_path / "graph/a.py").write_text("def f():\n    from .deep import b\n    return b\n")
    types_only = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from headwater.graph.a import f\n"
    (tmp_path / "graph/deep/b.py").write_text(types_only)
    (tmp_path / "graph/c.py").write_text("import headwater.graph.a\n" + "#\n" * 3)
    (tmp_path / "graph/d.py").write_text(
        "from headwater.graph import c\nclass C:\n    async def g(self):\n        1\n        2\n"
    )
    return tmp_path


def test_what_is_over_a_measure_is_seen(built: Path) -> None:
    rooms = ("graph", "headwater")
    (built / "tests/graph/deep").mkdir(parents=True)
    (built / "tests/graph/deep/test_b.py").touch()
    assert without_test(built, *rooms) == ["graph/a.py", "graph/c.py", "graph/d.py"]
    assert circles(imports(built, *rooms)) == [("headwater.graph.a", "headwater.graph.deep.b")]
    assert imports(built, *rooms)["headwater.graph.d"] == {"headwater.graph.c"}
    assert crowds(built, 3, *rooms) == {"graph": 4}
    assert long_files(built, 3, *rooms) == {"graph/c.py": 4, "graph/d.py": 5}
    assert long_functions(built, 2, *rooms) == {"graph/a.py:f": 3, "graph/d.py:g": 3}
