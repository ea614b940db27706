"""The register of made-up records, and worlds whose shares and tiers differ."""

import random

from headwater.graph.records import Finding
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.register.register import priorities
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, listed, prov, snap, supplies


def register(*records, buyer="Brand", issue=None):
    s = snap(brand("Brand"), *records)
    return priorities(s, own(s, PACK, TODAY), PACK, [f"name:{buyer}"], issue=issue)


def names(r):
    return [x.name for x in r.rows]


def world(rng, *, shares, tiers):
    """Three tiers of made-up mills with findings; shares and declared tiers as asked."""
    here = random.Random(rng)
    fixed = random.Random(7)
    out = [brand("Brand")]
    for i in range(60):
        out.append(facility(f"F{i}", fixed.choice(["XA", "XB", None]), fixed.choice(["garments", None])))
    for i in range(60):
        to = "Brand" if i < 20 else f"F{fixed.randrange(20)}" if i < 40 else f"F{fixed.randrange(20, 40)}"
        out.append(
            supplies(f"F{i}", to, here.random() / 60 if shares else None, tier=here.randint(1, 4) if tiers else None)
        )
    for i in range(40):
        point = fixed.choice([p.id for p in PACK.points])
        extra = {"scale": fixed.choice([None, 1, 3, 5]), "affected": fixed.choice([None, 5, 50]), "row": 1000 + i}
        out.append(finding(f"F{fixed.randrange(60)}", point, fixed.choice(["audit", "allegation"]), **extra))
    out.append(listed("XA", "garments"))
    return [r if isinstance(r, Finding) else r.model_copy(update={"provenance": prov(row=1)}) for r in out]


def json_of(records):
    s = snap(*records)
    return priorities(s, own(s, PACK, TODAY), PACK, ["name:Brand"]).model_dump_json()
