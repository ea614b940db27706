"""The fictional garment world, before it is written as files: who exists, who supplies whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from headwater.demo.names import LANDS, NATIVE, Place, stems
from headwater.graph.ids import brand_key, group_key

GROUP = "Larkspur & Vale Group"
LARKSPUR, THISTLEDOWN = "Larkspur & Vale", "Thistledown Row"
MARRAM, TOLLIVER, QUILLMERE, OSSIFRAGE = "Marram & Mire", "Tolliver Finchbury", "Quillmere", "Ossifrage Denim"
BRANDS = (LARKSPUR, THISTLEDOWN, MARRAM, TOLLIVER, QUILLMERE, OSSIFRAGE)
"""The brands; the first two are the group's."""


@dataclass(slots=True)
class Facility:
    """One made-up facility; `lists` are the brands whose lists name it. Shares are 0 to 1, None: unknown."""

    name: str
    country: str
    place: Place
    tier: int
    good: str
    address: str
    workers: int | None = None
    women: float | None = None
    migrants: float | None = None
    owner: str | None = None
    os_id: str | None = None
    region: str | None = None
    chain_end: bool = False
    lists: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What the templates call it: its OS ID where it has one, else its name."""
        return f"oshub:{self.os_id}" if self.os_id else self.name


@dataclass(frozen=True, slots=True)
class Link:
    """A relation, goods flowing start → end; share of the end's purchases, None: unknown."""

    start: str
    end: str
    kind: str = "SUPPLIES"
    share: float | None = None
    product: str = ""
    since: str = ""


@dataclass(slots=True)
class World:
    """All of it. `named` are the facilities of the story, by the short word the story uses."""

    facilities: list[Facility] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    named: dict[str, Facility] = field(default_factory=dict)
    organisations: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Other parties: id, name, kind, country ("" where it has none)."""

    def listed(self, brand: str) -> list[Facility]:
        """The facilities that a brand's list names, in the world's order."""
        return [f for f in self.facilities if brand in f.lists]

    def tier(self, tier: int) -> list[Facility]:
        """The facilities of a tier."""
        return [f for f in self.facilities if f.tier == tier]


# word, stem, country, tier, good, what its name looks like, workers, women, migrants, lists
STORY: tuple[tuple[str, str, str, int, str, str, int, float, float, tuple[str, ...]], ...] = (
    ("zorvani", "Zorvani", "BD", 1, "garments", "{} Apparels Ltd.", 2_150, 0.71, 0.0, (LARKSPUR, MARRAM)),
    ("pelunda", "Pelunda", "BD", 1, "garments", "{} Fashions Ltd.", 1_320, 0.66, 0.0, (MARRAM, QUILLMERE)),
    ("nightjar", "Nightjar", "BD", 0, "garments", "{} Stitching Works", 180, 0.78, 0.0, ()),
    ("ullisco", "Ullisco", "MY", 1, "garments", "{} Apparel Sdn. Bhd.", 640, 0.52, 0.81, (MARRAM, QUILLMERE)),
    ("jorimar", "Jorimar", "JO", 1, "garments", "{} for Apparel Manufacturing LLC", 1_870, 0.69, 0.74,
     (LARKSPUR, THISTLEDOWN)),
    ("cigdem", "Kelmavi", "TR", 1, "garments", "{} Konfeksiyon San. ve Tic. A.Ş.", 410, 0.58, 0.12,
     (TOLLIVER, QUILLMERE)),
    ("brizanda", "Brizanda", "IN", 3, "thread_yarn", "{} Spinners Pvt. Ltd.", 900, 0.83, 0.35, ()),
    ("ravundo", "Ravundo", "PK", 2, "textiles", "{} Textile Mills (Pvt.) Ltd.", 2_400, 0.14, 0.0, ()),
    ("nimowick", "Nimoveil", "VN", 2, "textiles", "{} Weaving Viet Nam Co., Ltd.", 760, 0.49, 0.0, ()),
    ("velethra", "Velathro", "CN", 3, "thread_yarn", "{} Spinning Co., Ltd.", 1_150, 0.55, 0.2, ()),
    ("gin", "Drybed", "CN", 4, "cotton", "{} Ginning Station", 85, 0.3, 0.0, ()),
    ("farm", "Sunrow", "CN", 5, "cotton", "{} Cotton Field Station 12", 240, 0.5, 0.0, ()),
    ("hallowmoor", "Hallowmoor", "PT", 1, "garments", "{} Confecções, Lda.", 96, 0.8, 0.0, (LARKSPUR, TOLLIVER)),
    ("tamsin", "Tamsibar", "KH", 1, "garments", "{} Garment (Cambodia) Co., Ltd.", 3_050, 0.86, 0.02,
     (LARKSPUR, MARRAM, OSSIFRAGE)),
)  # fmt: skip

SPREAD = (
    # country, tier, good, how many
    ("VN", 1, "garments", 30), ("BD", 1, "garments", 22), ("KH", 1, "garments", 12), ("CN", 1, "garments", 14),
    ("IN", 1, "garments", 10), ("TR", 1, "garments", 9), ("ID", 1, "garments", 7), ("PK", 1, "garments", 4),
    ("EG", 1, "garments", 3), ("PT", 1, "garments", 3), ("CN", 2, "textiles", 10), ("VN", 2, "textiles", 6),
    ("TR", 2, "textiles", 5), ("IN", 2, "textiles", 6), ("PK", 2, "textiles", 5), ("BD", 2, "textiles", 3),
    ("CN", 3, "thread_yarn", 5), ("IN", 3, "thread_yarn", 5), ("PK", 3, "thread_yarn", 3), ("TR", 3, "thread_yarn", 2),
    ("IN", 4, "cotton", 3), ("PK", 4, "cotton", 2), ("TR", 4, "cotton", 2), ("EG", 4, "cotton", 1),
)  # fmt: skip
"""The rest of the world: filled with invented names, by chance of the seed."""

HOW_MANY = {LARKSPUR: 44, THISTLEDOWN: 18, MARRAM: 40, TOLLIVER: 22, QUILLMERE: 26, OSSIFRAGE: 20}
"""Rows each brand's list has besides those of the story."""
SYSTEMIC = "VN"
"""Where overtime over the legal limit is found in most assessed factories, of many owners."""


