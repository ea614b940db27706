"""Paths: which files they are, and their hashes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from headwater.loaders.input.files import content_hash, open_files, open_path
from tests.loaders.input.made import refused


def test_a_folder_is_one_path_with_its_files_by_name_and_no_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.csv", "b/a.csv", ".hidden", "A.csv"):
        (tmp_path / name).write_text(name)
    found = open_path(tmp_path)
    assert [f.name for f in found] == ["A.csv", "b/a.csv", "z.csv"]
    assert found[0].sha256 == hashlib.sha256(b"A.csv").hexdigest()


def test_the_content_hash_of_a_folder_is_over_names_and_hashes_whatever_the_order(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(name)
    files = open_path(tmp_path)
    assert content_hash(files) == content_hash(files[::-1])
    assert content_hash(files[:1]) == files[0].sha256
    before = content_hash(files)
    (tmp_path / "b.csv").rename(tmp_path / "c.csv")
    assert content_hash(open_path(tmp_path)) != before


def test_several_paths_with_one_name_keep_apart(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "list.csv").write_text(folder)
    names = [f.name for f in open_files([tmp_path / "x/list.csv", tmp_path / "y/list.csv"])]
    assert len(set(names)) == 2


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    refused("not_found", lambda: open_path(tmp_path / "nothing.csv"))
    refused("empty", lambda: open_path(tmp_path))
    os.mkfifo(tmp_path / "pipe")
    refused("not_regular", lambda: open_path(tmp_path / "pipe"))
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (tmp_path / "secret.csv").write_text("x")
    (inbox / "link.csv").symlink_to(tmp_path / "secret.csv")
    refused("path", lambda: open_path(inbox))
