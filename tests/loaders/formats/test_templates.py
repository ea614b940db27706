from pathlib import Path

import pytest

from headwater.graph.records import Visibility
from headwater.loaders.formats.assessments import Assessments
from headwater.loaders.formats.findings import Findings
from headwater.loaders.formats.parties import Parties
from headwater.loaders.formats.risks import Risks
from headwater.loaders.input.files import open_files
from headwater.loaders.input.probe import probes_of
from headwater.loaders.port import Options, Row

PARTIES = "id,name,kind,country,region,good,chain_end,workers,women,migrants\n"
FINDINGS = (
    "party,country,point,kind,state,observed,source_type,scale,scope,irremediability,likelihood,affected,women,"
    "migrants,minors,event,cause,remedied_effect,text\n"
)
ASSESSMENTS = "party,country,point,outcome,method,standard,cycle,date\n"


def rows(loader, tmp_path: Path, text: str) -> list[Row]:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    return list(loader.read(open_files([path]), Options(source="t")))


def code(row: Row) -> tuple[str, str | None] | None:
    return (row.rejected.code, row.rejected.column) if row.rejected else None


def test_a_party_is_read_with_head_counts_as_shares(tmp_path):
    text = PARTIES + "Ink Mill,Ink Mill Ltd,facility,Viet Nam,Dong Nai,Garments,no,400,300,10\n"
    (party,) = rows(Parties(), tmp_path, text)[0].records
    assert (party.key, party.name, party.kind, party.country) == ("name:Ink Mill", "Ink Mill Ltd", "facility", "VN")
    assert (party.region, party.good, party.chain_end) == ("Dong Nai", "garments", False)
    assert (party.workers, party.women_share, party.migrant_share) == (400, 0.75, 0.025)


def test_empty_cells_of_a_party_stay_unknown(tmp_path):
    (party,) = rows(Parties(), tmp_path, PARTIES + "oshub:VN2020001ABCDEF,,,,,,,,,\n")[0].records
    assert (party.key, party.name, party.kind) == ("oshub:VN2020001ABCDEF", "VN2020001ABCDEF", "stub")
    assert (party.country, party.workers, party.women_share, party.chain_end, party.good) == (None,) * 5


def test_namibia_is_a_country_of_a_template(tmp_path):
    (party,) = rows(Parties(), tmp_path, PARTIES + "x,x,facility,NA,,,,,,\n")[0].records
    assert party.country == "NA"


def test_a_region_becomes_its_code(tmp_path):
    (party,) = rows(Parties(), tmp_path, PARTIES + "x,x,facility,CN,Xinjiang,cotton,yes,,,\n")[0].records
    assert (party.region, party.good, party.chain_end) == ("CN-XJ", "cotton", True)


def test_a_person_is_restricted(tmp_path):
    (party,) = rows(Parties(), tmp_path, PARTIES + "Ann Fiction,Ann Fiction,person,GB,London,,,,,\n")[0].records
    assert party.visibility is Visibility.RESTRICTED
    assert party.region is None


def test_a_head_count_without_workers_is_left_out_with_a_warning(tmp_path):
    (row,) = rows(Parties(), tmp_path, PARTIES + "x,x,facility,VN,,,,,30,\n")
    assert row.records[0].women_share is None
    assert [(w.code, w.column) for w in row.warnings] == [("no_total", "women")]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("x,x,shop,VN,,,,,,", ("vocabulary", "kind")), ("x,x,facility,Atlantis,,,,,,", ("country", "country")),
        ("x,x,facility,VN,,,maybe,,,", ("vocabulary", "chain_end")), ("x,x,facility,VN,,,,-3,,", ("range", "workers")),
        ("x,x,facility,VN,,,,10,11,", ("range", "women")), ('x,x,facility,VN,,,,"1,017",,', ("number", "workers")),
        (",x,facility,VN,,,,,,", ("missing", "id")),
    ],
)  # fmt: skip
def test_a_party_row_that_breaks_a_rule_goes_to_quarantine(tmp_path, line, why):
    assert code(rows(Parties(), tmp_path, PARTIES + line + "\n")[0]) == why


