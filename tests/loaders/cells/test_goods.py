import pytest

from headwater.graph.vocabulary import load_pack
from headwater.loaders.cells.goods import good_of
from headwater.loaders.cells.words import rows

PACK = load_pack("garment")


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Apparel", "garments"), ("APPAREL", "garments"), ("Bekleidung", "garments"), ("vêtements", "garments"),
        ("服装", "garments"), ("成衣制造", "garments"), ("Schuhe; Taschen", "footwear"), ("女鞋", "footwear"),
        ("Apparel|Footwear", "garments"), ("Footwear|Apparel", "footwear"), ("Cotton yarn spinning", "thread_yarn"),
        ("Cotton", "cotton"), ("Tannery", "leather"), ("Fabric mill", "textiles"), 
        ("Embroidery", "embellished_textiles"),
        ("Consumer Electronics", "electronics"), ("Equipment", "equipment"), ("filtration", None),
        ("Oil mill", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_words_give_the_good(text, good):
    assert good_of(text, pack=PACK) == good


def test_the_first_text_that_says_it_counts():
    assert good_of(None, "Various", "Footwear", "Cotton", pack=PACK) == "footwear"


def test_a_maker_of_materials_makes_no_garments():
    assert good_of("Apparel", pack=PACK, materials=True) == "textiles"
    assert good_of("Footwear", pack=PACK, materials=True) is None
    assert good_of("Leather", pack=PACK, materials=True) == "leather"


def test_every_word_of_the_table_names_a_good_of_the_pack_or_one_of_other_sectors():
    known = {g.id for g in PACK.goods}
    assert {r["good"] for r in rows("goods.csv")} - known == {"electronics", "toys", "furniture"}
