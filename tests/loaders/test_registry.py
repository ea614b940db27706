"""The registry: names are unique, the surest loader takes the files, the first of equals."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.graph.errors import UnknownName
from headwater.loaders import registry
from headwater.loaders.input.files import open_path
from headwater.loaders.registry import LOADERS, detect, get_loader


class Sure:
    def __init__(self, name: str, how: float) -> None:
        self.NAME, self.how = name, how

    def sniff(self, files: object) -> float:
        return self.how


def test_each_name_is_there_once_and_found() -> None:
    assert len({x.NAME for x in LOADERS}) == len(LOADERS)
    assert all(get_loader(x.NAME) is x for x in LOADERS)
    with pytest.raises(UnknownName, match="brand-list"):
        get_loader("nobody")


@pytest.mark.parametrize(
    "sure, taken",
    [((0.6, 0.9, 0.9), "1"), ((0.6, 0.5, 0.0), "0"), ((0.49, 0.2, 0.0), None), ((0.0, 0.0, 0.5), "2")],
)
def test_the_surest_takes_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sure: tuple[float, ...], taken: str | None
) -> None:
    (tmp_path / "a.csv").write_text("a\n")
    monkeypatch.setattr(registry, "LOADERS", tuple(Sure(str(i), how) for i, how in enumerate(sure)))
    found = detect(open_path(tmp_path))
    assert (found and found.NAME) == taken