def test_a_finding_is_read_whole(tmp_path):
    line = (
        "Ink Mill,VN,bonded_labour,audit finding,actual,2024-05,audit,4,3,2,,85,40,80,0,fees-2024,corridor,0.8,"
        '"Fees, paid by ""workers"""\n'
    )
    stub, finding = rows(Findings(), tmp_path, FINDINGS + line)[0].records
    assert (stub.key, stub.kind, stub.country, stub.name) == ("name:Ink Mill", "stub", "VN", None)
    assert (finding.party, finding.issue, finding.point) == ("name:Ink Mill", "forced_labour", "bonded_labour")
    assert (finding.kind, finding.state, finding.status) == ("audit finding", "actual", "unknown")
    assert (finding.scale, finding.scope, finding.irremediability, finding.likelihood) == (4, 3, 2, None)
    assert (finding.affected, finding.women, finding.migrants, finding.minors) == (85, 40, 80, 0)
    assert (finding.event, finding.cause, finding.remedied_effect) == ("fees-2024", "corridor", 0.8)
    assert (finding.observed, finding.text) == ("2024-05", 'Fees, paid by "workers"')


def test_whether_delay_matters_is_yes_no_or_unknown_and_an_older_file_keeps_its_keys(tmp_path):
    plain = "X,VN,overtime,confirmed,actual,2024,audit" + "," * 12
    (old,) = rows(Findings(), tmp_path, FINDINGS + plain + "\n")
    header = FINDINGS.rstrip("\n") + ",delay_irremediable\n"
    got = rows(Findings(), tmp_path, header + "".join(f"{plain},{v}\n" for v in ("", "yes", "No", "perhaps")))
    found = [r.records[1] for r in got[:3]]
    assert [f.delay_irremediable for f in found] == [None, True, False]
    assert found[0].key == old.records[1].key
    assert len({f.key for f in found}) == 3
    assert code(got[3]) == ("vocabulary", "delay_irremediable")


def test_who_verified_a_remedy_is_a_type_of_source(tmp_path):
    header = FINDINGS.rstrip("\n") + ",remedied_verified_by\n"
    start = "X,VN,overtime,allegation,actual,2024,allegation" + "," * 11
    lines = "".join(
        f"{start}{effect},,{by}\n" for effect, by in (("0.8", "Audit"), ("0.8", ""), ("", "ngo"), ("1", "me"))
    )
    got = rows(Findings(), tmp_path, header + lines)
    assert [r.records[1].remedied_verified_by for r in got[:3]] == ["audit", None, "ngo"]
    assert [[w.code for w in r.warnings] for r in got[:3]] == [[], [], ["no_effect"]]
    assert code(got[3]) == ("vocabulary", "remedied_verified_by")


def test_a_cause_that_the_pack_does_not_know_is_kept_and_said(tmp_path):
    causes = ("", "recruitment corridor", "Recruitment fees", "LAW_GAP", "the moon", "*")
    text = FINDINGS + "".join(f"X,VN,overtime,allegation,,,,,,,,,,,,,{c},,\n" for c in causes)
    got = rows(Findings(), tmp_path, text)
    assert [[(w.code, w.column, w.raw) for w in r.warnings] for r in got] == [
        [], [], [], [], [("vocabulary", "cause", "the moon")], [("vocabulary", "cause", "*")],
    ]  # fmt: skip
    assert "known: law_gap, inspection" in got[4].warnings[0].message
    assert [r.records[1].cause for r in got] == [None, *causes[1:]]


def test_a_finding_without_the_optional_cells_leaves_them_unknown(tmp_path):
    finding = rows(Findings(), tmp_path, FINDINGS + "X,,Overtime,allegation" + "," * 15 + "\n")[0].records[1]
    assert (finding.point, finding.issue, finding.source_type) == ("overtime", "working_time", "unknown")
    assert (finding.scale, finding.affected, finding.minors, finding.observed, finding.event) == (None,) * 5


