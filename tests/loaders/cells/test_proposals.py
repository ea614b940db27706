import pytest

from headwater.loaders.cells.proposals import Clues, propose


@pytest.mark.parametrize(
    ("clues", "country", "reason"),
    [
        (Clues(city="Dhaka"), "BD", "city Dhaka is in Bangladesh (GeoNames)"),
        (Clues(address="128 Hamayetpur, Savar 1340 Bangladesh"), "BD", "address ends with Bangladesh"),
        (Clues(address="Musterweg 3, 1010 Wien, Österreich"), "AT", "address ends with Österreich"),
        (Clues(address="Calle Falsa 1, Lima, Perú, Estados Unidos"), "US", "address ends with Estados Unidos"),
        (Clues(address="中国浙江省宁波市某路1号"), "CN", "address begins with 中国"),
        (Clues(address="浙江省宁波市某路1号"), "CN", "region 浙江省 is in China"),
        (Clues(region="Jawa Barat"), "ID", "region Jawa Barat is in Indonesia"),
        (Clues(phone="+84 28 3829 5678"), "VN", "phone code +84 is Vietnam's"),
        (Clues(phone="0084 28 3829 5678"), "VN", "phone code +84 is Vietnam's"),
        (Clues(os_id="BD2019143ABCDE7"), "BD", "OS ID begins with BD (Bangladesh)"),
        (Clues(address="Plot 1, Fictive Road, Tongi, Gazipur"), "BD", None),
    ],
)
def test_one_confident_hint_proposes_a_country_with_its_reason(clues, country, reason):
    found = propose(clues)
    assert found.country == country
    assert reason in (None, found.reason)


@pytest.mark.parametrize(
    "clues",
    [
        Clues(), Clues(city="San José"), Clues(city="Hamilton"), Clues(region="Punjab"), Clues(city="Nowhere-upon-Ink"),
        Clues(address="Via Grecia 2"), Clues(address="12 Elm St, Georgia"), Clues(phone="028 3829 5678"),
        Clues(phone="+84"), Clues(phone="call Anna"), Clues(address="Calle Canada"), Clues(os_id="BD2019143"),
        Clues(name="Vietnam Star Garments"), Clues(city="12345"), Clues(address="Industrial Zone, Block 3"),
    ],
)  # fmt: skip
def test_what_is_doubtful_proposes_nothing(clues):
    assert propose(clues) is None


def test_contradicting_hints_propose_nothing_and_say_so():
    found = propose(Clues(city="Dhaka", region="Guangdong"))
    assert found.country is None
    assert found.reason == (
        "hints contradict each other: region Guangdong is in China; city Dhaka is in Bangladesh (GeoNames)"
    )


def test_a_phone_number_is_never_repeated():
    assert "3829" not in propose(Clues(phone="+84 28 3829 5678")).reason


def test_a_same_named_facility_is_a_hint_only_where_all_of_that_name_are_in_one_country():
    one = {"ink mill": {"VN": ("Ink Mill Ltd", "list row 7")}}
    two = {"ink mill": {"VN": ("Ink Mill Ltd", "list row 7"), "CN": ("Ink Mill", "list row 9")}}
    assert propose(Clues(name="INK MILL LTD."), one).reason == "same name as Ink Mill Ltd in Vietnam (list row 7)"
    assert propose(Clues(name="INK MILL LTD."), two) is None
