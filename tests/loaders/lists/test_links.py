"""The links that rows of lists make: each party once, groups never owners, a name one place only."""

from __future__ import annotations

from pathlib import Path

from headwater.graph.records import Party, PartyKind, Provenance, Relation, RelationKind
from headwater.loaders.cells.cells import Cells
from headwater.loaders.input.files import open_path
from headwater.loaders.input.tables import open_table
from headwater.loaders.lists.links import FirstTime, is_group, member_of, subcontractors, supplies

HERE = Provenance(source="s", file="a.csv", sha256="0" * 64, row=2, dated=None)


def test_a_party_named_by_many_rows_is_written_once() -> None:
    first = FirstTime()
    made = [
        r
        for key in ("row:1", "row:2")
        for r in supplies(HERE, key, "Heath", first, confidence=0.9, tier=2, since="2020")
    ]
    assert [type(r) for r in made] == [Party, Relation, Relation]
    links = [r for r in made if isinstance(r, Relation)]
    assert {(r.kind, r.end, r.confidence, r.tier, r.since) for r in links} == {
        (RelationKind.SUPPLIES, "brand:heath", 0.9, 2, "2020")
    }
    assert [r.start for r in links] == ["row:1", "row:2"]


def test_a_group_is_membership_never_ownership() -> None:
    made = list(member_of(HERE, "row:1", ["Feng Tay", "Feng Tay"], FirstTime()))
    assert [getattr(r, "kind", None) for r in made] == [PartyKind.GROUP, RelationKind.MEMBER_OF, RelationKind.MEMBER_OF]
    assert not is_group("No Group (independent)") and not is_group("--") and is_group("Nogroup Textiles")


def test_a_subcontractor_is_a_party_of_the_facility_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,subs\nLark,Wren\n")
    table = open_table(open_path(tmp_path)[0])
    cells = Cells(table, next(table.rows()), {"name": 0, "subcontractors": 1})
    one, two = (Party(provenance=HERE, kind=PartyKind.FACILITY, key=f"row:{n}", name=n) for n in ("Lark", "Moor"))
    made = [*subcontractors(cells, HERE, one, ["Wren", "LARK"], 0.9), *subcontractors(cells, HERE, two, ["Wren"], 0.9)]
    assert len({r.key for r in made if isinstance(r, Party)}) == 2
    assert [(w.code, w.column, w.raw) for w in cells.warnings] == [("self_reference", "subs", "Wren")]
