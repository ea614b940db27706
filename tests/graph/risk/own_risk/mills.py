"""The own risk of a made-up mill: records in, its numbers out."""

from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import STATES
from tests.graph.risk.rows import PACK, TODAY, facility, snap

TWO_YEARS_AGO = "2024-06-30"
FOUR_YEARS_AGO = "2022-06-30"  # 1,461 days: one half-life of forced labour, to the day


def cell(result, snapshot, party="Mill", issue="forced_labour"):
    i, k = snapshot.find(f"name:{party}"), result.column(issue)
    return {
        "p": result.p[i, k],
        "s": result.s[i, k],
        "p_low": result.p_low[i, k],
        "p_high": result.p_high[i, k],
        "low": result.low[i, k],
        "high": result.high[i, k],
        "severity": result.severity[i, k],
        "evidence": result.s_evidence[i, k],
        "context": result.s_context[i, k],
        "state": STATES[result.state[i, k]],
        "log": result.log[i, issue],
    }


def of(*records, party="Mill", issue="forced_labour", today=TODAY):
    s = snap(facility("Mill", "XA"), *records)
    return cell(own(s, PACK, today), s, party, issue)
