"""Known results of other fields, by the product's kernels; pymrio and ndlib where they are installed."""

from __future__ import annotations

import pytest

from benchmarks import validation


@pytest.mark.parametrize("name", ["Miller-Blair", "percolation"])
def test_known_results_come_out(name: str) -> None:
    for found in validation.CHECKS[name]():
        assert found["agree"], found


@pytest.mark.parametrize(("name", "needs"), [("pymrio", "pymrio"), ("ndlib", "ndlib")])
@pytest.mark.filterwarnings("ignore")
def test_known_results_of_other_programs_come_out(name: str, needs: str) -> None:
    pytest.importorskip(needs, reason="`make bench` installs it")
    for found in validation.CHECKS[name]():
        assert found["agree"], found


def test_a_check_can_fail_and_what_is_missing_is_named() -> None:
    assert not validation.check("x", 2.0, 1.0, "")["agree"]
    said = validation.lines(
        {"checks": [validation.check("x", 2.0, 1.0, "")], "not_run": {"ndlib": "`make bench` installs it"}}
    )
    assert "DIFFERS  x" in said[1]
    assert "not run  ndlib" in said[2]
