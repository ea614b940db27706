"""Tiny worlds for the risk tests: a few lines of text become a Snapshot and an Own.

::

    A 0            party and own risk (given: p = s)
    B 0.1 end      a declared chain end
    C->B .5 .6     supplier -> buyer, confidence, share ("?" = unknown)
    R=>B .8        recruiter -> facility, confidence
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from headwater.graph.records import Finding, Party, PartyKind, Provenance, Record, Relation, RelationKind, Source
from headwater.graph.risk.own_risk.own import Own
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import of
from tests.brute import Case

ISSUE = "harm"
TODAY = "2026-01-01"
SHA = "0" * 64


def provenance(row: int, source: str = "world") -> Provenance:
    return Provenance(source=source, file=f"{source}.csv", sha256=SHA, row=row, dated="2025-01-01")


def snapshot_of(records: Iterable[Record]) -> Snapshot:
    return Snapshot.of([of(r) for r in records], revision=1, as_of=TODAY, canon={})


def link(
    supplier: str,
    buyer: str,
    q: float | None = 1.0,
    share: float | None = None,
    *,
    row: int = 1,
    kind: str = "SUPPLIES",
    source: str = "world",
    product: str | None = None,
) -> Relation:
    return Relation(
        provenance=provenance(row, source),
        kind=RelationKind(kind),
        start=f"name:{supplier}",
        end=f"name:{buyer}",
        confidence=q,
        share=share,
        product=product,
    )


def party(name: str, row: int = 1, **props: object) -> Party:
    return Party.model_validate(
        {"provenance": provenance(row), "kind": PartyKind.FACILITY, "key": f"name:{name}", "name": name, **props}
    )


def finding(name: str, row: int = 1, **props: object) -> Finding:
    base: dict[str, object] = {
        "provenance": provenance(row),
        "key": f"f{row}",
        "party": f"name:{name}",
        "issue": ISSUE,
        "point": "point",
        "kind": "audit finding",
        "status": "open",
        "source_type": "audit",
    }
    return Finding.model_validate({**base, **props})


def source(name: str = "world", **props: object) -> Source:
    return Source.model_validate(
        {"provenance": provenance(0, name), "key": name, "title": name, "format": "edges", **props}
    )


def given(
    snapshot: Snapshot,
    risks: Mapping[str, float],
    *,
    prior: float | Mapping[str, float] = 0.1,
    low: Mapping[str, float] | None = None,
    high: Mapping[str, float] | None = None,
    context: Iterable[str] = (),
) -> Own:
    """Own risks from plain numbers; those named in `context` are context, the others evidence."""
    n = len(snapshot.ids)

    def column(values: Mapping[str, float], base: float = 0.0) -> np.ndarray:
        out = np.full((n, 1), base)
        for name, x in values.items():
            i = snapshot.find(f"name:{name}")
            if i is not None:
                out[i, 0] = x
        return out

    s = column(risks)
    is_context = column(dict.fromkeys(context, 1.0)) > 0
    rest = column(prior) if isinstance(prior, Mapping) else np.full((n, 1), prior)
    return Own(
        issues=(ISSUE,),
        today=TODAY,
        pack="test",
        p=s.copy(),
        severity=np.full((n, 1), 5.0),
        s=s,
        s_evidence=np.where(is_context, 0.0, s),
        s_context=np.where(is_context, s, 0.0),
        low=s.copy() if low is None else column(dict(risks) | dict(low)),
        high=s.copy() if high is None else column(dict(risks) | dict(high)),
        unmapped=rest,
        unmapped_low=rest.copy(),
        unmapped_high=rest.copy(),
        state=np.zeros((n, 1), np.uint8),
        given=~is_context,
    )


def parse(text: str) -> tuple[list[Record], dict[str, float]]:
    """The records and own risks of a world."""
    records: list[Record] = [source()]
    risks: dict[str, float] = {}
    for row, line in enumerate((x.split("#")[0].split() for x in text.strip().splitlines()), start=2):
        if not line:
            continue
        if "->" in line[0] or "=>" in line[0]:
            kind = "SUPPLIES" if "->" in line[0] else "RECRUITS_FOR"
            a, b = line[0].replace("=>", "->").split("->")
            q = float(line[1])
            share = float(line[2]) if len(line) > 2 and line[2] != "?" else None
            records.append(link(a, b, q, share, row=row, kind=kind))
        else:
            risks[line[0]] = float(line[1])
            records.append(party(line[0], row, chain_end=True if "end" in line[2:] else None))
    return records, risks


def world(text: str, **kw: object) -> tuple[Snapshot, Own]:
    """A Snapshot and its Own from a few lines of text."""
    records, risks = parse(text)
    snap = snapshot_of(records)
    return snap, given(snap, risks, **kw)  # type: ignore[arg-type]


def drawn(case: Case) -> tuple[Snapshot, Own]:
    """The world of a small random graph; its first node is A."""
    names = "ABCDEFGH"[: case.n]
    text = [f"{x} {float(case.p[i])!r}" for i, x in enumerate(names)]
    return world("\n".join([*text, *(f"{names[u]}->{names[v]} {q!r} {share!r}" for u, v, q, share in case.edges)]))


def tangle(seed: int, n: int = 14) -> tuple[Snapshot, Own]:
    """A and others with cycles, more uncertain links than are told apart."""
    rng = np.random.default_rng(seed)
    links = sorted({(int(a), int(b)) for a, b in rng.integers(0, n, (4 * n, 2)) if a != b})
    names = ["A", *(f"N{i:02}" for i in range(1, n))]
    text = [f"{x} {0.02 * (i % 5):.2f}" for i, x in enumerate(names)]
    return world("\n".join([*text, *(f"{names[a]}->{names[b]} .3 ?" for a, b in links)]))


G1 = "A 0\nB .1\nC .4\nC->B .5 .6\nB->A .8 .5"
G2 = "A .02\nB .1\nC .05\nD .3\nE .2\nB->A .9 .5\nC->A .8 .3\nD->B .6 .4\nE->C .7 .9"
G3 = "A 0\nB 0\nC 0\nD .5\nD->B .8 .5\nD->C .8 .5\nB->A .9 .5\nC->A .9 .5"
G4 = "A 0\nB .1\nC .3\nB->A .9 .6\nC->B .7 .5\nB->C .6 .4"
G5 = "A 0\nB .05\nC .1\nD .4\nD->B .6 .5\nD->C .5 .4\nB->C .7 .2\nC->B .7 .3\nB->A .8 .45\nC->A .6 .35"
G6 = "A 0\nB 1\nC 1\nD .2\nB->A 1 .25\nC->A 1 .25\nD->A .5 .5"
WORLDS = {"g1": G1, "g2": G2, "g3": G3, "g4": G4, "g5": G5, "g6": G6}


# case -> (by origin, by direct supplier, largest paths, rest after these), of party A
TAKEN_APART = {
    "g1": (
        {"B": 0.0425, "C": 0.0867},
        {"B": 0.1292},
        [("ABC", 0.0867), ("AB", 0.0425)],
        0.0,
    ),
    "g2": (
        {"A": 0.02, "B": 0.0425, "C": 0.01275, "D": 0.04335, "E": 0.039015},
        {"A": 0.02, "B": 0.08585, "C": 0.051765},
        [("ABD", 0.04335), ("AB", 0.0425), ("ACE", 0.039015), ("A", 0.02), ("AC", 0.01275)],
        0.0,
    ),
    "g3": (
        {"D": 0.180625},
        {"B": 0.0903125, "C": 0.0903125},
        [("ABD", 0.0903125), ("ACD", 0.0903125)],
        0.0,
    ),
    "g4": (
        {"B": 0.0596142606663, "C": 0.0760081823495},
        {"B": 0.135622443016},
        [
            ("ABC", 0.065025),
            ("AB", 0.051),
            ("ABCBC", 0.0093961125),
            ("ABCB", 0.0073695),
            ("ABCBCBC", 0.00135773825625),
            ("ABCBCB", 0.00106489275),
        ],
        0.00040919950953,
    ),
    "g5": (
        {"B": 0.0226349762191, "C": 0.0412938378717, "D": 0.13311853865},
        {"B": 0.112025139811, "C": 0.0850222129305},
        [
            ("ABD", 0.065025),
            ("ACD", 0.04046),
            ("AC", 0.02975),
            ("AB", 0.019125),
            ("ABCD", 0.0132651),
            ("ABC", 0.00975375),
        ],
        0.0196685027413,
    ),
    "g6": (
        {"B": 0.2125, "C": 0.2125, "D": 0.085},
        {"B": 0.2125, "C": 0.2125, "D": 0.085},
        [("AB", 0.2125), ("AC", 0.2125), ("AD", 0.085)],
        0.0,
    ),
}


def write_csv(folder: Path, name: str, text: str) -> None:
    """Write a world as the `edges` and `risks` files a user would bring."""
    with (
        (folder / f"{name}_edges.csv").open("w", newline="") as e,
        (folder / f"{name}_risks.csv").open("w", newline="") as r,
    ):
        edges, risks = csv.writer(e, lineterminator="\n"), csv.writer(r, lineterminator="\n")
        edges.writerow(["supplier", "buyer", "share", "confidence"])
        risks.writerow(["party", "issue", "value"])
        for line in (x.split() for x in text.strip().splitlines()):
            if "->" in line[0]:
                a, b = line[0].split("->")
                edges.writerow([a, b, line[2], line[1]])
            else:
                risks.writerow([line[0], ISSUE, line[1]])


if __name__ == "__main__":
    here = Path(__file__).parent / "worlds"
    here.mkdir(exist_ok=True)
    for key, body in WORLDS.items():
        write_csv(here, key, body)
