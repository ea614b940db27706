from __future__ import annotations

import itertools
from typing import Any

import pytest
from pydantic import ValidationError

from headwater.graph.records import WIDEST, Action, Complaint, Entry, Involvement, Visibility
from tests.graph.making import prov

SAID = {"provenance": prov("desk"), "key": "c1", "party": "row:1", "issue": "osh", "text": "The doors were locked."}


def complaint(**more: Any) -> Complaint:
    return Complaint.model_validate(SAID | more)


def test_a_complaint_is_sealed_unless_its_complainant_chose_wider() -> None:
    assert (complaint().release, complaint().visibility) == ("sealed", Visibility.SEALED)
    for release, widest in WIDEST.items():
        assert complaint(release=release).visibility is widest
    assert complaint(release="named").visibility is Visibility.PUBLIC


@pytest.mark.parametrize(("release", "level"), list(itertools.product(WIDEST, Visibility)))
def test_a_complaint_may_be_narrower_than_released_and_never_wider(release: str, level: Visibility) -> None:
    order = ["named", "organisation only", "confidential", "sealed"]
    if level >= order.index(release):
        assert complaint(release=release, visibility=level).visibility is level
    else:
        with pytest.raises(ValidationError, match=f"released as '{release}' is at most") as refused:
            complaint(release=release, visibility=level)
        assert "doors" not in str(refused.value)


def test_no_error_repeats_the_words_of_a_complaint() -> None:
    for wrong in ({"release": "anybody"}, {"issue": None}, {"colour": "red"}, {"text": ["The doors were locked."]}):
        with pytest.raises(ValidationError) as refused:
            complaint(**wrong)
        assert "doors" not in str(refused.value)


def test_an_action_says_what_and_nothing_else_is_assumed() -> None:
    action = Action(provenance=prov("plan"), key="a", party="row:1", what="Unlock the doors")
    rest = {n: getattr(action, n) for n in Action.model_fields if n not in ("provenance", "key", "party", "what")}
    assert rest == {**dict.fromkeys(rest), "visibility": Visibility.PUBLIC}
    with pytest.raises(ValidationError, match="verified_effect"):
        Action(provenance=prov("plan"), key="a", party="row:1", what="Unlock", verified_effect=80)


@pytest.mark.parametrize("field", ["key", "party", "value"])
def test_an_entry_names_party_property_and_value(field: str) -> None:
    whole = {"provenance": prov("people"), "key": "country", "party": "row:1", "value": "BD"}
    assert Entry.model_validate(whole).by is None
    with pytest.raises(ValidationError, match=field):
        Entry.model_validate({k: v for k, v in whole.items() if k != field})


def test_an_involvement_is_one_of_three_with_its_reason() -> None:
    whole = {"provenance": prov("desk"), "key": "i", "party": "brand:a", "finding": "f1", "involvement": "contributed"}
    assert Involvement.model_validate(whole | {"reason": "late orders"}).involvement == "contributed"
    for wrong in ({}, {"reason": "x", "involvement": "none"}):
        with pytest.raises(ValidationError, match=r"reason|involvement"):
            Involvement.model_validate(whole | wrong)
