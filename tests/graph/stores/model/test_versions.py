from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from headwater.graph.errors import FileRefused
from headwater.graph.stores.base import LoadKey
from headwater.graph.stores.model.rows import LEVELS, Line
from headwater.graph.stores.model.versions import in_force, plan

NONE = (None,) * len(LEVELS)
YEARS = ("2021", "2022", "2023", "2024")


def log(*said: tuple[str, str | None] | str) -> list[Line]:
    """Lines of "list": (SHA-256, date) of a load, or "retract"."""
    out = []
    for n, one in enumerate(said, 1):
        sha, dated = ("", None) if isinstance(one, str) else one
        kind = "retract" if isinstance(one, str) else "load"
        out.append(Line(n, kind, "list", sha, "" if isinstance(one, str) else "m", dated, "", NONE))  # type: ignore[arg-type]
    return out


def load(sha: str, dated: str | None, mapping: str = "m") -> LoadKey:
    return LoadKey("list", sha, mapping, dated)


@given(some.permutations(YEARS), some.integers(0, 3))
def test_a_new_version_is_older_than_all_or_newer_than_all(order: list[str], n: int) -> None:
    held, new = order[:n], order[n]
    lines = log(*((f"sha {y}", y) for y in held))
    if held and min(held) < new < max(held):
        with pytest.raises(FileRefused, match="retract list") as refused:
            plan(load("new", new), lines)
        assert refused.value.code == "version_between"
    else:
        planned = plan(load("new", new), lines)
        assert planned.mode == ("history" if held and new < min(held) else "newer")
        assert planned.next == (f"{min(held)}-01-01" if held else None)
    assert [x.dated for x in in_force("list", lines)] == sorted(held)


@pytest.mark.parametrize(
    ("said", "new", "mode"),
    [
        ([], load("a", None), "newer"),
        ([("a", None)], load("a", None), "no-op"),
        ([("a", "2024")], load("a", "2024"), "no-op"),
        ([("a", "2024")], load("a", "2024-01-01"), "no-op"),
        ([("a", "2024")], load("a", None), "no-op"),
        ([("a", "2024")], load("a", "2024", "other"), "correct"),
        ([("a", "2024"), ("b", "2025")], load("a", "2024"), "replay"),
        ([("a", None)], load("b", "2024"), "newer"),
        ([("a", "2024"), "retract"], load("b", None), "newer"),
        ([("a", "2024")], load("b", None), "version_undated"),
        ([("a", "2024"), ("b", "2025")], load("a", None), "version_undated"),
        ([("a", "2024")], load("b", "2024"), "version_same_date"),
        ([("a", "2024"), ("b", "2026")], load("c", "2025"), "version_between"),
        ([("a", "2024"), ("b", "2026")], load("a", "2024", "other"), "version_same_date"),
    ],
)  # fmt: skip
def test_what_a_load_does_follows_from_what_is_loaded(
    said: list[tuple[str, str | None] | str], new: LoadKey, mode: str
) -> None:
    if not mode.startswith("version"):
        assert plan(new, log(*said)).mode == mode
        return
    with pytest.raises(FileRefused) as refused:
        plan(new, log(*said))
    assert refused.value.code == mode and refused.value.path == "list"


def test_another_sources_versions_and_those_before_a_retraction_count_for_nothing() -> None:
    lines = log(("a", "2024"), "retract", ("b", "2022"))
    assert [x.sha256 for x in in_force("list", lines)] == ["b"]
    assert in_force("other", lines) == []
    assert plan(LoadKey("other", "a", "m", None), lines).mode == "newer"
    for kinds in itertools.permutations([("a", "2023"), ("b", None)]):
        assert [x.sha256 for x in in_force("list", log(*kinds))] == ["b", "a"], "an undated one is the oldest"
