"""Invented names on real places: every company, facility and address of the demo is made up.

Places are real cities with their coordinates to two decimals, so that maps, regions and country
proposals have something to work on.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Place:
    """A real city: name, state or province, ISO 3166-2 code where used, degrees north and east."""

    city: str
    state: str
    latitude: float
    longitude: float
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Land:
    """A country as the lists write it, its world region in brand lists, and how companies are called there."""

    code: str
    name: str
    upper: str
    area: str
    places: tuple[Place, ...]
    words: dict[str, tuple[str, ...]]
    """Ways to call a facility by what it makes: `{}` stands for the invented stem."""


def _land(
    code: str, name: str, area: str, places: tuple[Place, ...], garment: tuple[str, ...], mill: str, spinner: str
) -> Land:
    words = {
        "garments": garment,
        "textiles": (mill,),
        "thread_yarn": (spinner,),
        "cotton": ("{} Cotton Farm Cooperative",),
    }
    return Land(code, name, name.upper(), area, places, words)


LANDS: dict[str, Land] = {
    land.code: land
    for land in (
        _land(
            "BD", "Bangladesh", "S ASIA",
            (Place("Gazipur", "Dhaka", 23.99, 90.42), Place("Narayanganj", "Dhaka", 23.62, 90.50),
             Place("Chattogram", "Chattogram", 22.36, 91.78)),
            ("{} Apparels Ltd.", "{} Knit Composite Ltd.", "{} Fashions Ltd."), "{} Dyeing & Fabrics Ltd.",
            "{} Spinning Mills Ltd.",
        ),
        _land(
            "VN", "Vietnam", "SE ASIA",
            (Place("Thu Dau Mot", "Binh Duong", 10.98, 106.65), Place("Bien Hoa", "Dong Nai", 10.95, 106.82),
             Place("Nam Dinh", "Nam Dinh", 20.43, 106.17)),
            ("{} Viet Nam Garment Co., Ltd.", "{} Apparel Joint Stock Company"), "{} Weaving Viet Nam Co., Ltd.",
            "{} Yarn Viet Nam Co., Ltd.",
        ),
        _land(
            "KH", "Cambodia", "SE ASIA",
            (Place("Phnom Penh", "Phnom Penh", 11.56, 104.92), Place("Ta Khmau", "Kandal", 11.48, 104.95)),
            ("{} Garment (Cambodia) Co., Ltd.", "{} Sewing (Cambodia) Co., Ltd."), "{} Fabric (Cambodia) Co., Ltd.",
            "{} Yarn (Cambodia) Co., Ltd.",
        ),
        _land(
            "CN", "China", "N ASIA",
            (Place("Ningbo", "Zhejiang", 29.87, 121.54, "CN-ZJ"),
             Place("Dongguan", "Guangdong", 23.02, 113.75, "CN-GD"),
             Place("Nantong", "Jiangsu", 31.98, 120.89, "CN-JS")),
            ("{} Garment Co., Ltd.", "Ningbo {} Knitwear Co., Ltd."), "{} Textile Co., Ltd.", "{} Spinning Co., Ltd.",
        ),
        _land(
            "IN", "India", "S ASIA",
            (Place("Tiruppur", "Tamil Nadu", 11.11, 77.34, "IN-TN"),
             Place("Bengaluru", "Karnataka", 12.97, 77.59, "IN-KA")),
            ("{} Exports Pvt. Ltd.", "{} Clothing Pvt. Ltd."), "{} Processors Pvt. Ltd.", "{} Spinners Pvt. Ltd.",
        ),
        _land(
            "TR", "Turkey", "EMEA",
            (Place("Istanbul", "Istanbul", 41.01, 28.98), Place("Denizli", "Denizli", 37.78, 29.09),
             Place("Bursa", "Bursa", 40.19, 29.06)),
            ("{} Konfeksiyon San. ve Tic. A.Ş.", "{} Tekstil Ltd. Şti."), "{} Dokuma San. A.Ş.", "{} İplik San. A.Ş.",
        ),
        _land(
            "PK", "Pakistan", "S ASIA",
            (Place("Karachi", "Sindh", 24.86, 67.01), Place("Faisalabad", "Punjab", 31.42, 73.08)),
            ("{} Garments (Pvt.) Ltd.",), "{} Textile Mills (Pvt.) Ltd.", "{} Spinning (Pvt.) Ltd.",
        ),
        _land(
            "ID", "Indonesia", "SE ASIA",
            (Place("Semarang", "Central Java", -6.97, 110.42), Place("Bandung", "West Java", -6.92, 107.61)),
            ("PT {} Garmen Indonesia",), "PT {} Tekstil Indonesia", "PT {} Benang Indonesia",
        ),
        _land(
            "JO", "Jordan", "EMEA", (Place("Irbid", "Irbid", 32.56, 35.85),),
            ("{} for Apparel Manufacturing LLC",), "{} Fabrics LLC", "{} Yarns LLC",
        ),
        _land(
            "MY", "Malaysia", "SE ASIA", (Place("Batu Pahat", "Johor", 1.85, 102.93),),
            ("{} Apparel Sdn. Bhd.",), "{} Fabrics Sdn. Bhd.", "{} Yarns Sdn. Bhd.",
        ),
        _land(
            "PT", "Portugal", "EMEA", (Place("Barcelos", "Braga", 41.53, -8.62),),
            ("{} Confecções, Lda.",), "{} Malhas, Lda.", "{} Fiação, Lda.",
        ),
        _land(
            "EG", "Egypt", "EMEA", (Place("Alexandria", "Alexandria", 31.20, 29.92),),
            ("{} Garments S.A.E.",), "{} Weaving S.A.E.", "{} Spinning S.A.E.",
        ),
        _land(
            "NP", "Nepal", "S ASIA", (Place("Kathmandu", "Bagmati", 27.72, 85.32),),
            ("{} Clothing Pvt. Ltd.",), "{} Fabrics Pvt. Ltd.", "{} Yarns Pvt. Ltd.",
        ),
    )
}  # fmt: skip
"""The countries of the world, by ISO 3166-1 alpha-2."""

FIRST = (
    "Vel", "Tor", "Quin", "Zar", "Mor", "Lys", "Bri", "Kel", "Dov", "Fen", "Hal", "Jor", "Nim", "Oss", "Pel", "Rav",
    "Sel", "Tam", "Ull", "Wex",
)  # fmt: skip
SECOND = (
    "andriq",
    "ovale",
    "imarro",
    "ethra",
    "undell",
    "iscop",
    "arrowe",
    "owick",
    "aveen",
    "oliss",
    "urrin",
    "ebbeck",
)

NATIVE: tuple[tuple[str, str, str, str], ...] = (
    # country, good, name (each says "fictional" in its language), what it is in English
    ("CN", "garments", "虚构晨露制衣有限公司", "Morning Dew Garment"),
    ("CN", "textiles", "虚构蓝鹤纺织有限公司", "Blue Crane Textile"),
    ("CN", "garments", "虛構竹影針織廠", "Bamboo Shade Knitting (traditional script)"),
    ("BD", "garments", "কাল্পনিক শাপলা গার্মেন্টস লিমিটেড", "Water Lily Garments"),
    ("BD", "garments", "কাল্পনিক দোয়েল নিটওয়্যার লিমিটেড", "Magpie Robin Knitwear"),
    ("VN", "garments", "Công ty TNHH May Hư Cấu Sương Mai", "Morning Mist Garment"),
    ("VN", "textiles", "Công ty TNHH Dệt Hư Cấu Bình Minh", "Dawn Weaving"),
    ("KH", "garments", "រោងចក្រកាត់ដេរប្រឌិត ផ្កាឈូក", "Lotus Sewing Factory"),
    ("TR", "garments", "Kurgusal Çiğdem Giyim San. ve Tic. A.Ş.", "Crocus Clothing"),
    ("TR", "thread_yarn", "Kurgusal Gölgeışık İplik A.Ş.", "Shadowlight Yarn"),
    ("EG", "garments", "مصنع الخيال للملابس الجاهزة", "Imagination Ready-made Garments"),
    ("JO", "garments", "شركة الوهم لصناعة الألبسة", "Illusion Apparel Industry"),
)
"""Facilities that their lists name in their own script."""


def stems(random: Random) -> list[str]:
    """Invented company names, each once, in an order that the seed decides."""
    out = [a + b for a in FIRST for b in SECOND]
    random.shuffle(out)
    return out
