"""A made-up garment world for pictures and exports: one brand, about 60 facilities, three tiers.

Fictional throughout. Hostile names stand where an attacker would put them: in a supplier's own name,
address, product, the source's title and the brand.
"""

from __future__ import annotations

from random import Random

from headwater.graph.records import Assessment, Finding, Party, Prior, Provenance, Record, Relation, Source
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import of
from headwater.graph.vocabulary import load_pack
from headwater.visualizations.gather import gather
from headwater.visualizations.subgraph import Edge, Node, Subgraph

TODAY = "2026-01-01"
PACK = load_pack("garment")
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)> href",
    "A&B \"Quote\" 'Ltd' {{7*7}} {% raw %}",
    "\u202egnitrevni oC",
    '=HYPERLINK("http://example.invalid","x")',
    "javascript:alert(4)",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "]]><x/>--><!--\x07\x0b",
)
NATIVE = (
    ("很长的中文名称服装有限公司", "CN"),
    ("ঢাকা বস্ত্র কারখানা", "BD"),
    ("தமிழ் நூற்பாலை", "IN"),
    ("شركة النسيج المتحدة", "EG"),
    ("Công ty May Mặc Sông Hồng", "VN"),
    ("រោងចក្រកាត់ដេរ", "KH"),
    ("မြန်မာ အထည်ချုပ်", "MM"),
    ("โรงงานเย็บผ้าสยาม", "TH"),
    ("İplik ve Dokuma Sanayi A.Ş.", "TR"),
    ("縫製工場株式会社", "JP"),
)
_STEMS = ("Blue Heron", "Silverleaf", "Two Rivers", "Old Banyan", "Monsoon", "Kingfisher", "Red Kite", "Lotus Gate",
          "Marigold", "Peacock", "Twin Palms", "High Meadow", "Paddy Field", "Sandbar")  # fmt: skip
_LANDS = ("BD", "VN", "CN", "IN", "TR", "KH", "PK", "ID")
_MAKES = {1: "Garments Ltd", 2: "Dyeing and Weaving Mills", 3: "Cotton Spinning"}
_POINTS = {5: ("bonded_labour", "forced_labour"), 4: ("emergency_preparedness", "osh"), 3: ("overtime", "working_time"),
           2: ("paid_leave", "compensation")}  # fmt: skip


