"""From files to the store: what is said is checked, each row counted once; the same load again changes nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.errors import FileRefused, UnknownName, UsageError
from headwater.graph.stores.base import PUBLIC
from headwater.graph.stores.reports import LoadDocument
from headwater.library import Library
from headwater.stewardship.loading import LoadRequest, groups, load

OWN = "country,name,address,sector\nBD,Lark,1 Road,Apparel\nBD,Wren,2 Road,Apparel\n"
LINKS = "supplier,buyer,share\nMill,Heath,0.5\nMill,Mill,0.1\n"
UNKNOWN = "Factory,Land\nLark,Bangladesh\nWren,Vietnam\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    held = Library.open(f"sqlite:{tmp_path / 'held.db'}", today="2026-11-22", make=True)
    yield held
    held.close()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return write(tmp_path / "own.csv", OWN)


@pytest.fixture
def links(tmp_path: Path) -> Path:
    return write(tmp_path / "links.csv", LINKS)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def run(library: Library, *paths: Path, **said: Any) -> list[LoadDocument]:
    how = {k: said.pop(k) for k in ("confirm", "refused") if k in said}
    return load(library, LoadRequest(paths, quarantine_dir=paths[0].parent / "q", **said), **how)


def test_each_row_is_accepted_unchanged_or_in_quarantine_with_its_line(library: Library, links: Path) -> None:
    (done,) = run(library, links)
    assert (done.source, done.format, done.revision) == ("links", "edges", 1)
    assert (done.rows, done.accepted, done.unchanged, done.quarantined) == (2, 1, 0, 1)
    assert done.codes == {"self_link": 1} and done.quarantine_file is not None
    with Path(done.quarantine_file).open(encoding="utf-8", newline="") as stream:
        (bad,) = csv.DictReader(stream)
    assert (bad["file"], bad["line"], bad["column"], bad["raw"]) == ("links.csv", "3", "buyer", "Mill")


def test_the_same_file_again_changes_nothing_and_another_buyer_does(library: Library, own: Path) -> None:
    (first,), (again,) = run(library, own, buyer="Heath"), run(library, own, buyer="Heath")
    assert (first.no_op, again.no_op, again.revision) == (False, True, first.revision)
    (other,) = run(library, own, buyer="Moor")
    assert not other.no_op and other.revision == first.revision + 1


def test_a_dry_run_counts_and_writes_nothing(library: Library, links: Path) -> None:
    (done,) = run(library, links, dry_run=True)
    assert (done.rows, done.accepted, done.quarantined, done.revision) == (2, 1, 1, 0)


def test_strict_refuses_the_file_at_the_first_bad_row(library: Library, links: Path) -> None:
    with pytest.raises(FileRefused, match=r"line 3: .*linked to itself"):
        run(library, links, strict=True)
    assert library.store.revision() == 0


@pytest.mark.parametrize(
    "said, why",
    [
        ({"buyer": "Heath"}, "links.csv is read as edges: leave out --buyer"),
        ({"country": "BD"}, "leave out --country"),
        ({"as_format": "edges", "mapping": object()}, "leave out --mapping"),
        ({"country": "Atlantis"}, "--country: 'Atlantis' is no country"),
        ({"dated": "soon"}, "--dated: 'soon' is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY"),
        ({"dated": "2025-13"}, "--dated: '2025-13'"),
        ({"source": " "}, "--source: ' ' is no name"),
        ({"source": "x" * 401}, "--source: the name is longer than 400"),
        ({"buyer": "?!"}, "--buyer: '[?]!' is no name"),
        ({"completeness": 2.0}, "--completeness: 2.0"),
    ],
)
def test_what_is_said_and_can_not_count_is_refused_before_anything_is_written(
    library: Library, links: Path, said: dict[str, Any], why: str
) -> None:
    with pytest.raises(UsageError, match=why):
        run(library, links, **said)
    assert library.store.revision() == 0


def test_an_option_counts_for_the_files_whose_format_takes_it(library: Library, own: Path, links: Path) -> None:
    listed, linked = run(library, links, own, buyer="Heath")[::-1]
    assert not [n for n in listed.notes if "--buyer" in n]
    assert linked.notes == ("--buyer doesn't count here: edges doesn't take it",)
    assert listed.accepted == 2 and linked.accepted == 1


def test_a_file_that_can_not_be_read_is_handed_over_and_the_others_are_loaded(
    library: Library, own: Path, tmp_path: Path
) -> None:
    failed: list[FileRefused] = []
    absent, bad = tmp_path / "absent.csv", write(tmp_path / "bad.csv", "supplier\nMill\n")
    paths = (absent, write(tmp_path / "edges.csv", LINKS), bad)
    done = run(library, *paths, as_format="edges", refused=failed.append)
    assert [d.source for d in done] == ["edges"]
    assert [(e.code, e.path) for e in failed] == [("not_found", str(absent)), ("column_missing", "bad.csv")]
    with pytest.raises(FileRefused, match="absent"):
        run(library, own, absent)


def test_a_list_nobody_knows_is_read_by_the_confirmed_mapping_alone(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", UNKNOWN)
    with pytest.raises(UsageError, match="--yes or --mapping FILE"):
        run(library, path)
    (done,) = run(library, path, confirm=lambda _path, proposed, _files: proposed)
    assert (done.format, done.accepted) == ("list", 2)


def test_a_format_is_taken_at_its_word_and_an_unknown_one_lists_those_there_are(library: Library, own: Path) -> None:
    with pytest.raises(UnknownName, match="osh-list"):
        run(library, own, as_format="spreadsheet")
    with pytest.raises(FileRefused, match=r"no header row.*'supplier'"):
        run(library, own, as_format="edges")


def test_each_path_is_a_source_unless_one_name_is_given(own: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    other = write(tmp_path / "elsewhere" / "own.csv", OWN)
    assert groups(LoadRequest((own, tmp_path / "elsewhere"))) == [
        ("own", (own,)),
        ("elsewhere", (tmp_path / "elsewhere",)),
    ]
    assert groups(LoadRequest((own, other), source="both")) == [("both", (own, other))]
    with pytest.raises(UsageError, match="'own'"):
        groups(LoadRequest((own, other)))


def test_a_made_up_file_owes_nobody_an_attribution(library: Library, own: Path) -> None:
    run(library, own, fictional=True, source="play")
    said = {s.kind: s.props for s in library.store.statements(source="play", viewer=PUBLIC, as_of=None)}
    assert said["source"]["fictional"] is True and said["source"]["publisher"] == "nobody: made up"
    assert "attribution" not in said["source"]


def test_nothing_to_load_says_so(library: Library) -> None:
    with pytest.raises(UsageError, match="name a file or a folder"):
        load(library, LoadRequest(()))