def build(seed: int) -> World:
    """Make the world; the same seed, the same world."""
    random = Random(seed)
    world, names = World(), iter(stems(random))
    for word, stem, country, tier, good, form, workers, women, migrants, lists in STORY:
        place = LANDS[country].places[0]
        f = Facility(form.format(stem), country, place, tier, good, "", workers, women, migrants, lists=list(lists))
        world.named[word] = f
        world.facilities.append(f)
    for country, tier, good, count in SPREAD:
        for _ in range(count):
            world.facilities.append(_fill(random, next(names), country, tier, good))
    for country, good, name, _ in NATIVE:
        tier = {"garments": 1, "textiles": 2, "thread_yarn": 3}[good]
        world.facilities.append(_fill(random, "", country, tier, good, name=name))
    xinjiang = Place("Aksu", "Xinjiang", 41.17, 80.26, "CN-XJ")
    for word in ("gin", "farm"):
        world.named[word].place, world.named[word].region = xinjiang, "CN-XJ"
    world.named["farm"].chain_end = True
    for number, f in enumerate(world.facilities, start=1):
        f.address = f"Fictional Industrial Area, Plot {number}"
        f.region = f.region or f.place.region
    _fill_lists(world, random)
    _identify(world)
    _own(world, random)
    _supply(world, random)
    _tell(world)
    return world


def _fill(random: Random, stem: str, country: str, tier: int, good: str, *, name: str | None = None) -> Facility:
    land = LANDS[country]
    place = random.choice(land.places)
    name = name or random.choice(land.words[good]).format(stem)
    size = {1: (180, 4_200), 2: (120, 2_600), 3: (90, 1_400), 4: (20, 260)}[tier]
    workers = random.randint(*size) if random.random() < 0.9 else None
    women = round(random.uniform(0.35, 0.9), 2) if tier < 4 else None
    migrants = round(random.uniform(0.0, 0.15), 2) if random.random() < 0.5 else None
    end = tier == 4 and random.random() < 0.6
    return Facility(name, country, place, tier, good, "", workers, women, migrants, chain_end=end)


def _fill_lists(world: World, random: Random) -> None:
    """Put tier 1 facilities on the brands' lists: most on one, some on two or three; every one on at least one."""
    free = [f for f in world.tier(1) if not f.lists]
    random.shuffle(free)
    start = 0
    for brand, count in HOW_MANY.items():
        for step in range(count):
            f = free[(start + step) % len(free)]
            if brand not in f.lists:
                f.lists.append(brand)
        start += count - count // 4  # a quarter of each list stands on the next one too
    for f in [f for f in world.listed(LARKSPUR) if MARRAM not in f.lists][5::7]:
        f.lists.append(MARRAM)
    for f in world.tier(2)[::9]:
        f.lists.append(LARKSPUR)  # a group that names some of its mills
    world.named["zorvani"].lists.append(THISTLEDOWN)


