"""Wage gaps on odd and bad input of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.records import Assessment, Finding
from headwater.loaders.port import Row
from tests.loaders.formats.made import codes, facility, read


def answers(tmp_path: Path, *values: Any, name: str = "wages.json", **options: Any) -> list[Row]:
    items = [
        {"company": f"Lark {i}", "year": 2022, "value": v, "metric": "M+Living Wage Gap"} for i, v in enumerate(values)
    ]
    path = tmp_path / name
    path.write_text(json.dumps({"items": items}))
    return read("wikirate-wage-gap", path, **options)


@pytest.mark.parametrize(
    "value, scale",
    [("0", 5), ("39.999", 5), ("40", 4), ("59.999", 4), ("60", 3), ("79.999", 3), ("80", 2), ("99.999", 2)],
)
def test_the_scale_of_a_gap_at_each_boundary(tmp_path: Path, value: str, scale: int) -> None:
    (row,) = answers(tmp_path, value, country="ID")
    finding = row.records[1]
    assert isinstance(finding, Finding)
    assert (finding.scale, finding.scope, finding.irremediability) == (scale, None, 2)
    assert float(finding.text.split()[2]) < 100  # type: ignore[union-attr]


@pytest.mark.parametrize("value", ["100", "100.0", "250.5"])
def test_a_wage_at_the_benchmark_is_an_assessment(tmp_path: Path, value: str) -> None:
    (row,) = answers(tmp_path, value, country="ID")
    check = row.records[1]
    assert isinstance(check, Assessment) and check.outcome == "compliant" and check.value == float(value)


@pytest.mark.parametrize("value", ["Unknown", "", None, "-5", "54,07", "NaN"])
def test_a_wage_that_is_no_number_goes_to_quarantine(tmp_path: Path, value: Any) -> None:
    (row,) = answers(tmp_path, value, country="ID")
    assert row.rejected is not None and row.rejected.code == "number"


@pytest.mark.parametrize(
    "name, options, country",
    [
        ("fashionchecker_cambodia.json", {}, "KH"),
        ("fashionchecker_cambodia.json", {"country": "ID"}, "ID"),
        ("wages.json", {"country": "Pakistan"}, "PK"),
        ("wages.json", {}, None),
    ],
)
def test_the_country_of_wage_gaps(tmp_path: Path, name: str, options: dict[str, str], country: str | None) -> None:
    (row,) = answers(tmp_path, "50", name=name, **options)
    assert facility(row).country == country
    assert codes(row) == ([] if country else ["country_missing"])
