"""From files to the store: detect, read, write batch by batch, and count every row.

rows = accepted + unchanged + quarantined, always; a killed load goes on by the same call.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headwater.clock import iso_first_day, utc_now
from headwater.graph.errors import FileRefused, UsageError
from headwater.graph.ids import nfc
from headwater.graph.records import Source
from headwater.graph.stores.base import LoadKey
from headwater.graph.stores.reports import LoadDocument
from headwater.library import Library
from headwater.loaders import detect, get_loader
from headwater.loaders.identity import mapping_version, narrowed
from headwater.loaders.input.files import content_hash, open_files
from headwater.loaders.pack_parts import PackParts
from headwater.loaders.port import InputFile, Loader, Options, Rejected, Row
from headwater.loaders.quarantine import write_quarantine

BATCH = 10_000
"""Records a transaction."""
KEPT_WARNINGS = 10_000
"""Warnings written to the quarantine file; more are counted only. Assumed."""


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """What `load` was asked; None means not said."""

    paths: tuple[Path, ...]
    as_format: str | None = None
    source: str | None = None
    buyer: str | None = None
    dated: str | None = None
    licence: str | None = None
    country: str | None = None
    completeness: float | None = None
    mapping: Any = None
    fictional: bool | None = None
    dry_run: bool = False
    strict: bool = False
    accept_shrink: bool = False
    batch: int = BATCH
    quarantine_dir: Path = Path("quarantine")
    now: str | None = None


Progress = Callable[[str, Iterable[Row]], Iterable[Row]]
"""Wraps the rows of a source, to show how far it is."""
Confirm = Callable[[Path, Any, Sequence[InputFile]], Any]
"""Shows a proposed mapping; gives the mapping to use, or raises."""


def plain(_: str, rows: Iterable[Row]) -> Iterable[Row]:
    """No progress shown."""
    return rows


def load(
    library: Library, request: LoadRequest, *, confirm: Confirm | None = None, progress: Progress = plain
) -> list[LoadDocument]:
    """Load each PATH as a source of its own, or all as one where `source` names it.

    Raises:
        FileRefused: A file can't be read; nothing of it was written.
        StoreBusy: Another load holds the store.
        UsageError: No format fits and nobody confirmed a mapping.
    """
    if not request.paths:
        raise UsageError("name a file or a folder to load")
    if request.dated is not None:
        iso_first_day(request.dated, "--dated")
    if request.completeness is not None and not 0 <= request.completeness <= 1:
        raise UsageError(f"--completeness: {request.completeness} is not between 0 and 1")
    return [_load_one(library, request, name, paths, confirm, progress) for name, paths in groups(request)]


def groups(request: LoadRequest) -> list[tuple[str, tuple[Path, ...]]]:
    """The sources of a request, each with its paths. Raises UsageError where two would share a name."""
    if request.source:
        return [(nfc(request.source), request.paths)]
    out: list[tuple[str, tuple[Path, ...]]] = [
        (nfc(p.resolve().stem if p.is_file() else p.resolve().name), (p,)) for p in request.paths
    ]
    names = Counter(name for name, _ in out)
    if twice := [n for n, k in names.items() if k > 1]:
        raise UsageError(f"several files would be the source {twice[0]!r}; load them apart with --source NAME")
    return out


def choose(files: Sequence[InputFile], request: LoadRequest, confirm: Confirm | None, path: Path) -> tuple[Loader, Any]:
    """The loader for these files, and the mapping where the list is one nobody knows."""
    if request.mapping is not None:
        return get_loader("list"), request.mapping
    if request.as_format is not None and request.as_format != "list":
        return get_loader(request.as_format), None
    found = None if request.as_format == "list" else detect(files)
    if found is not None:
        return found, None
    from headwater.loaders.lists.mapping import propose_for

    proposed = propose_for(files)
    if confirm is None:
        raise UsageError(
            f"{path}: no known format; look at the proposed mapping with `headwater map {path}` "
            "and load with --yes or --mapping FILE"
        )
    return get_loader("list"), confirm(path, proposed, files)


def _load_one(
    library: Library,
    request: LoadRequest,
    name: str,
    paths: Sequence[Path],
    confirm: Confirm | None,
    progress: Progress,
) -> LoadDocument:
    files = open_files(paths)
    loader, mapping = choose(files, request, confirm, paths[0])
    said = Options(
        source=name,
        buyer=request.buyer,
        dated=request.dated,
        licence=request.licence,
        country=request.country,
        completeness=request.completeness,
        mapping=mapping,
        fictional=request.fictional,
        pack=PackParts(library.pack),
    )
    options = narrowed(said, loader)
    source = loader.describe(files, options)
    if request.fictional:
        # A made-up file in a real format has no real publisher, and owes nobody an attribution.
        made_up = {"fictional": True, "publisher": "nobody: made up", "attribution": None, "licence": request.licence}
        made_up["title"] = f"Fictional, in the form of: {source.title}"
        source = source.model_copy(update=made_up)
    sha = content_hash(files)
    tally = _Tally(strict=request.strict)
    rows = progress(name, tally.watch(loader.read(files, options)))
    if request.dry_run:
        counts = _count(rows, tally)
    else:
        key = LoadKey(
            source=name,
            sha256=sha,
            mapping=mapping_version(loader, said),
            dated=source.dated,
            files=tuple((f.name, f.sha256) for f in files),
        )
        counts = _write(library, key, source, rows, tally, request)
    place = None
    if tally.kept:
        place = str(write_quarantine(request.quarantine_dir / f"{_safe(name)}-{sha[:8]}.quarantine.csv", tally.kept))
    return LoadDocument(
        source=name,
        format=loader.NAME,
        dated=source.dated,
        sha256=sha,
        revision=library.store.revision(),
        warnings=tally.warnings,
        codes=dict(sorted(tally.codes.items())),
        dry_run=request.dry_run,
        quarantine_file=place,
        notes=(source.note,) if source.note else (),
        **counts,
    )


def _count(rows: Iterable[Row], tally: _Tally) -> dict[str, Any]:
    """Read the rows and write nothing: the counts of the load's document."""
    for row in rows:
        tally.take(row)
    kept = {"rows": tally.rows, "accepted": tally.rows - tally.quarantined, "quarantined": tally.quarantined}
    return {**kept, "unchanged": 0, "opened": 0, "closed": 0, "no_op": False}