def _identify(world: World) -> None:
    """Give OS-Hub-like ids, plainly fictional, to what the two aggregator files name."""
    wanted = [f for f in world.facilities if MARRAM in f.lists or TOLLIVER in f.lists]
    for number, f in enumerate(wanted, start=1):
        f.os_id = f"{f.country}2026001FIC{number:03d}"


def _own(world: World, random: Random) -> None:
    """Owner groups: some own two or three facilities, most facilities are their own."""
    groups = [f"{stem} Holdings (fictional)" for stem in ("Auvrelle", "Corvind", "Eskarne", "Ostrevia", "Yllander")]
    world.organisations += [(g, g, "group", "") for g in groups]
    pool = [f for f in world.tier(1) if f not in world.named.values()]
    for owner in groups:
        for f in random.sample([f for f in pool if f.owner is None], 3):
            f.owner = owner
    for f in [f for f in world.tier(1) if f.country == "KH" and f.owner is None][:6]:
        f.owner = "Corvind Holdings (fictional)"
    _operate(world, [f for f in pool if f.country in (SYSTEMIC, "KH") and f.owner is None])


def _operate(world: World, facilities: list[Facility]) -> None:
    """A company runs each of them, every fourth company two; of the others nobody says who owns them."""
    for number, f in enumerate(facilities):
        company = f"Fictional Operating Company {number - number % 5 // 4 + 1}"
        if number % 5 != 4:
            world.organisations.append((company, company, "organisation", f.country))
        world.links.append(Link(company, f.key, "OPERATES"))


def _supply(world: World, random: Random) -> None:
    """Mills to garment makers, spinners to mills, farms to spinners; some shares known, many tiers unmapped."""
    for tier, mapped in ((1, 0.45), (2, 0.65), (3, 0.6)):
        makers = world.tier(tier + 1)
        for buyer in world.tier(tier):
            if buyer in world.named.values() or random.random() > mapped:
                continue
            left = 1.0
            for supplier in random.sample(
                [m for m in makers if m not in world.named.values()], random.choice((1, 1, 2, 3))
            ):
                share = round(min(random.uniform(0.1, 0.45), left), 2) if random.random() < 0.5 else None
                left -= share or 0.0
                product = {1: "fabric", 2: "yarn", 3: "cotton"}[tier]
                world.links.append(Link(supplier.key, buyer.key, share=share, product=product, since="2024"))


def _tell(world: World) -> None:
    """The story: a hidden subcontractor, a recruiter, a cotton route, owners."""
    n = world.named
    recruiter = "Bright Heron Manpower Pvt. Ltd."
    world.organisations.append((recruiter, recruiter, "organisation", "NP"))
    world.organisations.append((group_key(GROUP), GROUP, "group", ""))
    world.links += [
        Link(n["nightjar"].key, n["zorvani"].key, "SUBCONTRACTS_FOR", product="sewing", since="2025-03"),
        Link(n["nightjar"].key, n["pelunda"].key, "SUBCONTRACTS_FOR", product="sewing", since="2024"),
        Link(recruiter, n["ullisco"].key, "RECRUITS_FOR", since="2023"),
        Link(recruiter, n["jorimar"].key, "RECRUITS_FOR", since="2024-06"),
        Link(n["farm"].key, n["gin"].key, share=0.9, product="seed cotton"),
        Link(n["gin"].key, n["velethra"].key, share=0.6, product="cotton lint"),
        Link(n["velethra"].key, n["nimowick"].key, share=0.5, product="yarn"),
        Link(n["brizanda"].key, n["nimowick"].key, share=0.2, product="yarn"),
        Link(n["ravundo"].key, n["cigdem"].key, share=0.4, product="fabric"),
        Link(n["brizanda"].key, n["hallowmoor"].key, product="yarn"),
        Link(n["nimowick"].key, n["tamsin"].key, share=0.35, product="fabric"),
    ]
    weavers = [f for f in world.tier(1) if f.country == SYSTEMIC][:4]
    world.links += [Link(n["nimowick"].key, f.key, share=0.3, product="fabric from the Nimoveil mill") for f in weavers]
    known = [(n["zorvani"], 0.06), (n["jorimar"], 0.04), (n["tamsin"], 0.08), (n["hallowmoor"], 0.01)]
    world.links += [Link(f.key, brand_key(LARKSPUR), share=share) for f, share in known]
    world.links += [Link(brand_key(b), group_key(GROUP), "MEMBER_OF") for b in (LARKSPUR, THISTLEDOWN)]
    owners = [Link(f.owner, f.key, "OWNS") for f in world.facilities if f.owner]
    world.links += sorted(owners, key=lambda x: (x.start, x.end))
