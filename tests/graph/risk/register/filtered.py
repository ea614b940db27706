"""A made-up register for tests of filters and pages."""

from headwater.graph.records import Action
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.register.filters import Filters
from headwater.graph.risk.register.register import priorities
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, prov, snap, supplies

WORLD = (
    brand("Brand"),
    brand("Other"),
    facility("A", "XA"),
    facility("B", "XA"),
    facility("C", "XB"),
    facility("D", None, country_proposed="XA", country_reason="a namesake"),
    facility("E", "XA"),
    *(supplies(x, "Brand") for x in "ABCD"),
    supplies("E", "Other"),
    finding("A", scale=5, observed="2024-02-01"),
    finding("A", "overtime", "allegation", scale=2, observed="2026"),
    finding("B", scale=4, text="Lockers"),
    finding("C", "overtime", "allegation", scale=3, observed="2025-03"),
    finding("D", scale=5, affected=7),
    finding("E", scale=3, scope=1, irremediability=1, delay_irremediable=False, affected=1, observed="2026-01-02"),
)
SNAP = snap(*WORLD)
OWN = own(SNAP, PACK, TODAY)


def register(*buyers, **more):
    filters = {k: more.pop(k) for k in list(more) if k in Filters.model_fields}
    return priorities(SNAP, OWN, PACK, [f"name:{b}" for b in buyers], filters=Filters(**filters), **more)


def rows(r):
    return [(x.rank, x.name, x.point) for x in r.rows]


WHOLE = [(1, "D", "coercion"), (2, "A", "coercion"), (3, "B", "coercion"), (4, "C", "overtime"), (5, "A", "overtime")]


def action(party, what, **more):
    p = prov()
    return Action(provenance=p, key=f"a{p.row}", party=f"name:{party}", issue="forced_labour", what=what, **more)
