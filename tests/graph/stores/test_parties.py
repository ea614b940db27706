"""A party as a document: each value with its rows, its conflicts, its relations, and titles of what is spoken of."""

from __future__ import annotations

from headwater.graph.documents import Header
from headwater.graph.records import Finding, Party, Provenance, Relation
from headwater.graph.statements import RelationDoc, fold, of, party
from headwater.graph.stores.base import Hit
from headwater.graph.stores.parties import describe_party, found

HEAD = Header(revision=3, day="2026-01-01", today="2026-01-01", pack="p", method_version="1")


def prov(source: str, row: int = 2) -> Provenance:
    return Provenance(source=source, file=f"{source}.csv", sha256="ab" * 32, row=row, dated="2025-06-30")


def named(key: str, source: str = "a", **props: object) -> Party:
    said = {"provenance": prov(source), "kind": "facility", "key": f"name:{key}", "name": key}
    return Party.model_validate({**said, **props})


def test_values_have_rows_and_conflicts_and_a_relation_to_nobody_is_left_out() -> None:
    finding = Finding(provenance=prov("c"), key="f", party="name:Mill", issue="osh", point="chemicals",
                      kind="allegation", source_type="ngo")  # fmt: skip
    rows = [of(named("Mill", "a", workers=5)), of(named("Mill", "b", workers=7))]
    doc = party("name:Mill", rows, about=[of(finding)])
    gin = party("name:Gin", [of(named("Gin"))])
    links = [Relation(provenance=prov("a", 9), kind="SUPPLIES", start=s, end="name:Mill", share=0.5)
             for s in ("name:Gin", "name:Hidden")]  # fmt: skip
    said = describe_party(
        doc,
        [RelationDoc(r.kind, r.start, r.end, "", fold([of(r)])) for r in links],
        {"name:Mill": doc, "name:Gin": gin},
        header=HEAD,
        titles={"osh": "Safety", "chemicals": "Chemicals", "leave": "Leave"},
    )
    workers = next(p for p in said.properties if p.name == "workers")
    assert {workers.value, workers.conflicts[0].value} == {5, 7}
    assert {workers.said_by[0].source, workers.conflicts[0].said_by.source} == {"a", "b"}
    assert [(r.start_name, r.end_name, r.share, r.rows[0].row) for r in said.relations] == [("Gin", "Mill", 0.5, 9)]
    assert said.titles == {"chemicals": "Chemicals", "osh": "Safety"}
    assert [s.kind for s in said.about] == ["finding"] and len(said.statements) == 2
    assert (said.country, said.country_words) == (None, "unknown")


def test_a_proposed_country_is_said_to_be_one() -> None:
    guess = party("name:Mill", [of(named("Mill", country_proposed="BD", country_reason="its city"))])
    said = describe_party(guess, [], {}, header=HEAD, titles={})
    assert (said.country, said.country_words) == (None, "unknown (proposed: Bangladesh, because its city)")


def test_hits_keep_their_order() -> None:
    hits = [Hit(f"name:{n}", n, "facility", None, "word: x") for n in ("B", "A")]
    assert [h.name for h in found("x", hits, header=HEAD).hits] == ["B", "A"]
