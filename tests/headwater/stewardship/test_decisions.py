"""People's decisions from a CSV: pairs are joined or kept apart, countries corrected; a wrong row stops the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.graph.errors import FileRefused, NotFound, UsageError
from headwater.graph.stores.base import OWNER
from headwater.library import Library, Reader
from headwater.stewardship.decisions import PEOPLE, decide
from tests.graph.making import facility, load, source_line
from tests.running import TODAY

NOW = "2026-05-01T10:00:00Z"


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    with Library.open(f"sqlite:{tmp_path / 'x.db'}", today=TODAY, make=True) as library:
        rows = [source_line("a"), facility("a", "row:a:1", "Twin Works", "KH"), facility("a", "row:a:2", "Twin Mill")]
        load(library.store, "a", rows)
        yield Reader(library)


def written(folder: Path, *rows: str, head: str = "decision,a,b,by,reason,date") -> Path:
    path = folder / "decisions.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8-sig")
    return path


def test_pairs_and_countries_are_taken_with_who_decided(reader: Reader, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "same,row:a:1,row:a:2,A. Person,one gate,2026-04-01",
        "country, Twin Mill ,Vietnam,B. Person,seen there,",
        "apart,row:a:1,row:b:9,,,",
    )
    done = decide(reader, path, now=NOW)
    assert (done.same_or_apart, done.countries, done.revision) == (2, 1, reader.revision)
    assert reader.party("row:a:2") == reader.party("row:a:1")
    (held,) = [d for d in reader.store.decisions(viewer=OWNER) if d.verdict == "same"]
    assert (held.by, held.reason, held.date) == ("A. Person", "one gate", "2026-04-01")
    said = [s for s in reader.store.statements(viewer=OWNER, as_of=None) if s.source.startswith(f"{PEOPLE}:")]
    (entry,) = [s for s in said if s.row == 3]
    assert entry.file == "decisions.csv"


def test_what_people_write_outranks_every_list(reader: Reader, tmp_path: Path) -> None:
    assert reader.doc("Twin Works").country == "KH"
    decide(reader, written(tmp_path, "country,Twin Works,BD,,,"), now=NOW)
    assert reader.doc("Twin Works").country == "BD"
    assert reader.picture()[0].parties[reader.picture()[0].index["row:a:1"]].country == "BD"


def test_the_same_file_again_changes_nothing(reader: Reader, tmp_path: Path) -> None:
    path = written(tmp_path, "same,row:a:1,row:a:2,,,", "country,row:a:1,BD,,,")
    first = decide(reader, path, now=NOW)
    again = decide(reader, path, now=NOW)
    assert (again.same_or_apart, again.countries, again.revision) == (1, 1, first.revision)


def test_another_file_of_entries_leaves_the_former_in_force(reader: Reader, tmp_path: Path) -> None:
    decide(reader, written(tmp_path, "country,row:a:1,BD,,,"), now=NOW)
    decide(reader, written(tmp_path, "country,row:a:2,VN,,,"), now=NOW)
    assert [reader.doc(key).country for key in ("row:a:1", "row:a:2")] == ["BD", "VN"]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (("maybe,row:a:1,row:a:2,,,",), "line 2: 'maybe'.*same, apart, country"),
        (("same,row:a:1,row:a:2,,,", "same,row:a:1,,,,"), "line 3"),
        (("same,row:a:1,row:a:2,,,", "country,row:a:1,Atlantis,,,"), "line 3: no country called 'Atlantis'"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_written(
    rows: tuple[str, ...], says: str, reader: Reader, tmp_path: Path
) -> None:
    with pytest.raises(FileRefused, match=says):
        decide(reader, written(tmp_path, *rows), now=NOW)
    assert (reader.revision, reader.store.decisions(viewer=OWNER)) == (1, [])


def test_a_missing_column_a_stranger_and_a_pair_of_one_are_refused(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="no column b; expected decision,a,b,by,reason,date"):
        decide(reader, written(tmp_path, "same,x", head="decision,a"))
    with pytest.raises(NotFound, match="'Nobody'"):
        decide(reader, written(tmp_path, "country,Nobody,BD,,,"))
    with pytest.raises(UsageError, match="two keys"):
        decide(reader, written(tmp_path, "same,row:a:1,row:a:1,,,"))
    with pytest.raises(FileRefused):
        decide(reader, tmp_path / "absent.csv")
    assert reader.revision == 1


def test_a_header_alone_decides_nothing(reader: Reader, tmp_path: Path) -> None:
    done = decide(reader, written(tmp_path))
    assert (done.same_or_apart, done.countries, done.revision) == (0, 0, 1)
