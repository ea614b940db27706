"""A made-up chain for tests of traces, with a link of a declared tier; records in, a trace out."""

from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.trace.trace import trace
from tests.graph.risk.rows import PACK, TODAY, brand, facility, snap, supplies


def of(*records, root="Brand", **options):
    s = snap(brand("Brand"), *records)
    return trace(s, own(s, PACK, TODAY), PACK, f"name:{root}", **options)


#   Farm ─.5▶ Mill ─.4▶ Sewer ─.6▶ Brand          Trader ─(tier 3)▶ Brand .2
CHAIN = [
    facility("Sewer", "XA"),
    facility("Mill", "XB"),
    facility("Farm", chain_end=True),
    facility("Trader", country_proposed="XC", country_reason="phone code"),
    supplies("Farm", "Mill", 0.5),
    supplies("Mill", "Sewer", 0.4),
    supplies("Sewer", "Brand", 0.6),
    supplies("Trader", "Brand", 0.2, tier=3),
]
