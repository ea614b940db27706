"""The rows behind a link and behind an own risk."""

from __future__ import annotations

import dataclasses

from headwater.graph.risk.explain.grounds import grounds, link_rows, own_rows
from headwater.graph.risk.network.shares import network
from headwater.graph.risk.own_risk.own import Contribution
from headwater.graph.statements import Ref
from tests import worlds as made


def places(rows: object) -> list[tuple[str, int]]:
    return [(r.source, r.row) for r in rows]  # type: ignore[attr-defined]


def test_a_link_that_two_lists_tell_has_the_rows_of_both_each_once() -> None:
    records = [
        made.source(), made.source("second list"), made.party("A", 2), made.party("B", 3),
        made.link("B", "A", share=0.3, product="socks", row=9),
        made.link("B", "A", share=0.1, product="shirts", row=5),
        made.link("B", "A", row=4, source="second list"),
    ]  # fmt: skip
    snapshot = made.snapshot_of(records)
    assert places(link_rows(snapshot, network(snapshot), 0)) == [("second list", 4), ("world", 5), ("world", 9)]


def test_without_a_log_the_finding_speaks_and_without_one_the_row_that_names_the_party() -> None:
    records, risks = made.parse("A 0\nB .4\nC .2\nB->A 1 .5")
    snapshot = made.snapshot_of([*records, made.finding("B", 17)])
    own = made.given(snapshot, risks)
    b, c = snapshot.index["name:B"], snapshot.index["name:C"]
    assert places(own_rows(snapshot, own, b, made.ISSUE)) == [("world", 17)]
    assert places(own_rows(snapshot, own, b, "another issue")) == [("world", 3)]
    assert places(own_rows(snapshot, own, c, made.ISSUE)) == [("world", 4)]
    (ground,) = grounds(snapshot, own, c, made.ISSUE)
    assert (ground.what, places(ground.refs)) == ("own risk as given", [("world", 4)])


def test_the_log_says_line_by_line_and_a_row_told_twice_once() -> None:
    snapshot, own = made.world("A 0\nB .4\nB->A 1 .5")
    b = snapshot.index["name:B"]
    late, early = (Ref("audits", "audits.csv", made.SHA, row, None) for row in (8, 7))
    listed = Ref("list", "list.csv", made.SHA, 1, "2022-09-28")
    log = {
        (b, made.ISSUE): (
            Contribution(b, made.ISSUE, "point", "evidence", 0.3, "two audits", (late, early, late)),
            Contribution(b, made.ISSUE, None, "context", 0.1, "country context", (listed, early)),
        )
    }
    own = dataclasses.replace(own, log=log)
    told = [(g.what, places(g.refs)) for g in grounds(snapshot, own, b, made.ISSUE)]
    assert told == [("two audits", [("audits", 7), ("audits", 8)]), ("country context", [("audits", 7), ("list", 1)])]
    assert places(own_rows(snapshot, own, b, made.ISSUE)) == [("audits", 7), ("audits", 8), ("list", 1)]