def _write(
    library: Library, key: LoadKey, source: Source, rows: Iterable[Row], tally: _Tally, request: LoadRequest
) -> dict[str, Any]:
    """Write the source and its rows, batch by batch: the counts of the load's document."""
    with library.store.write(key, at=request.now or utc_now(), batch=request.batch) as writer:
        if not writer.no_op:
            writer.put([source])
            for row in rows:
                tally.take(row)
                if row.records:
                    writer.put(row.records, row=row.number)
                else:
                    writer.quarantine(row.number)
        done = writer.finish(accept_shrink=request.accept_shrink)
    names = ("rows", "accepted", "unchanged", "quarantined", "opened", "closed", "no_op")
    return {name: getattr(done, name) for name in names}


class _Tally:
    """Counts rows as they pass and keeps what goes to the quarantine file."""

    def __init__(self, *, strict: bool) -> None:
        self.rows = self.quarantined = self.warnings = 0
        self.codes: Counter[str] = Counter()
        self.kept: list[Rejected] = []
        self._strict = strict

    def watch(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Stop at the first bad row under --strict."""
        for row in rows:
            if self._strict and row.rejected is not None:
                bad = row.rejected
                raise FileRefused(bad.code, bad.file, f"line {bad.line}: {bad.message} (--strict)")
            yield row

    def take(self, row: Row) -> None:
        """Count one row."""
        self.rows += 1
        if row.rejected is not None:
            self.quarantined += 1
            self.codes[row.rejected.code] += 1
            self.kept.append(row.rejected)
        self.warnings += len(row.warnings)
        for warning in row.warnings:
            self.codes[warning.code] += 1
        if len(self.kept) < KEPT_WARNINGS:
            self.kept.extend(row.warnings)


def _safe(name: str) -> str:
    """A file name made of a source's name."""
    return "".join(c if c.isalnum() or c in "-_." else "_" for c in name)[:80] or "source"
