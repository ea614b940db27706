"""One company or facility: what is said of it, by whom, and who says otherwise."""

from __future__ import annotations

import pytest

from headwater.door import Door
from headwater.graph.errors import Ambiguous, NotFound
from tests.headwater.questions.small import rows


def test_two_keys_are_one_party_and_a_conflict_stands_beside_the_value(door: Door) -> None:
    dyer = door.show("Dyer")
    assert set(dyer.keys) == {"name:Dyer", "oshub:TR2026001FIC001"}
    workers = next(p for p in dyer.properties if p.name == "workers")
    assert (workers.value, [r.source for r in workers.said_by]) == (90, ["parties"])
    assert [(c.value, c.said_by.source) for c in workers.conflicts] == [(110, "registry")]
    assert dyer == door.show("TR2026001FIC001").model_copy(update={"recipe": dyer.recipe})


def test_relations_are_those_of_the_rows_and_findings_are_all_there(door: Door) -> None:
    tailor = door.show("Tailor")
    said = {(r["supplier"], r["buyer"]) for r in rows("edges") if "Tailor" in (r["supplier"], r["buyer"])}
    assert {(r.start_name, r.end_name) for r in tailor.relations} == said
    kinds = [s.kind for s in tailor.about]
    for kind, file in (("finding", "findings"), ("assessment", "assessments"), ("action", "actions")):
        assert kinds.count(kind) == sum(r["party"] == "Tailor" for r in rows(file)), kind


def test_what_nobody_says_is_not_shown_and_a_link_begins_on_its_day(door: Door) -> None:
    assert "workers" not in {p.name for p in door.show("Knitter").properties}
    assert [r.end_name for r in door.show("name:Spinner").relations if r.start_name == "Spinner"] == ["Weaver"]
    before = door.show("name:Spinner", as_of="2023-12-31")
    assert [r.end_name for r in before.relations if r.start_name == "Spinner"] == []
    assert before.header == door.at("2023-12-31").header()


def test_a_country_that_nobody_states_is_a_proposal(door: Door) -> None:
    twin = door.show("oshub:IN2026001FIC002")
    proposed = next(p for p in twin.properties if p.name == "country_proposed")
    assert (twin.country, proposed.value, proposed.said_by) == (None, "IN", ())


def test_a_name_of_two_or_of_nobody_is_refused(door: Door) -> None:
    with pytest.raises(Ambiguous, match=r"name:Spinner .*oshub:IN2026001FIC002"):
        door.show("Spinner")
    with pytest.raises(NotFound, match=r"close: Tailor \[name:Tailor\]"):
        door.show("Tail")
