"""Files of what may be passed on, and nothing that shows through."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.graph.errors import UsageError
from headwater.graph.records import Party, Provenance, Source
from headwater.graph.snapshot import Snapshot
from headwater.graph.statements import of
from headwater.visualizations.gather import gather
from headwater.visualizations.open_only import open_part, redistributable
from headwater.visualizations.subgraph import Subgraph
from tests.visualizations.exports.reading import files, rendered
from tests.visualizations.world import PACK, TODAY, made_up, own, snapshot, subgraph


def open_world() -> tuple[Subgraph, Any]:
    part, left = open_part(snapshot())
    sub = gather(part, own(part, PACK, TODAY), PACK, roots=["name:halden"], method="0.1", left_out=left, whole=True)
    return sub, left


def test_an_open_file_equals_the_file_of_a_graph_without_the_closed_source() -> None:
    sub, left = open_world()
    without = [r for r in made_up() if r.provenance.source != "audits"]
    expected = subgraph(without, whole=True)
    assert sub.nodes == expected.nodes
    assert sub.edges == expected.edges
    assert sub.sources == expected.sources
    assert sub.records == ()
    assert left.sources == ("audits",)
    assert left.findings == 12
    assert left.statements == 12 + 9 + 1


@pytest.mark.parametrize("name", ["graphml", "json"])
def test_an_open_file_says_how_much_it_holds_back_and_nothing_of_it(name: str) -> None:
    sub, _ = open_world()
    text = rendered(name, sub).decode()
    assert "audits.csv" not in text
    assert "bonded" not in text
    assert '"severity"' not in text
    if name == "graphml":
        assert "left out 22 statements of 1 source not known" in text
    assert all(n.severity is None for n in sub.nodes)


@pytest.mark.parametrize(
    ("said", "licence", "meant"),
    [
        ("unknown", "CC-BY-4.0", "yes"), ("unknown", "CC0-1.0", "yes"), ("unknown", "ODbL-1.0", "yes"),
        ("unknown", "CC-BY-NC-4.0", "unknown"), ("unknown", "CC-BY-ND-4.0", "unknown"), ("unknown", None, "unknown"),
        ("unknown", "All rights reserved", "unknown"), ("no", "CC-BY-4.0", "no"), ("yes", None, "yes"),
    ],
)  # fmt: skip
def test_an_open_licence_opens_a_source_that_says_no_more(said: str, licence: str | None, meant: str) -> None:
    given = next(r for r in made_up() if isinstance(r, Source))
    assert redistributable(given.model_copy(update={"redistributable": said, "licence": licence})) == meant


def test_a_company_that_only_closed_sources_name_is_refused_with_what_to_do() -> None:
    records = [r for r in made_up(hostile=False) if r.provenance.source != "goods"]
    records = [
        r.model_copy(update={"redistributable": "unknown", "licence": None}) if isinstance(r, Source) else r
        for r in records
    ]
    part, left = open_part(snapshot(records))
    with pytest.raises(UsageError, match=r"names 'name:halden'; left out: audits, made-list\. State .* \(--licence\)"):
        gather(part, own(part, PACK, TODAY), PACK, roots=["name:halden"], left_out=left)


def test_properties_that_only_a_closed_source_states_go_with_it() -> None:
    records = made_up(hostile=False)
    closed = Provenance(source="audits", file="audits.csv", sha256="0" * 64, row=900, dated="2025-07-01")
    records.append(Party.model_validate(
        {"provenance": closed, "kind": "facility", "key": "name:t1-0", "name": "Told in confidence", "city": "Nowhere",
         "workers": 7}))  # fmt: skip
    whole = subgraph(records).by_id["name:t1-0"]
    assert (whole.name, whole.facts["city"]) == ("Told in confidence", "Nowhere")
    part, left = open_part(snapshot(records))
    kept = gather(part, own(part, PACK, TODAY), PACK, roots=["name:halden"], left_out=left).by_id["name:t1-0"]
    assert kept.name == "Sandbar Garments Ltd Unit 1"
    assert "city" not in kept.facts
    assert kept.workers == 2372
    assert left.properties == 1


def test_an_id_of_a_closed_source_does_not_show_through() -> None:
    records = made_up(hostile=False)
    closed = Provenance(source="audits", file="audits.csv", sha256="0" * 64, row=900, dated="2025-07-01")
    records.append(Party.model_validate({"provenance": closed, "kind": "brand", "key": "lei:SECRET", "name": "S"}))
    snap = Snapshot.of([of(r) for r in records], revision=7, as_of=TODAY, canon={"name:halden": "lei:SECRET"})
    part, left = open_part(snap)
    assert left.ids == {"lei:SECRET": "name:halden"}
    sub = gather(part, own(part, PACK, TODAY), PACK, roots=["lei:SECRET"], left_out=left)
    assert sub.meta.roots == ("name:halden",)
    assert b"SECRET" not in b"".join(files(sub).values())
    assert b"SECRET" not in rendered("json", sub) + rendered("graphml", sub)
