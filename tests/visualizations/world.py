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
from headwater.visualizations.subgraph import Subgraph

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


def made_up(*, hostile: bool = True, fictional: bool = True) -> list[Record]:
    """The world's records; the same every time."""
    out: list[Record] = []
    random = Random(11)
    row = 1

    def prov(source: str = "made-list") -> Provenance:
        nonlocal row
        row += 1
        return Provenance(source=source, file=f"{source}.csv", sha256="ab" * 32, row=row, dated="2025-06-30")

    title = "A made-up list <b>href</b>" if hostile else "A made-up list"
    out.append(Source(provenance=prov(), key="made-list", title=title, licence="CC-BY-SA-4.0", redistributable="yes",
                      attribution="The made-up registry", dated="2025-06-30", fictional=fictional))  # fmt: skip
    out.append(Source(provenance=prov("audits"), key="audits", title="Made-up audits", redistributable="no",
                      dated="2025-09-01", fictional=fictional))  # fmt: skip
    out.append(Source(provenance=prov("goods"), key="goods", title="Made-up list of goods", publisher="A ministry",
                      licence="CC0-1.0", redistributable="yes", dated="2024", fictional=fictional))  # fmt: skip

    def party(key: str, name: str, kind: str = "facility", source: str = "made-list", **props: object) -> str:
        out.append(Party.model_validate(
            {"provenance": prov(source), "kind": kind, "key": f"name:{key}", "name": name, **props}))  # fmt: skip
        return f"name:{key}"

    def link(start: str, end: str, kind: str = "SUPPLIES", source: str = "made-list", **props: object) -> None:
        out.append(Relation.model_validate(
            {"provenance": prov(source), "kind": kind, "start": start, "end": end, **props}))  # fmt: skip

    def finding(at: str, severity: int, kind: str = "audit finding", **props: object) -> None:
        point, issue = _POINTS[severity]
        out.append(Finding.model_validate(
            {"provenance": prov("audits"), "key": f"f{row}", "party": at, "issue": issue, "point": point, "kind": kind,
             "status": "open", "source_type": "audit", "scale": severity, "observed": "2025-03", **props}))  # fmt: skip

    brand = party("halden", "Halden & Marsh", "brand")
    group = party("haldengroup", "Halden Holding", "group")
    out.append(Relation.model_validate(
        {"provenance": prov(), "kind": "MEMBER_OF", "start": brand, "end": group}))  # fmt: skip
    lanes: dict[int, list[str]] = {0: [brand]}
    sizes = {1: 26, 2: 20, 3: 12}
    odd = list(HOSTILE if hostile else ())
    native = list(NATIVE)
    for tier, size in sizes.items():
        lanes[tier] = []
        for i in range(size):
            land: str | None = random.choice(_LANDS)
            name = f"{random.choice(_STEMS)} {_MAKES[tier]} Unit {i + 1}"
            if i % 5 == 1 and odd:
                name = odd.pop(0)
            elif i % 4 == 2 and native:
                name, land = native.pop(0)
            elif i == 4:
                stem = random.choice(_STEMS)
                name = f"The {stem} and Sons International Export Processing {_MAKES[tier]} (Pvt.) Unit {i}"
            props: dict[str, object] = {"good": {1: "garments", 2: "textiles", 3: "thread_yarn"}[tier]}
            if i % 7 == 3:
                props |= {"country_proposed": land, "country_reason": f"the address ends in a city of {land}"}
            else:
                props["country"] = land
            if i % 3 == 0:
                props["workers"] = random.randrange(80, 4000)
            at = party(f"t{tier}-{i}", name, address=f"{i} Mill Road", **props)
            lanes[tier].append(at)
            for buyer in sorted({random.choice(lanes[tier - 1]) for _ in range(1 if i % 3 else 2)}):
                kind = "SUBCONTRACTS_FOR" if tier == 2 and i % 6 == 5 else "SUPPLIES"
                link(at, buyer, kind, share=round(random.uniform(0.01, 0.03), 3) if i % 2 else None,
                     confidence=0.5 if i % 9 == 7 else 0.95,
                     product="href <b>shirts</b>" if hostile else "shirts")  # fmt: skip
    link(lanes[2][0], brand, tier=2)
    recruiter = party("recruiter", "Golden Bridge Manpower Services", "organisation", country="NP")
    link(recruiter, lanes[1][0], "RECRUITS_FOR")
    finding(lanes[1][0], 5, "allegation", source_type="ngo")
    finding(lanes[1][0], 3)
    finding(lanes[1][3], 4, "confirmed")
    finding(lanes[1][8], 3, "inspection finding")
    finding(lanes[1][11], 2)
    finding(lanes[1][1], 4)
    finding(lanes[2][4], 5, "decision of an authority")
    finding(lanes[2][7], 4)
    finding(lanes[2][7], 3)
    finding(lanes[2][7], 2, "allegation")
    finding(lanes[3][2], 5, "allegation", scale=None)
    finding(lanes[3][5], 3)
    for i, at in enumerate((*lanes[1][12:18], *lanes[2][9:12])):
        out.append(Assessment.model_validate(
            {"provenance": prov("audits"), "key": f"a{i}", "party": at, "issue": "osh",
             "point": "emergency_preparedness", "outcome": "compliant", "method": "unannounced",
             "date": f"2025-0{i + 1}-14", "source_type": "audit"}))  # fmt: skip
    for land, good in (("IN", "thread_yarn"), ("CN", "thread_yarn"), ("BD", "garments"), ("VN", "garments")):
        out.append(Prior(provenance=prov("goods"), key=f"{land}-{good}", country=land, good=good, issue="forced_labour",
                         listed=True, edition="2024"))  # fmt: skip
    return out


def snapshot(records: list[Record] | None = None) -> Snapshot:
    """The world as a snapshot."""
    return Snapshot.of([of(r) for r in records or made_up()], revision=7, as_of=TODAY, canon={})


def subgraph(
    records: list[Record] | None = None, *, roots: tuple[str, ...] = ("name:halden",), **kw: object
) -> Subgraph:
    """The subgraph behind the brand."""
    snap = snapshot(records)
    return gather(snap, own(snap, PACK, TODAY), PACK, roots=roots, method="0.1", **kw)  # type: ignore[arg-type]
