"""Files of the made-up world, read back by other programs."""

from __future__ import annotations

import csv
import io
import zipfile
from functools import cache

import networkx as nx

from headwater.graph.records import Action, Party, Record, Relation
from headwater.visualizations.registry import get_export
from headwater.visualizations.subgraph import Subgraph
from tests.visualizations.world import made_up, subgraph


def rendered(name: str, sub: Subgraph) -> bytes:
    """The whole file."""
    return b"".join(get_export(name).render(sub))


def graphml(sub: Subgraph) -> nx.MultiDiGraph:
    """As networkx reads GraphML."""
    return nx.parse_graphml(rendered("graphml", sub).decode(), force_multigraph=True)


def files(sub: Subgraph) -> dict[str, bytes]:
    """The files of the zip."""
    with zipfile.ZipFile(io.BytesIO(rendered("csv", sub))) as z:
        assert z.testzip() is None
        return {n: z.read(n) for n in z.namelist()}


def tables(sub: Subgraph) -> dict[str, list[dict[str, str]]]:
    """The tables of the zip, as csv reads them."""
    return {
        n: list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
        for n, body in files(sub).items()
        if n.endswith(".csv")
    }


def xml_text(name: str) -> str:
    """A name as XML can hold it."""
    return name.replace("\x07", "").replace("\x0b", "")


@cache
def whole_records(*, hostile: bool = True) -> tuple[Record, ...]:
    """The made-up world, with a group above one of its facilities, its owner's owner, and two actions."""
    records = made_up(hostile=hostile)
    finding = next(r for r in records if type(r).__name__ == "Finding")
    where = finding.provenance
    said = {"provenance": where.model_copy(update={"source": "made-list", "file": "actions.csv", "row": 9})}
    return (
        *records,
        Party.model_validate({**said, "kind": "group", "key": "name:weir", "name": "Weir Holding =1+1"}),
        Party.model_validate({**said, "kind": "organisation", "key": "name:top", "name": "Top of it"}),
        Relation.model_validate({**said, "kind": "MEMBER_OF", "start": "name:t1-0", "end": "name:weir"}),
        Relation.model_validate({**said, "kind": "OWNS", "start": "name:top", "end": "name:weir", "share": 0.6}),
        Action.model_validate(
            {**said, "key": "act1", "party": finding.party, "finding": finding.key, "what": "=Open the doors\x07",
             "issue": finding.issue, "point": finding.point, "due": "2026-03", "status": "under way", "date": "2025-09"}
        ),
        Action.model_validate({**said, "key": "act2", "party": "name:t2-4", "what": "Ask", "verified_effect": 0.5}),
    )  # fmt: skip


@cache
def whole_world(*, hostile: bool = True) -> Subgraph:
    """It, gathered whole."""
    return subgraph(list(whole_records(hostile=hostile)), whole=True)
