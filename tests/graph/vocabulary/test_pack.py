"""The pack as a model: titles, and what if a number were another."""

from headwater.graph.vocabulary import load_pack
from headwater.graph.vocabulary.pack import content_hash


def test_issues_and_points_have_titles():
    pack = load_pack()
    assert pack.titles["osh"] == "Occupational safety and health"
    assert pack.titles["emergency_preparedness"] == "Emergency preparedness"
    assert set(pack.titles) == {i.id for i in pack.issues} | {p.id for p in pack.points}


def test_a_changed_pack_says_so_and_the_other_lines_stay():
    pack = load_pack()
    line = next(s for s in pack.settings if s.id == "alpha")
    other = pack.changed("settings", line.row, value=0.5)
    assert (other.setting("alpha"), pack.setting("alpha")) == (0.5, 0.85)
    assert other.version.startswith(pack.version) and other.version != pack.version
    assert other.setting("confidence") == pack.setting("confidence")


def test_the_hash_knows_names_and_contents_and_no_order():
    assert content_hash({"a": "1", "b": "2"}) == content_hash({"b": "2", "a": "1"})
    assert len({content_hash(x) for x in ({"a": "1"}, {"a": "2"}, {"b": "1"})}) == 3