class _Making:
    """Records one after another, a row each."""

    def __init__(self, *, hostile: bool, fictional: bool) -> None:
        self.hostile, self.fictional = hostile, fictional
        self.out: list[Record] = []
        self.random, self.row = Random(11), 1
        self.odd, self.native = list(HOSTILE if hostile else ()), list(NATIVE)
        self.lanes: dict[int, list[str]] = {}

    def prov(self, source: str = "made-list") -> Provenance:
        self.row += 1
        return Provenance(source=source, file=f"{source}.csv", sha256="ab" * 32, row=self.row, dated="2025-06-30")

    def party(self, key: str, name: str, kind: str = "facility", **props: object) -> str:
        self.out.append(Party.model_validate(
            {"provenance": self.prov(), "kind": kind, "key": f"name:{key}", "name": name, **props}))  # fmt: skip
        return f"name:{key}"

    def link(self, start: str, end: str, kind: str = "SUPPLIES", **props: object) -> None:
        self.out.append(Relation.model_validate(
            {"provenance": self.prov(), "kind": kind, "start": start, "end": end, **props}))  # fmt: skip

    def finding(self, at: str, severity: int, kind: str = "audit finding", **props: object) -> None:
        point, issue = _POINTS[severity]
        self.out.append(Finding.model_validate(
            {"provenance": self.prov("audits"), "key": f"f{self.row}", "party": at, "issue": issue, "point": point,
             "kind": kind, "status": "open", "source_type": "audit", "scale": severity, "observed": "2025-03",
             **props}))  # fmt: skip

    def sources(self) -> None:
        title = "A made-up list <b>href</b>" if self.hostile else "A made-up list"
        self.out.append(Source(
            provenance=self.prov(), key="made-list", title=title, licence="CC-BY-SA-4.0", redistributable="yes",
            attribution="The made-up registry", dated="2025-06-30", fictional=self.fictional))  # fmt: skip
        self.out.append(Source(
            provenance=self.prov("audits"), key="audits", title="Made-up audits", redistributable="no",
            dated="2025-09-01", fictional=self.fictional))  # fmt: skip
        self.out.append(Source(
            provenance=self.prov("goods"), key="goods", title="Made-up list of goods", publisher="A ministry",
            licence="CC0-1.0", redistributable="yes", dated="2024", fictional=self.fictional))  # fmt: skip

    def lane(self, tier: int, size: int) -> None:
        """Facilities of a tier, and whom they supply."""
        self.lanes[tier] = []
        for i in range(size):
            name, land = self._called(tier, i)
            props: dict[str, object] = {"good": {1: "garments", 2: "textiles", 3: "thread_yarn"}[tier]}
            if i % 7 == 3:
                props |= {"country_proposed": land, "country_reason": f"the address ends in a city of {land}"}
            else:
                props["country"] = land
            if i % 3 == 0:
                props["workers"] = self.random.randrange(80, 4000)
            at = self.party(f"t{tier}-{i}", name, address=f"{i} Mill Road", **props)
            self.lanes[tier].append(at)
            for buyer in sorted({self.random.choice(self.lanes[tier - 1]) for _ in range(1 if i % 3 else 2)}):
                kind = "SUBCONTRACTS_FOR" if tier == 2 and i % 6 == 5 else "SUPPLIES"
                self.link(at, buyer, kind, share=round(self.random.uniform(0.01, 0.03), 3) if i % 2 else None,
                          confidence=0.5 if i % 9 == 7 else 0.95,
                          product="href <b>shirts</b>" if self.hostile else "shirts")  # fmt: skip

    def _called(self, tier: int, i: int) -> tuple[str, str]:
        """A name and a country: made up, odd, in a script of its own, or long."""
        land = self.random.choice(_LANDS)
        name = f"{self.random.choice(_STEMS)} {_MAKES[tier]} Unit {i + 1}"
        if i % 5 == 1 and self.odd:
            name = self.odd.pop(0)
        elif i % 4 == 2 and self.native:
            name, land = self.native.pop(0)
        elif i == 4:
            stem = self.random.choice(_STEMS)
            name = f"The {stem} and Sons International Export Processing {_MAKES[tier]} (Pvt.) Unit {i}"
        return name, land

    def findings(self) -> None:
        one, two, three = self.lanes[1], self.lanes[2], self.lanes[3]
        self.finding(one[0], 5, "allegation", source_type="ngo")
        self.finding(one[0], 3)
        self.finding(one[3], 4, "confirmed")
        self.finding(one[8], 3, "inspection finding")
        self.finding(one[11], 2)
        self.finding(one[1], 4)
        self.finding(two[4], 5, "decision of an authority")
        self.finding(two[7], 4)
        self.finding(two[7], 3)
        self.finding(two[7], 2, "allegation")
        self.finding(three[2], 5, "allegation", scale=None)
        self.finding(three[5], 3)

    def checks(self) -> None:
        for i, at in enumerate((*self.lanes[1][12:18], *self.lanes[2][9:12])):
            self.out.append(Assessment.model_validate(
                {"provenance": self.prov("audits"), "key": f"a{i}", "party": at, "issue": "osh",
                 "point": "emergency_preparedness", "outcome": "compliant", "method": "unannounced",
                 "date": f"2025-0{i + 1}-14", "source_type": "audit"}))  # fmt: skip

    def context(self) -> None:
        for land, good in (("IN", "thread_yarn"), ("CN", "thread_yarn"), ("BD", "garments"), ("VN", "garments")):
            self.out.append(Prior(
                provenance=self.prov("goods"), key=f"{land}-{good}", country=land, good=good, issue="forced_labour",
                listed=True, edition="2024"))  # fmt: skip


def made_up(*, hostile: bool = True, fictional: bool = True) -> list[Record]:
    """The world's records; the same every time."""
    make = _Making(hostile=hostile, fictional=fictional)
    make.sources()
    brand = make.party("halden", "Halden & Marsh", "brand")
    make.link(brand, make.party("haldengroup", "Halden Holding", "group"), "MEMBER_OF")
    make.lanes[0] = [brand]
    for tier, size in {1: 26, 2: 20, 3: 12}.items():
        make.lane(tier, size)
    make.link(make.lanes[2][0], brand, tier=2)
    recruiter = make.party("recruiter", "Golden Bridge Manpower Services", "organisation", country="NP")
    make.link(recruiter, make.lanes[1][0], "RECRUITS_FOR")
    make.findings()
    make.checks()
    make.context()
    return make.out


def snapshot(records: list[Record] | None = None) -> Snapshot:
    """The world as a snapshot."""
    return Snapshot.of([of(r) for r in records or made_up()], revision=7, as_of=TODAY, canon={})


def subgraph(
    records: list[Record] | None = None, *, roots: tuple[str, ...] = ("name:halden",), **kw: object
) -> Subgraph:
    """The subgraph behind the brand."""
    snap = snapshot(records)
    return gather(snap, own(snap, PACK, TODAY), PACK, roots=roots, method="0.1", **kw)  # type: ignore[arg-type]


def fan(n: int, **props: object) -> Subgraph:
    """A subgraph of one buyer and n facilities in tier 1."""
    head = subgraph(made_up(hostile=False)).meta
    nodes = [Node(id="brand:b", name="B", kind="brand", tier=0, root=True, suppliers_named=n)]
    nodes += [
        Node.model_validate({"id": f"f{i:05d}", "name": f"F {i}", "kind": "facility", "tier": 1} | props)
        for i in range(n)
    ]
    edges = tuple(Edge(start=f"f{i:05d}", end="brand:b", kind="SUPPLIES") for i in range(n))
    return Subgraph(
        meta=head.model_copy(update={"roots": ("brand:b",), "title": "B"}), nodes=tuple(nodes), edges=edges, sources=()
    )
