"""Facilities that may be one wait for a person."""

from tests.graph.risk.leverage.works import WORLD, of
from tests.graph.risk.rows import facility, supplies


def test_same_names_that_linking_left_apart_wait_for_a_person():
    got = of(
        *WORLD,
        facility("Nan Yang Garment", "XA", address="1"), facility("Nan Yang Garment Co., Ltd.", None),
        facility("Elsewhere", "XA"), facility("ELSEWHERE", "XB"),
        supplies("Nan Yang Garment", "Ada"), supplies("Nan Yang Garment Co., Ltd.", "Bo"),
        supplies("Elsewhere", "Ada"), supplies("ELSEWHERE", "Bo"),
        review=[("name:OnlyA", "name:OnlyB", "names alike"), ("name:OnlyA", "name:Sewer", "both Ada's")],
    )  # fmt: skip
    assert [(m.a.name, m.b.name, m.reason) for m in got.maybe] == [
        ("Nan Yang Garment", "Nan Yang Garment Co., Ltd.", "same name, a country is unknown"),
        ("OnlyA", "OnlyB", "names alike"),
    ]
    assert [f.name for f in got.facilities] == ["Both", "Deep"]
