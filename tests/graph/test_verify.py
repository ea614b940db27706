"""`verify` finds what is broken: each promise is broken once behind the store's back."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.graph.stores.sqlite.store import SqliteStore
from headwater.graph.verify import SHOWN, verify
from tests.graph.making import DAY, brand, facility, load, supplies

CHAIN = """
update link set canon = 'row:blue:1', key = 'oshub:X1';
insert into link values('row:blue:1', 'row:blue:2', 'x', 'x', 0, 1, 9007199254740992)
"""


@pytest.fixture
def held(tmp_path: Path) -> SqliteStore:
    store = SqliteStore(tmp_path / "a.db", make=True)
    load(
        store,
        "blue",
        [brand("blue", "Alma"), *(facility("blue", f"row:blue:{n}", f"Kumo {n}", "VN") for n in range(30))],
    )
    load(store, "green", [facility("green", "oshub:X1", "KUMO 1", "VN"), supplies("green", "oshub:X1", "brand:alma")])
    return store


def test_a_whole_store_has_no_problem(held: SqliteStore) -> None:
    assert verify(held, as_of=DAY) == []
    held.close()


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("update origin set sha256 = 'none' where source = 'green'", "has no SHA-256"),
        ("update origin set file = '' where source = 'green'", "has no file"),
        ("update origin set source = 'other' where source = 'green'", "which no load in the log brought"),
        ("delete from statement where key = 'row:blue:7'", "the log leaves 31 statements open, the store holds 30"),
        (CHAIN, "which leads on to row:blue:2"),
        (
            "update load set line = replace(line, '[31,31,', '[31,30,') where revision = 1",
            "31 rows, but 30",
        ),
        ("update state set seen = '[2,2,2,3]'", "the load log has 2 lines for revision 3"),
    ],
)
def test_what_is_broken_is_found(held: SqliteStore, sql: str, said: str) -> None:
    held._db.executescript(sql)
    assert any(said in problem for problem in verify(held, as_of=DAY)), verify(held, as_of=DAY)
    held.close()


def test_many_problems_of_a_kind_are_counted(held: SqliteStore) -> None:
    held._db.execute("update origin set sha256 = 'none'")
    problems = verify(held, as_of=DAY)
    assert len(problems) == SHOWN + 1
    assert problems[-1] == "… and 13 more of this kind"
    held.close()
