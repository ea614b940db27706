"""What was found, checked and done at a facility: kinds in order, every field said, what isn't stated said so."""

from __future__ import annotations

from headwater.graph.records import Action, Assessment, Finding, Record
from headwater.graph.statements import of, party
from headwater.graph.stores.parties import PartyDocument, describe_party
from headwater.visualizations.text import render
from headwater.visualizations.text.about import ORDER, about
from headwater.visualizations.text.cited import Cited
from tests.graph.risk.rows import PACK, facility, prov
from tests.visualizations.text.saying import HEAD


def document(*records: Record) -> PartyDocument:
    made = party("name:Mill", [of(facility("Mill"))], about=[of(r) for r in records])
    return describe_party(made, [], {"name:Mill": made}, header=HEAD, titles=PACK.titles)


def lines(*records: Record) -> list[str]:
    return render(about(document(*records), Cited())).splitlines()


FINDING = Finding(
    provenance=prov("ngo"), key="f", party="name:Mill", issue="osh", point="chemicals", kind="allegation",
    source_type="ngo", observed="2025", status="remedied", remedied_effect=0.6, remedied_verified_by="trade_union",
    affected=1, minors=1, delay_irremediable=False, cause="purchasing practices", text="“Fumes”",
)  # fmt: skip


def test_kinds_stand_in_their_order_whatever_the_order_of_the_statements() -> None:
    action = Action(provenance=prov("plan"), key="a", party="name:Mill", what="Air the hall.")
    check = Assessment(provenance=prov("audit"), key="c", party="name:Mill", issue="osh", point="chemicals",
                       outcome="compliant", value=0.5)  # fmt: skip
    said = lines(action, check, FINDING)
    heads = [x for x in said if x.endswith("(1)")]
    assert heads == ["Findings (1)", "Assessments (1)", "Actions (1)"]
    assert list(ORDER).index("finding") < list(ORDER).index("assessment") < list(ORDER).index("action")
    row = next(x for x in said if "compliant" in x)
    assert "compliant (0.5)" in row and "not stated" in row and "undated" in row and row.endswith("2")
    assert said[-1] == "  Air the hall [3]"


def test_a_finding_says_remedy_who_verified_it_people_and_the_rest_by_name() -> None:
    (line,) = [x for x in lines(FINDING) if x.startswith("  Allegation, 2025: ")]
    for words in (
        "How grave isn't stated; it can be put right later.",
        "1 person affected, of them 1 minor; status: remedied, remedied by 60 %, verified by trade union.",
        "““Fumes””",
        "(cause: purchasing practices)",
    ):
        assert words in line
    assert "scale" not in line


def test_nothing_about_a_facility_is_nothing_said() -> None:
    assert lines() == []
