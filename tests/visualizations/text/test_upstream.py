"""upstream_risk taken apart in print: every part with its amount, what is left out, and from what the range comes."""

from __future__ import annotations

import re

from headwater.graph.risk.explain.upstream import Explanation
from headwater.graph.risk.indicators import UpstreamRisk
from headwater.graph.risk.own_risk.evidence import own as own_risk
from headwater.graph.risk.values.params import UpstreamOptions
from tests import worlds as made
from tests.graph.risk.rows import PACK, TODAY, brand, facility, finding, snap, supplies
from tests.visualizations.text.saying import fits, said

WORLD = "A .1\nB .4\nC .2 end\nB->A .9 ?\nC->A .8 .3\nC->B .9 .5"


def asked(world: str = WORLD, top: int = 10, *, context: bool = True, **params: str) -> Explanation:
    settings = UpstreamOptions.model_validate(params) if params else None
    return UpstreamRisk().explain(
        *made.world(world, context=["B"] if context else []), "name:A", made.ISSUE, settings, top
    )


def test_every_part_of_every_list_is_a_line_in_order_and_the_printed_amounts_add_up() -> None:
    doc = asked()
    lines = said(doc)
    blocks = (doc.by_supplier, doc.by_origin, doc.by_route, doc.by_finding, doc.by_unmapped)
    heads = [i for i, x in enumerate(lines) if ", together " in x]
    assert len(heads) == len(blocks)
    for at, block in zip(heads, blocks, strict=True):
        printed = lines[at + 1 : at + 1 + len(block.parts)]
        for line, part in zip(printed, block.parts, strict=True):
            assert line.startswith(f"  {part.amount:.4f} {part.what}")
        total = float(lines[at].rstrip(":").rpartition(" ")[2])
        rest = re.match(r"  ([\d.]+) is the rest", lines[at + 1 + len(block.parts)])
        printed_sum = sum(float(x.split()[0]) for x in printed) + (float(rest[1]) if rest else 0.0)
        assert abs(printed_sum - total) < 1e-4 * (len(printed) + 2)


def test_the_head_says_value_parts_range_method_and_what_is_assumed() -> None:
    doc = asked()
    lines = said(doc)
    low, high = doc.low, doc.high
    assert low is not None and high is not None and doc.value is not None
    assert lines[0] == (
        f"A: upstream risk of {doc.issue_title} is {doc.value:.4f}: evidence {doc.evidence:.4f}, "
        f"context {doc.context:.4f}, unmapped {doc.unmapped:.4f}."
    )
    assert lines[1].startswith(f"{low:.4f} to {high:.4f} is the {doc.interval}; exact, ")
    assert any("from B: " in x and "assumed" in x for x in lines)
    assert not any("from C: " in x and "assumed" in x for x in lines)
    assert fits(doc)


def test_a_range_nobody_knows_is_said_to_be_unknown() -> None:
    doc = asked().model_copy(update={"low": None, "high": None, "data_date": None})
    assert said(doc)[1] == "No range is known; data to no date; method version 1."


def test_short_lists_say_how_many_parts_they_leave_out() -> None:
    lines = said(asked(made.G5, top=2, unmapped="none"))
    assert any(re.fullmatch(r"  [\d.]+ is the rest: 1 smaller part\.", x) for x in lines)
    assert any("no path left out adds more than 0.0" in x for x in lines)
    assert "  Nothing is left out." in said(asked())


def test_a_range_says_from_what_it_comes_or_that_it_has_no_width() -> None:
    known = said(asked("A 0\nB .4 end\nB->A 1 1", context=False, unmapped="none"))
    assert any(x.startswith("The range has no width") for x in known)
    world = snap(brand("Brand"), facility("Mill"), supplies("Mill", "Brand"), finding("Mill"))
    doc = UpstreamRisk().explain(world, own_risk(world, PACK, TODAY), "name:Brand", "forced_labour")
    lines = said(doc)
    at = lines.index(
        f"The range is {doc.width.total:.4f} wide; in this order, each is what it adds to those before it:"
    )
    told = lines[at + 1 : at + 1 + len(doc.width.parts)]
    assert len(told) > 1
    assert abs(sum(float(x.split()[0]) for x in told) - doc.width.total) < 1e-4 * len(told)
    assert not any(x.startswith("The range has no width") for x in lines)
