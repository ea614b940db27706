"""Our own template for actions: what is done, by which role or organisation, until when; no person is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from headwater.graph.records import Action
from headwater.loaders.formats.actions import STATUSES, Actions
from headwater.loaders.port import Row
from tests.loaders.formats.made import code, codes, rows

HEAD = "party,country,point,what,owner,due,status,verified_effect,date,finding,event\n"
GOOD = {"party": "Lark", "country": "TR", "point": "overtime", "what": "Hire a second shift"}


def one(tmp_path: Path, **cells: str) -> Row:
    said = GOOD | cells
    line = ",".join(f'"{said.get(c, "")}"' for c in HEAD.strip().split(","))
    (row,) = rows(Actions(), tmp_path, HEAD + line + "\n")
    return row


def action(tmp_path: Path, **cells: str) -> Action:
    found = one(tmp_path, **cells).records[1]
    assert isinstance(found, Action)
    return found


def test_an_action_is_read_whole(tmp_path: Path) -> None:
    said = {"owner": "factory management", "due": "2026-03", "status": "Under-Way", "verified_effect": "0.4",
            "date": "2025-11-03", "finding": "f1", "event": "fire-2025"}  # fmt: skip
    found = action(tmp_path, **said)
    assert found.model_dump(include=set(said)) == said | {"status": "under way", "verified_effect": 0.4}
    assert (found.party, found.issue, found.point, found.what) == (
        "name:Lark", "working_time", "overtime", "Hire a second shift",
    )  # fmt: skip


def test_what_is_not_said_is_unknown_and_an_empty_status_is_not_planned(tmp_path: Path) -> None:
    found = action(tmp_path)
    assert {found.owner, found.due, found.status, found.verified_effect, found.date} == {None}
    assert STATUSES[0] == "planned"


@pytest.mark.parametrize(
    "owner",
    [
        "buyer",
        "HR department",
        "the workers' committee",
        "Larkspur Fashion Ltd",
        "Tinte GmbH",
        "Trade union",
    ],
)
def test_a_role_or_an_organisation_is_kept(tmp_path: Path, owner: str) -> None:
    row = one(tmp_path, owner=owner)
    assert row.records[1].owner == owner and codes(row) == []  # type: ignore[union-attr]


@pytest.mark.parametrize("owner", ["Ann Nobody", "ann@mill.example", "manager Ann", "A. Nobody, hr@mill.example Ltd"])
def test_a_persons_name_is_left_out_and_stands_in_no_warning(tmp_path: Path, owner: str) -> None:
    row = one(tmp_path, owner=owner)
    (warning,) = row.warnings
    assert row.records[1].owner is None  # type: ignore[union-attr]
    assert (warning.column, warning.code, warning.raw) == ("owner", "person", "")
    assert "Nobody" not in warning.message and "ann" not in warning.message.casefold()


@pytest.mark.parametrize(
    "cells, why",
    [
        ({"what": ""}, ("missing", "what")),
        ({"status": "soon"}, ("vocabulary", "status")),
        ({"due": "2026-02-31"}, ("date", "due")),
        ({"verified_effect": "1.5"}, ("range", "verified_effect")),
        ({"point": "weather"}, ("point", "point")),
    ],
)
def test_a_row_that_breaks_a_rule_goes_to_quarantine(tmp_path: Path, cells: dict[str, str], why: Any) -> None:
    assert code(one(tmp_path, **cells)) == why


def test_the_key_hangs_on_what_is_said_not_on_the_row(tmp_path: Path) -> None:
    line = "Lark,TR,overtime,Hire,,,{},,,,\n"
    same = rows(Actions(), tmp_path, HEAD + line.format("done") + line.format("planned") + line.format("done"))
    first, other, again = [r.records[1].key for r in same]  # type: ignore[union-attr]
    assert first == again != other
    assert codes(same[2]) == ["duplicate"]
