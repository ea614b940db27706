"""Made-up companies that look at so many of their suppliers, for tests of comparisons."""

from __future__ import annotations

from headwater.graph.ids import name_key
from headwater.graph.risk.comparison.comparison import compare
from headwater.graph.risk.own_risk.evidence import own
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, snap, source, supplies

ISSUE = "forced_labour"


def world(looked: dict[str, int], *more, harmed: dict[str, int] | None = None):
    """Brands that buy all from twenty suppliers of their own, so many of them checked, so many harmed."""
    records = [source(), *more]
    for name, count in looked.items():
        records.append(brand(name))
        for i in range(20):
            site = f"{name} supplier {i:02}"
            records += [facility(site, "BD", "garments"), supplies(site, name, 0.05)]
            if i < count:
                records.append(check(site))
            if i < (harmed or {}).get(name, 0):
                records.append(finding(site, observed="2020-01-01"))
    return snap(*records)


def compared(snapshot, *names, issue=ISSUE):
    doc = compare(snapshot, own(snapshot, PACK, TODAY), PACK, [name_key(n) for n in names], issue=issue)
    (block,) = doc.issues
    return doc, block
