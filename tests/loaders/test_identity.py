"""What a loader reads it declares: the rest is closed to it, and what is open makes the load's mapping version."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.records import Source
from headwater.graph.vocabulary import Pack, load_pack
from headwater.loaders.identity import mapping_version, narrowed, own_options
from headwater.loaders.input.files import open_path, provenance
from headwater.loaders.lists.mapping import Column, Mapping
from headwater.loaders.pack_parts import PARTS, PackParts, Undeclared
from headwater.loaders.port import EVERY, InputFile, Loader, Options, OwnOption, Probe, Row
from headwater.loaders.registry import LOADERS

FORMATS = Path(__file__).parent / "formats"
each = pytest.mark.parametrize("loader", LOADERS, ids=[x.NAME for x in LOADERS])

SAID = Options("s", "Heath", "2024", "CC0-1.0", "BD", 0.5, Mapping(columns=(Column(field="name", column="a"),)), True)
OTHERWISE: dict[str, Any] = {
    "buyer": "Moor", "dated": "2025", "licence": "CC-BY-4.0", "country": "VN", "completeness": 0.6, "fictional": None,
    "mapping": Mapping(columns=(Column(field="name", column="b"),)),
}  # fmt: skip


class Toy:
    """Reads nothing, but looks at what a test asks it to."""

    NAME, TITLE, LICENCE, MAPPING = "toy", "a toy", None, "1"
    OPTIONS: tuple[str, ...] = ("buyer",)
    OWN_OPTIONS: tuple[OwnOption, ...] = ()
    PACK: tuple[str, ...] = ("goods", "confidence")

    def __init__(self, look: Callable[[Options], object]) -> None:
        self.look = look

    def sniff(self, files: Sequence[Probe]) -> float:
        return 0.0

    def describe(self, files: Sequence[InputFile], options: Options) -> Source:
        return Source(provenance=provenance(files[0], options, 0), key=options.source, title=str(self.look(options)))

    def read(self, files: Sequence[InputFile], options: Options) -> Iterator[Row]:
        return iter(())


def changed(part: str) -> PackParts:
    """The pack with one part saying something else."""
    pack = load_pack()
    change: dict[str, object] = {
        "goods": [g.model_copy(update={"words": (*g.words, "odds and ends")}) for g in pack.goods],
        "points": [p.model_copy(update={"title": p.title + "!"}) for p in pack.points],
        "wages": [w.model_copy(update={"below": w.below + 1}) for w in pack.wages],
        "credibilities": [c.model_copy(update={"id": c.id + "!"}) for c in pack.credibilities],
        "methods": [m.model_copy(update={"words": (*m.words, "by ear")}) for m in pack.methods],
        "causes": [c.model_copy(update={"words": (*c.words, "by chance")}) for c in pack.causes],
        "settings": [s.model_copy(update={"value": s.value + 0.01}) if s.id == part else s for s in pack.settings],
    }
    field = {"source_types": "credibilities"}.get(part, part if part in PARTS else "settings")
    return PackParts(Pack(**{n: getattr(pack, n) for n in Pack.model_fields} | {field: tuple(change[field])}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "look, name",
    [
        (lambda o: o.country, "country"),
        (lambda o: o.mapping, "mapping"),
        (lambda o: o.pack.setting("confidence_own_list"), "confidence_own_list"),
        (lambda o: o.pack.wage_scale(50), "wages"),
        (lambda o: o.pack.points, "points"),
        (lambda o: o.pack.point_by_id, "points"),
        (lambda o: o.pack.source_types, "source_types"),
        (lambda o: o.pack.methods, "methods"),
        (lambda o: o.pack.method_of("survey"), "methods"),
        (lambda o: o.pack.causes, "causes"),
        (lambda o: o.pack.cause_of("x"), "causes"),
    ],
)
def test_what_a_loader_reads_and_does_not_declare_stops_it(
    tmp_path: Path, look: Callable[[Options], object], name: str
) -> None:
    (tmp_path / "a.csv").write_text("a\n")
    files, toy = open_path(tmp_path), Toy(look)
    toy.describe(files, SAID)  # nothing is closed to a test, or to a script
    with pytest.raises(Undeclared, match=name):
        toy.describe(files, narrowed(SAID, toy))


def test_what_a_loader_declares_and_what_every_loader_may_read_is_open(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n")
    every = lambda o: [getattr(o, n) for n in EVERY] + [o.buyer, o.pack.good_of("x"), o.pack.setting("confidence")]  # noqa: E731
    toy = Toy(every)
    assert toy.describe(open_path(tmp_path), narrowed(SAID, toy)) == toy.describe(open_path(tmp_path), SAID)


def test_an_option_of_its_own_is_read_counts_for_the_load_and_is_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n")
    files, toy = open_path(tmp_path), Toy(lambda o: o.own["days"])
    with pytest.raises(Undeclared, match="'days' is read by toy and not declared; add it to the loader's OWN_OPTIONS"):
        toy.describe(files, narrowed(replace(SAID, own={"days": 9}), toy))
    plain = mapping_version(toy, SAID)
    assert mapping_version(toy, replace(SAID, own={"days": 9})) == plain
    toy.OWN_OPTIONS = (OwnOption("days", "How many days.", int, 7),)
    assert toy.describe(files, narrowed(replace(SAID, own={"days": 9}), toy)).title == "9"
    assert toy.describe(files, narrowed(SAID, toy)).title == "7"
    versions = [mapping_version(toy, replace(SAID, own=x)) for x in ({}, {"days": 7}, {"days": 9})]
    assert versions[0] == versions[1] != versions[2] and plain not in versions


@each
def test_all_that_a_loader_declares_is_there(loader: Loader) -> None:
    assert set(loader.OPTIONS) <= {f.name for f in fields(Options)} - {"source", "pack", *EVERY}
    assert all(SAID.pack.said(part) for part in loader.PACK)


@each
def test_a_load_is_another_where_anything_declared_says_something_else(loader: Loader) -> None:
    before = mapping_version(loader, SAID)
    assert before.startswith(f"{loader.NAME}/{loader.MAPPING}/") and before == mapping_version(loader, replace(SAID))
    for name, value in OTHERWISE.items():
        after = mapping_version(loader, replace(SAID, **{name: value}))
        assert (after != before) == (name in {*EVERY, *loader.OPTIONS}), name
    for part in [*PARTS, *(s.id for s in load_pack().settings)]:
        after = mapping_version(loader, replace(SAID, pack=changed(part)))
        assert (after != before) == (part in loader.PACK), part


@each
def test_a_loader_reads_its_own_fixture_with_what_it_declares_and_needs_its_words(loader: Loader) -> None:
    folder = FORMATS / loader.NAME
    if not folder.is_dir():
        folder = FORMATS / "brand-list"  # any list will do for the list that nobody knows
    files = open_path(folder / "input")
    options = Options("fixture", **json.loads((folder / "options.json").read_text()))
    options = replace(options, own=own_options(options, loader))

    def read(narrow: Options) -> list[Row]:
        loader.describe(files, narrow)
        return list(loader.read(files, narrow))

    def refusal(narrow: Options) -> str:
        try:
            return next(r.rejected.message for r in read(narrow) if r.rejected and r.rejected.code == "undeclared")
        except Undeclared as error:
            return str(error)

    assert read(narrowed(options, loader)) == read(options)
    for part in set(loader.PACK) & set(PARTS):
        closed = replace(options, pack=options.pack.only(set(loader.PACK) - {part}))
        assert part in refusal(closed)
