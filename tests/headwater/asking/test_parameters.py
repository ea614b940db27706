"""Parameters of an indicator from words: its own, the pack's where it says so, none by the type."""

from __future__ import annotations

import pytest

from headwater.asking.fields import Parameters
from headwater.asking.parameters import indicator_names, number_by_party, settings_of, settings_of_all, taken
from headwater.graph.errors import UnknownName, UsageError
from headwater.graph.risk.indicators import INDICATORS
from headwater.graph.risk.values.params import LinkedOptions, PathOptions, UpstreamOptions
from headwater.graph.vocabulary import Pack, load_pack
from headwater.questions import get_question

PACK: Pack = load_pack("garment")


def test_what_is_not_given_is_the_packs_or_the_default() -> None:
    line = next(i for i, x in enumerate(PACK.settings, start=2) if x.id == "alpha")
    other = PACK.changed("settings", line, value=0.5)
    assert settings_of("upstream_risk", {}, other) == UpstreamOptions(alpha=0.5)
    assert settings_of("upstream_risk", {"alpha": " 0.9 "}, other) == UpstreamOptions(alpha=0.9)
    assert settings_of("worst_path", {}, other) == PathOptions()


def test_none_is_none_by_the_type_and_a0_is_the_packs() -> None:
    given = {"hops": "None", "unmapped": "none", "materiality": "A0"}
    a0 = PACK.setting("materiality_a0")
    assert settings_of("linked_harm", given, PACK) == LinkedOptions(hops=None, unmapped="none", materiality=a0)
    assert settings_of("linked_harm", {"materiality": "none"}, PACK).materiality is None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("upstream_risk", {"worlds": "64"}, "upstream_risk has no parameter 'worlds'; it has alpha, unmapped, hops"),
        ("worst_path", {"alpha": "0.5"}, "worst_path has no parameter 'alpha'; it has unmapped, materiality"),
        ("upstream_risk", {"alpha": "1"}, "upstream_risk: alpha: must be at most 0.99, not '1'"),
        ("upstream_risk", {"alpha": "none"}, "upstream_risk: alpha: must be a number, not 'none'"),
        ("linked_harm", {"hops": ""}, "linked_harm: hops is empty; write hops=none or leave it out"),
        ("worst_path", {"materiality": " "}, "worst_path: materiality is empty; write materiality=none or leave it"),
        ("upstream_risk", {"alpha": "\t"}, "upstream_risk: alpha is empty; leave it out"),
        ("upstream_risk", {"unmapped": ""}, "upstream_risk: unmapped is empty; leave it out"),
        ("upstream_risk", {"alpha": "nan"}, "upstream_risk: alpha: must be a number, not 'nan'"),
        ("worst_path", {"hops": "1_0"}, "worst_path: hops: must be a whole number, not '1_0'"),
        ("worst_path", {"method": "bound"}, "worst_path: method: must be auto or exact, not 'bound'"),
    ],
)
def test_what_an_indicator_does_not_take_is_refused(name: str, given: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        settings_of(name, given, PACK)
    assert str(caught.value).startswith(said)


def test_several_indicators_each_take_their_own() -> None:
    given = {"alpha": "0.6", "worlds": "640", "hops": "2"}
    found = settings_of_all(given, PACK)
    assert set(found) == set(indicator_names()) == {x.name for x in INDICATORS}
    assert found["upstream_risk"] == UpstreamOptions(alpha=0.6, hops=2)
    assert found["linked_harm"] == LinkedOptions(worlds=640, hops=2)
    with pytest.raises(UsageError, match=r"no indicator has a parameter 'warp'; they have .*alpha"):
        settings_of_all({"alpha": "0.6", "warp": "9"}, PACK)
    with pytest.raises(UnknownName):
        settings_of("moon", {}, PACK)


def test_a_field_takes_the_parameters_of_the_indicators_that_its_question_runs() -> None:
    largest, trace = (get_question(n).ask.model_fields for n in ("largest", "trace"))
    assert [p.name for p in taken(largest["param"])] == list(UpstreamOptions.model_fields)
    assert all(set(p.by) == {"upstream_risk"} for p in taken(largest["param"]))
    assert [taken(f) for f in trace.values() if Parameters() not in f.metadata] == [()] * len(trace)


def test_numbers_are_read_by_party_and_one_of_a_party() -> None:
    ids = {"A": "a", "Ada": "a", "B": "b", "A=B": "c"}.__getitem__
    assert number_by_party(("A=1", " B = 0.5", "A=B=2"), "X=N", ids) == {"a": 1.0, "b": 0.5, "c": 2.0}
    for wrong in ("A", "A=x", "=1", " =1", "A=", "A=nan", "A=inf", "A=1_0", "A=1e999"):
        with pytest.raises(UsageError, match=r"write it as X=N"):
            number_by_party((wrong,), "X=N", ids)
    for twice in (("A=1", "A=1"), ("A=1", "B=1", "Ada=3")):
        with pytest.raises(UsageError, match=rf"'A=1' and '{twice[-1]}' say two numbers of one"):
            number_by_party(twice, "X=N", ids)
