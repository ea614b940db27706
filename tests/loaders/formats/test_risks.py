"""Our own template for risks."""

import pytest

from headwater.loaders.formats.risks import Risks
from tests.loaders.formats.made import code, rows


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
