"""The world of the what-if's tests: four facilities, people at them, open harms; and how it is asked."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from headwater.graph.errors import NotFound
from headwater.graph.records import Outcome, Record
from headwater.graph.risk.own_risk.evidence import own
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.risk.whatif.changes import Change
from headwater.graph.risk.whatif.edits import parse_edits
from headwater.graph.risk.whatif.whatif import WhatIf, whatif
from headwater.graph.snapshot import Snapshot
from tests.graph.risk.rows import PACK, TODAY, brand, check, facility, finding, snap, source, supplies

K = "forced_labour"


def moved(got: WhatIf, indicator: str = "upstream_risk", issue: str | None = None) -> Change:
    return next(c for c in got.indicators if c.indicator == indicator and issue in (None, c.issue))


def people(*more: Record) -> tuple[Snapshot, Own]:
    """A buys from B (400 workers, a raid and a failed check), C (50), D (unknown); Other buys from D; M sells to B."""
    snapshot = snap(
        source(),
        brand("A"),
        brand("Other"),
        facility("B", "BD", workers=400, women_share=0.75, migrant_share=0.1),
        facility("C", "BD", workers=50),
        facility("D"),
        facility("M", "IN", workers=90),
        supplies("B", "A", 0.5),
        supplies("C", "A", 0.3),
        supplies("D", "A", 0.2),
        supplies("D", "Other", 0.6),
        supplies("C", "Other", 0.2),
        supplies("M", "B", 0.7),
        finding("B", affected=30, observed="2025-03-01", event="raid", row=8),
        finding("B", affected=20, observed="2025-05-01", event="raid", source="press", row=9),
        finding("B", "emergency_preparedness", status="closed"),
        check("B", "emergency_preparedness", Outcome.NON_COMPLIANT, date="2026-01-01"),
        finding("D", event="fire", observed="2026-01-01"),
        *more,
    )
    return snapshot, own(snapshot, PACK, TODAY)


def ask(picture: tuple[Snapshot, Own], who: str = "A", **words: object) -> WhatIf:
    snapshot, now = picture
    find = named(snapshot)
    edits = parse_edits(now.issues, pack=PACK, **{"named": find, **words})  # type: ignore[arg-type]
    return whatif(snapshot, now, PACK, find(who), edits)


def named(snapshot: Snapshot) -> Callable[[str], str]:
    """A resolver as the workspace's: raises where nobody is called that."""

    def find(text: str) -> str:
        named = [i for i, p in zip(snapshot.ids, snapshot.parties, strict=True) if text in (i, p.name)]
        if not named:
            raise NotFound(text)
        return named[0]

    return find


LEAVING = st.one_of(
    st.tuples(st.just("drop"), st.sampled_from("BCDM")),
    st.tuples(st.just("replace"), st.sampled_from(["B=C", "C=D", "D=M", "M=C", "B=D"])),
    st.tuples(st.just("close"), st.sampled_from(["BD", "IN", "FR"])),
)
