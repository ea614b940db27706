"""A facility of three sources in tables: values with who says so and who says otherwise, relations, findings."""

from __future__ import annotations

import re

import pytest

from headwater.graph.documents import Header
from headwater.graph.records import Action, Assessment, Finding, Party, Provenance, Record, Relation
from headwater.graph.statements import RelationDoc, fold, of, party
from headwater.graph.stores.parties import PartyDocument, describe_party
from headwater.visualizations.text import printed, render
from tests.graph.risk.rows import PACK

HEAD = Header(revision=3, day="2026-01-01", today="2026-01-01", pack="p 1 (ab)", method_version="1")


def prov(source: str, row: int = 2) -> Provenance:
    return Provenance(source=source, file=f"{source}.csv", sha256="ab" * 32, row=row, dated="2025-06-30")


def mill(source: str, **props: object) -> Party:
    said = {"provenance": prov(source), "kind": "facility", "key": "name:Mill", "name": "Mill"}
    return Party.model_validate({**said, **props})


def document(*about: Record, suppliers: int = 1) -> PartyDocument:
    rows = [
        mill("alpha", country="BD", workers=1200, women_share=0.775),
        mill("beta", country="BD", workers=900),
        mill("gamma", name="MILL LTD", closed=False, extra={"Line": "7"}),
    ]
    doc = party("name:Mill", [of(r) for r in rows], about=[of(r) for r in about])
    others = {f"name:G{i}": party(f"name:G{i}", [of(mill("alpha", key=f"name:G{i}", name=f"Gin {i}"))])
              for i in range(suppliers)} | {"name:Mill": doc}  # fmt: skip
    links = [
        Relation(provenance=prov("alpha", 9), kind="SUPPLIES", start=k, end="name:Mill", share=0.25, product="yarn")
        for k in others
        if k != "name:Mill"
    ]
    docs = [RelationDoc(r.kind, r.start, r.end, "yarn", fold([of(r)])) for r in links]
    return describe_party(doc, docs, others, header=HEAD, titles=PACK.titles)


def lines(doc: PartyDocument, width: int | None = None) -> list[str]:
    return render(printed(doc), width=width).splitlines()


def row(said: list[str], word: str) -> list[str]:
    return next(re.split(r"\s{2,}", x.strip()) for x in said if x.startswith(word))


def test_each_value_has_its_rows_and_what_others_say_stands_below_it() -> None:
    said = lines(document())
    assert said[:2] == ["Mill  (facility, country: Bangladesh)", "id name:Mill; as of 2026-01-01, revision 3"]
    assert row(said, "country") == ["country", "Bangladesh", "1, 2"]
    at = next(i for i, x in enumerate(said) if x.startswith("workers"))
    assert (said[at].split()[1:], said[at + 1].split()) == (["1,200", "1"], ["but:", "900", "2"])
    assert row(said, "women") == ["women", "77.5 %", "1"]
    assert row(said, "closed") == ["closed", "no", "3"]
    assert row(said, "other columns") == ["other columns", "Line: 7", "3"]
    rows = said[said.index("Source rows") + 3 :]
    assert [re.split(r"\s{2,}", x.strip()) for x in rows[:3]] == [
        ["1", "alpha", "2025-06-30", "alpha.csv", "2"],
        ["2", "beta", "2025-06-30", "beta.csv", "2"],
        ["3", "gamma", "2025-06-30", "gamma.csv", "2"],
    ]
    assert said[-1] == "3 statements of 3 sources about it; --json has each in full."


def test_relations_stand_by_kind_and_direction_and_the_rest_is_counted() -> None:
    said = lines(document(suppliers=23))
    assert "Supplied by (23)" in said
    assert row(said, "Gin 0") == ["Gin 0", "yarn", "25 %", "4"]
    assert sum(x.startswith("Gin ") for x in said) == 20
    assert "and 3 more; --json has them all" in said


def test_findings_assessments_and_actions_are_sentences_with_titles_and_no_dumps() -> None:
    finding = Finding(
        provenance=prov("audits", 7), key="f", party="name:Mill", issue="osh", point="emergency_preparedness",
        kind="confirmed", source_type="audit", scale=5, scope=3, observed="2025-03", affected=140, women=110,
        status="open", text="Doors were locked",
    )  # fmt: skip
    check = Assessment(
        provenance=prov("audits", 8), key="a", party="name:Mill", issue="osh", point="emergency_preparedness",
        outcome="compliant", method="unannounced", date="2025-05-01",
    )  # fmt: skip
    action = Action(provenance=prov("audits", 9), key="d", party="name:Mill", issue="osh", what="Unlock", due="2026-03")
    said = lines(document(finding, check, action))
    text = "\n".join(said)
    assert (
        "  Confirmed, 2025-03: Occupational safety and health, Emergency preparedness. Scale 5, scope 3 (of 5). "
        "140 people affected, of them 110 women; status: open. “Doors were locked” [" in text
    )
    assert "Assessments (1)" in said and "Actions (1)" in said
    assert re.search(r"Emergency preparedness\s+compliant\s+unannounced\s+2025-05-01", text)
    assert "  Occupational safety and health. Unlock (due: 2026-03) [" in text
    assert "source_type" not in text and "delay_irremediable" not in text


def test_what_a_finding_does_not_state_is_said_to_be_unstated() -> None:
    bare = Finding(provenance=prov("ngo"), key="f", party="name:Mill", issue="osh", point="chemicals",
                   kind="allegation", source_type="ngo", state="potential", likelihood=0.3)  # fmt: skip
    text = "\n".join(lines(document(bare)))
    assert "Allegation, undated: Occupational safety and health" in text
    assert "How grave isn't stated; it may happen, likelihood 30 %. How many people are affected isn't stated" in text


@pytest.mark.parametrize("width", [80, 100, 120])
def test_it_fits_the_terminal(width: int) -> None:
    assert max(map(len, lines(document(suppliers=5), width))) <= width
