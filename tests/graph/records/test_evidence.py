from __future__ import annotations

import pytest
from pydantic import ValidationError

from headwater.graph.records import Assessment, Finding, Prior, Record, Risk
from tests.graph.making import finding, prov, takes

FOUND = finding("blue", "f", "row:1")
LOOKED = Assessment(
    provenance=prov("blue"), key="a", party="row:1", issue="osh", point="locked_doors", outcome="compliant"
)
LISTED = Prior(provenance=prov("ilab"), key="p", country="BD", good="cotton", issue="child_labour", listed=True)
GIVEN = Risk(provenance=prov("mine"), key="r", party="row:1", issue="anything at all", value=0.25)
OF_FINDING = ("scale", "scope", "irremediability", "delay_irremediable", "likelihood", "affected", "remedied_effect")


def test_what_a_row_does_not_say_is_unknown_never_nought_or_no() -> None:
    assert [getattr(FOUND, name) for name in OF_FINDING] == [None] * len(OF_FINDING)
    assert (FOUND.state, FOUND.status) == ("actual", "unknown")
    assert (LOOKED.method, LOOKED.value, LOOKED.date, LISTED.region) == (None, None, None, None)


@pytest.mark.parametrize(
    ("record", "field", "right", "wrong"),
    [
        (FOUND, "scale", (1, 5), (0, 6, 2.5)),
        (FOUND, "likelihood", (0.0, 1.0), (-0.1, 1.1, float("nan"))),
        (FOUND, "affected", (0, 10**6), (-1, "many")),
        (FOUND, "kind", ("audit finding", "decision of an authority"), ("audit", "rumour")),
        (FOUND, "status", ("open", "remedied"), ("fixed", None)),
        (FOUND, "delay_irremediable", (True, False, None), ("perhaps",)),
        (LOOKED, "outcome", ("non-compliant", "not checked"), ("passed", None)),
        (LISTED, "country", ("BD", "CN"), ("bd", "Bangladesh", None)),
        (GIVEN, "value", (0, 1), (-1e-9, 1.5, None)),
    ],
)
def test_a_field_takes_what_it_means_and_refuses_the_rest(
    record: Record, field: str, right: tuple[object, ...], wrong: tuple[object, ...]
) -> None:
    takes(record, field, right, wrong)


def test_a_finding_without_a_kind_or_a_type_of_source_is_none() -> None:
    for field in ("issue", "point", "kind", "source_type"):
        with pytest.raises(ValidationError, match=field):
            Finding.model_validate({k: v for k, v in FOUND.model_dump().items() if k != field})


@pytest.mark.parametrize(
    ("parts", "worst"),
    [
        ({"scale": 4, "scope": 2, "irremediability": 3}, 4),
        ({"scope": 2, "irremediability": 5}, 5),
        ({"scope": 1}, 1),
        ({}, None),
    ],
)
def test_the_severity_of_a_finding_is_the_worst_of_its_stated_parts(parts: dict[str, int], worst: int | None) -> None:
    assert finding("blue", "f", "row:1", **parts).severity == worst
