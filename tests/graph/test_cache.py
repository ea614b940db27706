"""The one folder for what can be worked out again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from headwater.graph.cache import cache_folder


def test_who_says_a_folder_gets_it_and_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADWATER_CACHE", str(tmp_path / "mine"))
    assert cache_folder() == tmp_path / "mine"
    assert not cache_folder().exists()
    monkeypatch.setenv("HEADWATER_CACHE", "~/mine")
    assert cache_folder() == Path.home() / "mine"


@pytest.mark.parametrize("said", ["", None])
def test_else_it_is_headwaters_in_the_users_caches(
    said: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HEADWATER_CACHE", raising=False)
    if said is not None:
        monkeypatch.setenv("HEADWATER_CACHE", said)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    for platform, folder in (("linux", "xdg"), ("darwin", "Library/Caches"), ("win32", "local")):
        monkeypatch.setattr(sys, "platform", platform)
        assert cache_folder() == tmp_path / folder / "headwater"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(sys, "platform", "linux")
    assert cache_folder() == tmp_path / ".cache" / "headwater"