def test_keys_of_findings_hang_on_what_they_say_not_on_the_row(tmp_path):
    one = "X,VN,overtime,confirmed,actual,2024,audit" + "," * 12 + "\n"
    two = "X,VN,overtime,confirmed,actual,2023,audit" + "," * 12 + "\n"
    first = [r.records[1].key for r in rows(Findings(), tmp_path, FINDINGS + one + two)]
    second = [r.records[1].key for r in rows(Findings(), tmp_path, FINDINGS + two + one)]
    assert first == second[::-1]
    assert len(set(first)) == 2


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"point": "canteen_menu"}, ("point", "point")), ({"kind": "rumour"}, ("vocabulary", "kind")),
        ({"kind": ""}, ("missing", "kind")), ({"state": "soon"}, ("vocabulary", "state")),
        ({"source_type": "neighbour"}, ("vocabulary", "source_type")), ({"scale": "6"}, ("range", "scale")),
        ({"scope": "0"}, ("range", "scope")), ({"irremediability": "2.5"}, ("number", "irremediability")),
        ({"likelihood": "1.5"}, ("range", "likelihood")), ({"affected": "-1"}, ("range", "affected")),
        ({"minors": "some"}, ("number", "minors")), ({"observed": "2024-02-30"}, ("date", "observed")),
        ({"observed": "03/04/2024"}, ("date", "observed")), ({"remedied_effect": "80%"}, ("number", "remedied_effect")),
        ({"country": "Atlantis"}, ("country", "country")), ({"party": ""}, ("missing", "party")),
    ],
)  # fmt: skip
def test_a_finding_row_that_breaks_a_rule_goes_to_quarantine(tmp_path, changes, why):
    cells = {"party": "X", "country": "VN", "point": "overtime", "kind": "confirmed", "state": "actual"} | changes
    line = ",".join(cells.get(c, "") for c in FINDINGS.strip().split(","))
    assert code(rows(Findings(), tmp_path, f"{FINDINGS}{line}\n")[0]) == why


def test_an_unknown_point_names_the_near_ones(tmp_path):
    (row,) = rows(Findings(), tmp_path, FINDINGS + "X,VN,overtme,confirmed" + "," * 15 + "\n")
    assert "overtime" in row.rejected.message


@pytest.mark.parametrize("outcome", ["compliant", "non-compliant", "not applicable", "not checked"])
def test_all_four_outcomes_of_an_assessment_are_read(tmp_path, outcome):
    line = f"Ink Mill,VN,overtime,{outcome},workers' representatives present,Fictional Works,3,2025-01-02\n"
    stub, said = rows(Assessments(), tmp_path, ASSESSMENTS + line)[0].records
    assert (stub.key, stub.country) == ("name:Ink Mill", "VN")
    assert (said.outcome, said.point, said.issue) == (outcome, "overtime", "working_time")
    assert (said.method, said.standard, said.cycle) == ("workers' representatives present", "Fictional Works", "3")
    assert said.date == "2025-01-02"


def test_an_assessment_that_breaks_a_rule_goes_to_quarantine(tmp_path):
    assert code(rows(Assessments(), tmp_path, ASSESSMENTS + "X,VN,overtime,fine,,,,\n")[0]) == ("vocabulary", "outcome")
    assert code(rows(Assessments(), tmp_path, ASSESSMENTS + "X,VN,overtime,,,,,\n")[0]) == ("missing", "outcome")


def test_a_method_that_no_pack_knows_is_kept_with_a_warning(tmp_path):
    (row,) = rows(Assessments(), tmp_path, ASSESSMENTS + "X,VN,overtime,compliant,by telescope,,,\n")
    assert row.records[1].method == "by telescope"
    assert [w.code for w in row.warnings] == ["vocabulary"]


def test_a_risk_is_taken_as_given_with_a_free_issue(tmp_path):
    stub, risk = rows(Risks(), tmp_path, "party,issue,value\nC,any words,0.4\n")[0].records
    assert (stub.key, risk.party, risk.issue, risk.value) == ("name:C", "name:C", "any words", 0.4)


@pytest.mark.parametrize(
    ("line", "why"),
    [("C,i,1.1", ("range", "value")), ("C,i,nan", ("range", "value")), ("C,i,", ("missing", "value")),
     ("C,,0.1", ("missing", "issue")), (",i,0.1", ("missing", "party")), ('C,i,"0,1"', ("number", "value"))],
)  # fmt: skip
def test_a_risk_row_that_breaks_a_rule_goes_to_quarantine(tmp_path, line, why):
    assert code(rows(Risks(), tmp_path, f"party,issue,value\n{line}\n")[0]) == why


def test_each_template_is_sure_of_its_own_columns_only(tmp_path):
    heads = {"parties": PARTIES, "findings": FINDINGS, "assessments": ASSESSMENTS, "risks": "party,issue,value\n"}
    for name, head in heads.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(head + ",".join("x" for _ in head.split(",")) + "\n", encoding="utf-8")
        sure = [
            x.NAME
            for x in (Parties(), Findings(), Assessments(), Risks())
            if x.sniff(probes_of(open_files([path]))) > 0.5
        ]
        assert sure == [name]
