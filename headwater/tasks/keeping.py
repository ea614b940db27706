"""Look after the store: the load log, taking a source back, decisions, and whether promises are kept."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Literal, cast

from headwater.graph.errors import FileRefused
from headwater.graph.ids import row_key
from headwater.graph.records import Entry, Provenance, Source
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.resolution.lookalikes import lookalikes
from headwater.graph.resolution.queue import LinksDocument, ReviewDocument, links_document, review_document
from headwater.graph.resolution.review import ReviewItem
from headwater.graph.stores.base import OWNER, LoadKey
from headwater.graph.stores.reports import (
    DecidedDocument,
    LoadLogDocument,
    ProblemsDocument,
    RetractedDocument,
    load_log,
)
from headwater.graph.verify import verify as verify_store
from headwater.loaders.cells.countries import country_code
from headwater.loaders.input.files import content_hash, open_files
from headwater.tasks.workspace import Workspace, utc_now

PEOPLE = "people"
"""The source of what people wrote themselves; it outranks every list."""
VERDICTS = ("same", "apart", "country")


def loads(workspace: Workspace) -> LoadLogDocument:
    """The load log, oldest first."""
    return load_log(workspace.store.loads(viewer=workspace.viewer), header=workspace.header())


def retract(workspace: Workspace, source: str, *, now: str | None = None) -> RetractedDocument:
    """Take a source back: what only it said disappears from reads."""
    done = RetractedDocument.of(workspace.store.retract(source, at=now or utc_now()))
    return done.model_copy(update={"revision": workspace.store.revision(viewer=workspace.viewer)})


def verify(workspace: Workspace) -> ProblemsDocument:
    """Check the store's own promises: provenance 100 %, fold = statements, counts."""
    count = sum(1 for _ in workspace.store.statements(viewer=OWNER, as_of=None))
    problems = tuple(verify_store(workspace.store, as_of=workspace.today))
    return ProblemsDocument(
        revision=workspace.store.revision(viewer=workspace.viewer), statements=count, problems=problems
    )


def review(workspace: Workspace, *, limit: int | None = None) -> ReviewDocument:
    """Keys that may be one party, and facilities whose country nobody states: for a person to decide."""
    snapshot, _ = workspace.picture()
    return review_document(doubts(workspace)[:limit], snapshot, header=workspace.header())


def links(workspace: Workspace) -> LinksDocument:
    """Which keys are one party, and why."""
    return links_document(workspace.store.links(viewer=workspace.viewer), header=workspace.header())


def doubts(workspace: Workspace) -> list[ReviewItem]:
    """The pairs that linking left to a person, then those whose names are merely alike."""
    listed = workspace.store.review(viewer=workspace.viewer)
    snapshot, _ = workspace.picture()
    decided = {(min(d.a, d.b), max(d.a, d.b)) for d in workspace.store.decisions(viewer=workspace.viewer)}
    return [*listed, *lookalikes(snapshot.parties, decided=decided, listed=listed)]


def decide(workspace: Workspace, path: Path, *, now: str | None = None) -> DecidedDocument:
    """Take people's decisions from a CSV: `decision,a,b,by,reason,date`.

    `same` and `apart` join or keep apart the source keys a and b; `country` writes the country b of party a.

    Raises:
        FileRefused: A row is wrong; nothing was written, the row and what to write instead are named.
    """
    files = open_files((path,))
    pairs: list[PartyDecision] = []
    entries: list[tuple[int, dict[str, str]]] = []
    with files[0].path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = {"decision", "a", "b"} - set(reader.fieldnames or ())
        if missing:
            raise FileRefused(
                "column_missing",
                str(path),
                f"no column {', '.join(sorted(missing))}; expected decision,a,b,by,reason,date",
            )
        for cells in reader:
            line = reader.line_num
            row = {k: (v or "").strip() for k, v in cells.items() if k is not None}
            verdict = row["decision"]
            if verdict not in VERDICTS or not row["a"] or not row["b"]:
                raise FileRefused(
                    "decision", str(path), f"line {line}: {verdict!r} with a and b; write one of {', '.join(VERDICTS)}"
                )
            if verdict == "country":
                code = country_code(row["b"])
                if code is None:
                    raise FileRefused("country", str(path), f"line {line}: no country called {row['b']!r}")
                entries.append((line, row | {"b": code, "a": _key(workspace, row["a"])}))
            else:
                pairs.append(
                    PartyDecision(
                        a=row["a"], b=row["b"], verdict=cast(Literal["same", "apart"], verdict),
                        by=row.get("by") or None, reason=row.get("reason") or None, date=row.get("date") or None,
                    )
                )  # fmt: skip
    at = now or utc_now()
    if pairs:
        workspace.store.decide(pairs, at=at)
    if entries:
        _write_entries(workspace, files[0].name, content_hash(files), entries, at)
    revision = workspace.store.revision(viewer=workspace.viewer)
    return DecidedDocument(same_or_apart=len(pairs), countries=len(entries), revision=revision)


def _key(workspace: Workspace, text: str) -> str:
    """A source key as written, or that of the company or facility named."""
    head = text.partition(":")[0]
    return text if head in {"oshub", "lei", "reg", "brand", "group", "name", "row"} else workspace.party(text)


def _write_entries(workspace: Workspace, name: str, sha: str, rows: list[tuple[int, dict[str, str]]], at: str) -> None:
    """Entries so far stay: each file of entries is a source of its own under PEOPLE."""
    source = f"{PEOPLE}:{row_key('', name, None, sha)[-8:]}"

    def where(row: int) -> Provenance:
        return Provenance(source=source, file=name, sha256=sha, row=row)

    key = LoadKey(source=source, sha256=sha, mapping="entries/1", files=((name, sha),))
    with workspace.store.write(key, at=at) as writer:
        if not writer.no_op:
            title = "What people of this workspace wrote"
            writer.put([Source(provenance=where(0), key=source, title=title, redistributable="no", format="entries")])
            for line, row in rows:
                entry = Entry(
                    provenance=where(line), key="country", party=row["a"], value=row["b"],
                    by=row.get("by") or None, reason=row.get("reason") or None, date=row.get("date") or at[:10],
                )  # fmt: skip
                writer.put([entry], row=line)
        writer.finish()
