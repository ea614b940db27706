from __future__ import annotations

import pytest
from pydantic import ValidationError

from headwater.graph.records import KINDS, Finding, Form, Provenance, Record, Visibility
from headwater.graph.records.base import About
from tests.graph.making import facility, finding, prov


def test_levels_are_an_order_in_which_a_viewer_sees_what_is_no_higher() -> None:
    names = ["PUBLIC", "PARTNER", "RESTRICTED", "SEALED"]
    assert [v.name for v in sorted(Visibility)] == names and [int(v) for v in Visibility] == [0, 1, 2, 3]
    assert facility("blue", "row:1", None).visibility is Visibility.PUBLIC


@pytest.mark.parametrize("change", [{"row": -1}, {"row": None}, {"page": 3}, {"source": None}])
def test_a_place_that_nobody_could_look_up_is_refused(change: dict[str, object]) -> None:
    place = prov("blue").model_dump()
    assert Provenance.model_validate(place | {"row": 0}).dated is None
    with pytest.raises(ValidationError, match=next(iter(change))):
        Provenance.model_validate(place | change)


def test_a_record_is_frozen_closed_and_has_no_place_of_its_own_making() -> None:
    said = facility("blue", "row:1", "Mill")
    with pytest.raises(ValidationError, match="frozen"):
        said.name = "Other"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        facility("blue", "row:1", "Mill", colour="red")
    with pytest.raises(ValidationError, match="provenance"):
        Record.model_validate({})


def test_what_is_said_about_a_party_names_it_first_and_under_a_key() -> None:
    about = {k.record for k in KINDS if k.form is Form.ABOUT}
    assert about == {k.record for k in KINDS if issubclass(k.record, About)}
    for record in about:
        assert list(record.model_fields)[4:6] == ["key", "party"]
    for empty in ("key", "party"):
        with pytest.raises(ValidationError, match=empty):
            Finding.model_validate(finding("blue", "f", "row:1").model_dump() | {empty: ""})
