"""Our own template for findings."""

import pytest

from headwater.loaders.formats.findings import Findings
from tests.loaders.formats.made import code, rows

FINDINGS = (
    "party,country,point,kind,state,observed,source_type,scale,scope,irremediability,likelihood,affected,women,"
    "migrants,minors,event,cause,remedied_effect,text\n"
)


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
