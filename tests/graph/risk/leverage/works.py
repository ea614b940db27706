"""Made-up facilities and buyers for tests of leverage and of what companies share."""

from headwater.graph.ids import name_key
from headwater.graph.records import PartyKind, Relation, RelationKind
from headwater.graph.risk.leverage.leverage import leverage
from headwater.graph.risk.leverage.shared import share
from headwater.graph.risk.leverage.sheet import sheet
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, prov, snap, supplies


def tie(kind, start, end):
    return Relation(provenance=prov(), kind=RelationKind[kind], start=name_key(start), end=name_key(end))


def world(ada=0.3719, bo=0.2283, cy=0.0641):
    """A facility with three direct buyers, a brand behind one of them, and a sister with a buyer of its own."""
    return snap(
        facility("Works", "XA"), facility("Sister", "XA"), facility("Hub", "XA"), brand("Ada"), brand("Bo"),
        brand("Cy"), brand("Far"), facility("Agency", kind=PartyKind.ORGANISATION),
        supplies("Works", "Ada", ada), supplies("Works", "Bo", bo), supplies("Works", "Hub"), supplies("Hub", "Far"),
        supplies("Sister", "Cy", cy), supplies("Sister", "Bo", 0.1),
        tie("OWNS", "Owner", "Works"), tie("OWNS", "Owner", "Sister"), tie("RECRUITS_FOR", "Works", "Agency"),
        tie("MEMBER_OF", "Ada", "House"),
        finding("Works", "overtime", observed="2026-01-01", text="Bo pays 4.4477 a piece", key="f1", row=1),
        finding("Works", "gender", observed="2026-01-01", key="f2", row=2),
    )  # fmt: skip


def ask(s=None, **options):
    return leverage(s or world(), PACK, name_key("Works"), today=TODAY, **options)


def paper(s=None, to="Ada", **options):
    return sheet(s or world(), PACK, name_key("Works"), name_key(to), today=TODAY, **options)


def takes(**shares):
    return {name_key(n): x for n, x in shares.items()}


def of(*records, companies=("Ada", "Bo"), **options):
    return share(snap(*records), PACK, [f"name:{c}" for c in companies], today=TODAY, **options)


WORLD = [
    facility("Group", kind=PartyKind.GROUP), brand("Ada"), brand("Bo"), brand("Cy"), tie("MEMBER_OF", "Ada", "Group"),
    *(facility(f, "XA") for f in ("Both", "Deep", "OnlyA", "OnlyB", "Sewer")),
    supplies("Both", "Ada", 0.3), supplies("OnlyA", "Ada", 0.2), supplies("Sewer", "Ada"),
    supplies("Both", "Bo"), supplies("OnlyB", "Bo", 0.6), supplies("Deep", "Bo"), supplies("Deep", "Sewer"),
    supplies("Both", "Cy"),
]  # fmt: skip
