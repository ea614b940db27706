"""What this machine and the store are, a line a fact."""

from __future__ import annotations

from headwater.graph.stores.reports import DoctorDocument
from tests.visualizations.text.saying import said

MACHINE = {"headwater": "1.0", "python": "3.13.1", "sqlite": "3.46", "store": "sqlite:a.db"}


def test_every_fact_has_its_line_in_order_and_none_of_nothing_is_not_left_out() -> None:
    doc = DoctorDocument(**MACHINE, revision=0, pack="garment 1", loads=0)
    assert said(doc) == [
        "headwater: 1.0", "python: 3.13.1", "sqlite: 3.46", "store: sqlite:a.db", "revision: 0", "pack: garment 1",
        "loads: 0",
    ]  # fmt: skip


def test_what_could_not_be_asked_is_no_number_but_says_why() -> None:
    lines = said(DoctorDocument(**MACHINE, problem="no such file\x1b[31m"))
    assert lines[4:] == ["problem: no such file□[31m"]
