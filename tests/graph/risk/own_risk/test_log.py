"""What lies behind an own risk: lines that add up to it, made when they are asked for."""

import pytest

from headwater.graph.risk.own_risk.evidence import own
from tests.graph.risk.rows import PACK, TODAY, check, facility, finding, given, listed, snap

WORLD = (
    facility("Mill", "XA", "cotton"), facility("Gin"), facility("Shed", "XB"), listed("XA", "cotton"),
    finding("Mill", observed="2026-01-01"), finding("Mill", "overtime", "allegation"), check("Gin", "forced_labour"),
    given("Shed", "osh", 0.25), given("Shed", "beyond", 0.5),
)  # fmt: skip


def test_the_lines_of_each_party_and_issue_add_up_to_its_own_risk():
    s = snap(*WORLD)
    held = own(s, PACK, TODAY)
    assert len(held.log) == len(list(held.log)) == len(s.ids) * len(held.issues)
    for i, issue in held.log:
        lines = held.log[i, issue]
        assert sum(x.amount for x in lines) == pytest.approx(held.s[i, held.column(issue)], abs=1e-12)
        assert {(x.party, x.issue) for x in lines} <= {(i, issue)}


def test_a_given_risk_is_one_line_with_its_row_and_an_issue_beyond_the_pack_has_none_elsewhere():
    s = snap(*WORLD)
    held = own(s, PACK, TODAY)
    (line,) = held.log[s.index["name:Shed"], "osh"]
    assert (line.part, line.amount, line.what) == ("evidence", 0.25, "own risk 0.25, taken as given")
    assert [r.source for r in line.refs] == ["given"]
    assert held.log[s.index["name:Mill"], "beyond"] == ()


def test_clean_checks_are_named_and_who_is_not_there_has_no_lines():
    s = snap(*WORLD)
    held = own(s, PACK, TODAY)
    (line,) = held.log[s.index["name:Gin"], "forced_labour"]
    assert line.part == "context" and line.what.endswith("; lowered by clean checks (made-up)")
    for key in ((99, "osh"), (-1, "osh"), (0, "moon dust")):
        with pytest.raises(KeyError):
            held.log[key]


def test_ranges_are_those_of_parties_of_which_something_is_known_and_nothing_given():
    s = snap(*WORLD)
    log = own(s, PACK, TODAY).log
    assert set(log.ranges("forced_labour")) == {s.index["name:Mill"], s.index["name:Gin"]}
    assert log.ranges("osh") == {}
    assert log.grounds(PACK) is not None
