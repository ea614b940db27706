from collections import Counter

import pytest

from headwater.graph.vocabulary import load_pack

PACK = load_pack()


def test_there_are_eight_clusters_and_39_compliance_points_and_living_wage_is_ours():
    points = Counter(p.issue for p in PACK.points if p.issue in PACK.clusters)
    assert points == {
        "child_labour": 4, "discrimination": 4, "forced_labour": 4, "foa_cb": 5,
        "compensation": 7, "contracts_hr": 4, "osh": 8, "working_time": 3,
    }  # fmt: skip
    assert sum(points.values()) == 39
    assert set(PACK.issue_ids) - set(PACK.clusters) == {"living_wage"}


def test_every_point_leads_to_its_cluster_by_id_title_or_any_case():
    for p in PACK.points:
        assert PACK.issue_of(p.id) == PACK.issue_of(p.title) == PACK.issue_of(p.id.upper()) == p.issue
    assert PACK.issue_of("forced labor") == "forced_labour"
    assert PACK.issue_of("child_labour") == "child_labour"
    assert PACK.issue_of("weather") is None


def test_the_eleven_signs_are_there_and_only_named():
    assert len(PACK.signs) == 11
    assert "debt_bondage" in {s.id for s in PACK.signs}
    assert "value" not in type(PACK.signs[0]).model_fields


def test_every_value_says_where_it_comes_from_and_memory_stays_unchecked():
    lines = [
        x
        for name in type(PACK).model_fields
        for x in (getattr(PACK, name) if isinstance(getattr(PACK, name), tuple) else ())
    ]
    assert len(lines) > 200
    assert all(x.source for x in lines)
    assert all(x.reason for x in lines)
    assert all(not x.checked for x in lines if "memory" in x.source)
    assert {p.id for p in PACK.points if not p.checked} >= {"prison_labour", "worker_accommodation", "termination"}


def test_the_numbers_of_the_method_stand_in_the_pack():
    kinds = ("confirmed_on_site", "audit", "inspection", "ngo", "press", "allegation")
    assert [PACK.credibility_of(x) for x in kinds] == [1.0, 0.7, 0.7, 0.5, 0.5, 0.25]
    assert PACK.credibility_of("never heard of") == PACK.credibility_of(None) == 0.25
    assert PACK.credibility_of("press", "confirmed") == 1.0
    assert [PACK.half_life_of(i) for i in ("osh", "forced_labour", "child_labour")] == [2, 4, 4]
    for issue in ("forced_labour", "foa_cb", "discrimination"):
        powers = [PACK.detection_of(issue, m) for m in ("announced", "unannounced", "off-site interviews")]
        assert all(0.2 <= d <= 0.3 for d in powers)
    assert PACK.detection_of("osh", "unannounced") == 0.8
    assert PACK.detection_of("forced_labour", "unannounced") == 0.25
    assert (
        PACK.detection_of("osh", "by crystal ball")
        == PACK.detection_of("osh", None)
        == PACK.detection_of("osh", "announced")
    )
    assert PACK.detection_of("forced_labour", "Workers' representatives present") == 0.3
    assert (PACK.prior("listed").mean, PACK.prior("listed").low, PACK.prior("listed").high) == (0.2, 0.05, 0.5)
    assert (PACK.prior("world").mean, PACK.prior("world").low, PACK.prior("world").high) == (0.1, 0.01, 0.5)
    assert [PACK.word_of(x) for x in (5, 4, 3, 2, 1, None)] == ["Critical", "High", "Medium", "Low", "Low", None]


@pytest.mark.parametrize(
    ("percent", "scale"),
    [(120, None), (100, None), (99.9, 2), (80, 2), (79.9, 3), (60, 3), (59.9, 4), (40, 4), (39.9, 5), (0, 5)],
)
def test_a_wage_gap_has_the_scale_of_its_band(percent, scale):
    assert PACK.wage_scale(percent) == scale


def test_words_of_lists_mean_goods():
    assert {w: PACK.good_of(w) for w in ("Apparel", "FOOTWEAR", "Thread/Yarn", "Cotton", "Equipment", "Textiles")} == {
        "Apparel": "garments", "FOOTWEAR": "footwear", "Thread/Yarn": "thread_yarn", "Cotton": "cotton",
        "Equipment": "equipment", "Textiles": "textiles",
    }  # fmt: skip
    assert PACK.good_of("Yerba Mate") is None
    assert PACK.good_of(None) is None
    assert PACK.inputs_of("garments") == ("textiles", "thread_yarn")


def test_no_word_means_two_things():
    for lines in (PACK.goods, PACK.methods, PACK.issues):
        words = Counter(w.casefold() for x in lines for w in {x.id, x.title.casefold(), *x.words})
        assert [w for w, n in words.items() if n > 1] == []


def test_severity_of_an_issue_is_that_of_its_gravest_point():
    assert PACK.severity_of("forced_labour") == 5
    assert PACK.severity_of("overtime") == 3
    assert PACK.severity_of("unheard of") == 5
