"""Which reports of one event are independent, and what they come to together.

Two reports aren't independent where they share any of these:

- the stated family of sources; where none is stated, the source and type of source;
- the file by its content (SHA-256) and type of source, under whatever name it was loaded;
- the words: the same text of the same kind and day; without a text the same row of the same content.

c_e = 1 − Π(1 − v_j) runs over reports no two of which share any: of all such choices the one that comes to most, so
that one more report never lowers an event. Source: method 4 (sources of one family count once, by their largest) and
11 (one event reported n times is one event). Whose words the reports are Assumed from their being equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from headwater.graph.ids import nfc
from headwater.graph.risk.own_risk.probability import any_of

TRIED = 20
"""Reports told apart exactly per group that hangs together; of more, the surest are taken one by one. Assumed."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report's credibility, 0 to 1, and what it shares with others that aren't independent of it."""

    credibility: float
    marks: frozenset[str]


def marks(
    *,
    source: str,
    type_of: str,
    sha256: str,
    row: int,
    kind: str,
    date: str | None,
    text: str | None,
    family: str | None,
) -> frozenset[str]:
    """What a report shares with those that aren't independent of it; an empty `sha256` tells nothing."""
    words = " ".join(nfc(text).casefold().split()) if text else ""
    out = {f"family:{family}"} if family else {f"source:{source}|{type_of}"}
    if sha256 and not family:
        out.add(f"file:{sha256}|{type_of}")
    if words:
        out.add(f"words:{kind}|{date or ''}|{words}")
    elif sha256:
        out.add(f"row:{sha256}|{row}")
    return frozenset(out)


def joint(reports: Iterable[Report]) -> float:
    """c_e: what the independent ones among some reports come to, 0 to 1; 0 for none."""
    best: dict[frozenset[str], float] = {}
    for r in reports:
        best[r.marks] = max(best.get(r.marks, 0.0), r.credibility)
    held = [Report(v, m) for m, v in sorted(best.items(), key=lambda x: (-x[1], sorted(x[0])))]
    return any_of(c for group in _groups(held) for c in _most(group))


def _groups(reports: Sequence[Report]) -> list[list[Report]]:
    """Split reports so that those of two groups share nothing, each in the order given."""
    groups: list[tuple[set[str], list[int]]] = []
    for i, r in enumerate(reports):
        shared, mine = set(r.marks), [i]
        rest = []
        for held, indexes in groups:
            if held & r.marks:
                shared |= held
                mine += indexes
            else:
                rest.append((held, indexes))
        groups = [*rest, (shared, mine)]
    return [[reports[i] for i in sorted(indexes)] for _, indexes in sorted(groups, key=lambda g: min(g[1]))]


def _most(group: Sequence[Report]) -> list[float]:
    """Credibilities of the choice that comes to most, of reports sorted by falling credibility."""
    if len(group) == 1 or all(a.marks & b.marks for i, a in enumerate(group) for b in group[:i]):
        return [group[0].credibility]
    if len(group) > TRIED:
        taken: list[Report] = []
        for r in group:
            if not any(r.marks & t.marks for t in taken):
                taken.append(r)
        return [r.credibility for r in taken]

    def best(left: Sequence[Report]) -> tuple[float, list[float]]:
        if not left:
            return 1.0, []
        first, rest = left[0], left[1:]
        apart = [r for r in rest if not r.marks & first.marks]
        quiet, chosen = best(apart)
        taken = quiet * (1.0 - first.credibility), [first.credibility, *chosen]
        if len(apart) == len(rest):
            return taken
        return min(taken, best(rest), key=lambda x: x[0])

    return best(group)[1]


__all__ = ["TRIED", "Report", "joint", "marks"]
