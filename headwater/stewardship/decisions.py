"""Take people's decisions: which keys are one party, and corrected countries."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Literal, cast

from headwater.clock import utc_now
from headwater.graph.errors import FileRefused
from headwater.graph.ids import row_key
from headwater.graph.records import Entry, Provenance, Source
from headwater.graph.resolution.decisions import PartyDecision
from headwater.graph.stores.base import LoadKey
from headwater.graph.stores.reports import DecidedDocument
from headwater.library import Reader
from headwater.loaders.cells.countries import country_code
from headwater.loaders.input.files import content_hash, open_files

PEOPLE = "people"
"""The source of what people wrote themselves; it outranks every list."""
VERDICTS = ("same", "apart", "country")


def decide(reader: Reader, path: Path, *, now: str | None = None) -> DecidedDocument:
    """Take people's decisions from a CSV: `decision,a,b,by,reason,date`.

    `same` and `apart` join or keep apart the source keys a and b; `country` writes the country b of party a.

    Raises:
        FileRefused: A row is wrong; nothing was written, the row and what to write instead are named.
    """
    files = open_files((path,))
    pairs: list[PartyDecision] = []
    entries: list[tuple[int, dict[str, str]]] = []
    with files[0].path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        missing = {"decision", "a", "b"} - set(rows.fieldnames or ())
        if missing:
            raise FileRefused(
                "column_missing",
                str(path),
                f"no column {', '.join(sorted(missing))}; expected decision,a,b,by,reason,date",
            )
        for cells in rows:
            line = rows.line_num
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
                entries.append((line, row | {"b": code, "a": _key(reader, row["a"])}))
            else:
                pairs.append(
                    PartyDecision(
                        a=row["a"], b=row["b"], verdict=cast(Literal["same", "apart"], verdict),
                        by=row.get("by") or None, reason=row.get("reason") or None, date=row.get("date") or None,
                    )
                )  # fmt: skip
    at = now or utc_now()
    if pairs:
        reader.store.decide(pairs, at=at)
    if entries:
        _write_entries(reader, files[0].name, content_hash(files), entries, at)
    return DecidedDocument(same_or_apart=len(pairs), countries=len(entries), revision=reader.revision)


def _key(reader: Reader, text: str) -> str:
    """A source key as written, or that of the company or facility named."""
    head = text.partition(":")[0]
    return text if head in {"oshub", "lei", "reg", "brand", "group", "name", "row"} else reader.party(text)


def _write_entries(reader: Reader, name: str, sha: str, rows: list[tuple[int, dict[str, str]]], at: str) -> None:
    """Entries so far stay: each file of entries is a source of its own under PEOPLE."""
    source = f"{PEOPLE}:{row_key('', name, None, sha)[-8:]}"

    def where(row: int) -> Provenance:
        return Provenance(source=source, file=name, sha256=sha, row=row)

    key = LoadKey(source=source, sha256=sha, mapping="entries/1", files=((name, sha),))
    with reader.store.write(key, at=at) as writer:
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
