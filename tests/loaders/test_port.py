"""The port: which options every loader reads, and that rows and options are values that nobody changes."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from headwater.loaders.identity import narrowed
from headwater.loaders.input.files import open_path
from headwater.loaders.port import EVERY, InputFile, Loader, Options, Rejected, Row
from headwater.loaders.registry import LOADERS

FORMATS = Path(__file__).parent / "formats"


@pytest.mark.parametrize("loader", LOADERS, ids=[x.NAME for x in LOADERS])
def test_what_every_loader_may_read_stands_in_its_source(loader: Loader) -> None:
    folder = FORMATS / loader.NAME if (FORMATS / loader.NAME).is_dir() else FORMATS / "brand-list"
    said = json.loads((folder / "options.json").read_text()) | {
        "dated": "2019-05", "licence": "LicenseRef-mine", "completeness": 0.25,
    }  # fmt: skip
    source = loader.describe(open_path(folder / "input"), narrowed(Options("s", **said), loader))
    assert (source.key, source.format, source.provenance.row) == ("s", loader.NAME, 0)
    assert (source.dated, source.licence, source.completeness) == ("2019-05", "LicenseRef-mine", 0.25)
    assert source.provenance.dated in ("2019-05", None)


@pytest.mark.parametrize("loader", LOADERS, ids=[x.NAME for x in LOADERS])
def test_a_loader_keeps_the_port(loader: Loader) -> None:
    assert loader.NAME.lower() == loader.NAME and " " not in loader.NAME and loader.TITLE
    assert not set(loader.OPTIONS) & {"source", "pack", *EVERY}
    assert int(loader.MAPPING) >= 1


def test_nothing_said_is_unknown() -> None:
    said = dataclasses.asdict(dataclasses.replace(Options("s"), pack=None))  # type: ignore[arg-type]
    assert {n for n, v in said.items() if v not in (None, {})} == {"source"}
    assert Row(3) == Row(3, (), None, ())


@pytest.mark.parametrize(
    "value", [Options("s"), Row(1), InputFile(Path("a"), "a", "0"), Rejected("a", 1, None, "code", "why", "raw")]
)
def test_what_goes_through_the_port_is_not_changed_on_the_way(value: object) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, dataclasses.fields(value)[0].name, "other")  # type: ignore[arg-type]
