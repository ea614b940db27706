"""What tests of lists share: one list in several languages."""

from __future__ import annotations

from pathlib import Path

LISTS = {
    "english": [
        ["Facility name", "Street address", "Town", "Zip code", "Country", "Products", "Number of workers", "% women",
         "Parent company", "Contact person", "E-mail", "OS ID", "Colour"],
        ["Ink Mill Ltd", "1 Made-up Rd", "Gazipur", "1700", "Bangladesh", "T-shirts", "1200", "71%", "Ink Group",
         "A. Nobody", "a@example.org", "BD2020123ABCDE7", "red"],
    ],
    "german": [
        ["Produktionsstätte", "Straße", "Ort", "PLZ", "Land", "Produkte", "Beschäftigte", "Frauenanteil in %",
         "Konzern", "Ansprechpartner", "E-Mail-Adresse", "OS ID", "Farbe"],
        ["Tintenwerk GmbH", "Musterweg 1", "Gazipur", "1700", "Bangladesch", "T-Shirts", "1200", "71,5", "Ink Group",
         "A. Nobody", "a@example.org", "BD2020123ABCDE7", "rot"],
    ],
    "french": [
        ["Nom de l’usine", "Adresse", "Ville", "Code postal", "Pays", "Produits", "Nombre de travailleurs",
         "% de femmes", "Société mère", "Personne de contact", "Courriel", "OS ID", "Couleur"],
        ["Atelier Encre SA", "1 rue Fictive", "Gazipur", "1700", "Bangladesh", "T-shirts", "1200", "71,5", "Ink Group",
         "A. Nobody", "a@example.org", "BD2020123ABCDE7", "rouge"],
    ],
    "spanish": [
        ["Nombre de la fábrica", "Dirección", "Ciudad", "Código postal", "País", "Productos", "Número de trabajadores",
         "% mujeres", "Empresa matriz", "Persona de contacto", "Correo electrónico", "OS ID", "Color favorito"],
        ["Tinta SA", "Calle Falsa 1", "Gazipur", "1700", "Bangladés", "Camisetas", "1200", "71,5", "Ink Group",
         "A. Nobody", "a@example.org", "BD2020123ABCDE7", "rojo"],
    ],
    "chinese": [
        ["工厂名称", "工厂地址", "城市", "邮编", "国家/地区", "产品类别", "员工人数", "女性比例(%)", "母公司", "联系人",
         "电子邮箱", "OS ID", "颜色"],
        ["墨水虚构制衣有限公司", "虚构路1号", "Gazipur", "1700", "孟加拉国", "服装", "1200", "71.5", "Ink Group",
         "无名氏", "a@example.org", "BD2020123ABCDE7", "红"],
    ],
}  # fmt: skip


def write_csv(path: Path, rows: list[list[str]]) -> Path:
    path.write_text("\n".join(";".join(r) for r in rows) + "\n", encoding="utf-8")
    return path
