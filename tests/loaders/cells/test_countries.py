import pytest

from headwater.graph.countries import country_name
from headwater.loaders.cells.countries import country_code, holds_codes, region_code, region_countries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vietnam", "VN"), ("VIET NAM", "VN"), ("Việt Nam", "VN"), ("vnm", "VN"), ("vn", "VN"), ("越南", "VN"),
        ("Türkei", "TR"), ("Turkey (Türkiye)", "TR"), ("土耳其", "TR"), ("Burma", "MM"), ("Myanmar (Burma)", "MM"),
        ("Kambodscha", "KH"), ("Cambodge", "KH"), ("Camboya", "KH"), ("柬埔寨", "KH"), ("Hong Kong SAR", "HK"),
        ("Bangladesch", "BD"), ("CHINA□", "CN"), ("P.R. China", "CN"), ("KOREA", "KR"), ("Corée du Sud", "KR"),
        ("USA", "US"), ("U.S.A.", "US"), ("États-Unis", "US"), ("UK", "GB"), ("England", "GB"), ("Georgia", "GE"),
        ("Singapore", "SG"), ("Lao PDR", "LA"), ("Taiwan, Province of China", "TW"), ("COTE D'IVOIRE", "CI"),
    ],
)  # fmt: skip
def test_names_and_codes_in_many_languages_give_the_iso_code(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", None, "-", "N/A", "unknown", "Dhaka", "Istanbul", "Xinjiang", "California", "EU",
                                  "Soviet Union", "various", "X"])  # fmt: skip
def test_what_is_no_country_gives_none(text):
    assert country_code(text) is None


def test_na_is_namibia_only_in_a_column_of_codes():
    assert country_code("NA") is None
    assert country_code("NA", codes=True) == "NA"
    assert country_code("Namibia") == "NA"
    assert holds_codes(["VN", "NA", "CN", None, ""])
    assert not holds_codes(["Vietnam", "NA", "China"])
    assert not holds_codes(["NA", "NA"])


def test_names_come_back_in_english():
    assert country_name("VN") == "Vietnam"
    assert country_name("BD") == "Bangladesh"
    assert country_name("ZZ") is None
    assert country_name(None) is None


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("Xinjiang", "CN", "CN-XJ"), ("XINJIANG UYGUR AUTONOMOUS REGION", "CN", "CN-XJ"), ("新疆", "CN", "CN-XJ"),
        ("新疆维吾尔自治区", "CN", "CN-XJ"), ("Guangdong Province", "CN", "CN-GD"), ("浙江省", "CN", "CN-ZJ"),
        ("OR", "US", "US-OR"), ("Oregon", "US", "US-OR"), ("Jawa Barat", "ID", "ID-JB"), ("Punjab", "PK", "PK-PB"),
        ("Punjab", "IN", "IN-PB"), ("Ceará", "BR", "BR-CE"), ("CN-XJ", "CN", "CN-XJ"),
        ("Texas", "CN", None), ("nowhere", "CN", None), ("Guangdong", None, None), (None, "CN", None),
        ("CN-QQ", "CN", None), ("Bình Duong", "VN", None),
    ],
)  # fmt: skip
def test_regions_give_their_iso_code_within_the_country_only(text, country, code):
    assert region_code(text, country) == code


def test_a_region_name_says_which_countries_have_one():
    assert region_countries("Punjab") == {"IN", "PK"}
    assert region_countries("Dong Nai") == {"VN"}
    assert region_countries("Atlantis") == set()
