"""From files to the store: detect, read, write batch by batch, and count every row.

rows = accepted + unchanged + quarantined, always; a killed load goes on by the same call.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from headwater.clock import iso_first_day, utc_now
from headwater.graph.errors import FileRefused, UsageError
from headwater.graph.ids import nfc
from headwater.graph.names import normalise
from headwater.graph.records import Source
from headwater.graph.stores.base import LoadKey
from headwater.graph.stores.reports import LoadDocument
from headwater.library import Library
from headwater.loaders.cells.countries import country_code
from headwater.loaders.identity import mapping_version, narrowed
from headwater.loaders.input.files import content_hash, open_files
from headwater.loaders.pack_parts import PackParts
from headwater.loaders.port import InputFile, Loader, Options, Rejected, Row
from headwater.loaders.quarantine import write_quarantine
from headwater.loaders.registry import detect, get_loader
from headwater.stewardship.options import OWN, check_taken, left_out, own_values, own_word

MAPPED = "list"
"""The format that is read by a mapping."""
BATCH = 10_000
"""Records a transaction."""
NAME_CHARS = 400
"""Greatest length of a source's or a buyer's name: the keys of its records hold it."""
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
    own: Mapping[str, str] = field(default_factory=dict)
    """What was said by `--option NAME=VALUE`."""
    dry_run: bool = False
    strict: bool = False
    accept_shrink: bool = False
    batch: int = BATCH
    quarantine_dir: Path = Path("quarantine")
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """One source of a request before it's read; a list nobody knows is read by a mapping, as `MAPPED`."""

    name: str
    paths: tuple[Path, ...]
    files: tuple[InputFile, ...]
    loader: Loader


Progress = Callable[[str, Iterable[Row]], Iterable[Row]]
"""Wraps the rows of a source, to show how far it is."""
Confirm = Callable[[Path, Any, Sequence[InputFile]], Any]
"""Shows a proposed mapping; gives the mapping to use, or raises."""
Refused = Callable[[FileRefused], None]
"""Takes why one source can't be read, so that the others are."""


def plain(_: str, rows: Iterable[Row]) -> Iterable[Row]:
    """No progress shown."""
    return rows


def stop(error: FileRefused) -> None:
    """Let the first source that can't be read end the load."""
    raise error


def plan(request: LoadRequest, *, refused: Refused = stop) -> list[Planned]:
    """Find what each source is to be read as, before any store is opened.

    Raises:
        FileRefused: A file can't be opened, unless `refused` takes that.
        UsageError: What was said can't be right, or none of the formats takes it.
    """
    _check(request)
    plans: list[Planned] = []
    for name, paths in groups(request):
        try:
            plans.append(_planned(request, name, paths))
        except FileRefused as error:
            refused(error)
    check_taken(_said(request), [(p.paths[0], p.loader) for p in plans])
    for one in plans:
        own_values(one.loader, request.own)
    return plans


def load(
    library: Library,
    request: LoadRequest,
    *,
    planned: Sequence[Planned] | None = None,
    confirm: Confirm | None = None,
    progress: Progress = plain,
    refused: Refused = stop,
) -> list[LoadDocument]:
    """Load each PATH as a source of its own, or all as one where `source` names it; `planned`: by `plan`, if done.

    An option that only some of the formats take counts for these, and a note says so at the others.

    Raises:
        FileRefused: A file can't be read, unless `refused` takes that; nothing of it was written.
        StoreBusy: Another load holds the store.
        UsageError: As `plan`: nothing was written. Or no format fits and nobody confirmed a mapping.
    """
    done: list[LoadDocument] = []
    for one in plan(request, refused=refused) if planned is None else planned:
        try:
            done.append(_load_one(library, request, one, confirm, progress))
        except FileRefused as error:
            refused(error)
    return done


def _check(request: LoadRequest) -> None:
    """Check what was said, before any file is opened. Raises UsageError."""
    if not request.paths:
        raise UsageError("name a file or a folder to load")
    for what, name in (("--source", request.source), ("--buyer", request.buyer)):
        if name is not None and not normalise(name):
            raise UsageError(f"{what}: {name!r} is no name; write one with letters or digits, or leave {what} out")
        if name is not None and len(nfc(name)) > NAME_CHARS:
            raise UsageError(f"{what}: the name is longer than {NAME_CHARS} characters; shorten it")
    if request.dated is not None:
        iso_first_day(request.dated, "--dated")
    if request.completeness is not None and not 0 <= request.completeness <= 1:
        raise UsageError(f"--completeness: {request.completeness} is not between 0 and 1")
    if request.country is not None and country_code(request.country, codes=True) is None:
        raise UsageError(f"--country: {request.country!r} is no country we know; write its ISO code, as BD")


def _said(request: LoadRequest) -> list[str]:
    """The options said that not every format takes."""
    return [*(name for name in OWN if getattr(request, name) is not None), *map(own_word, request.own)]


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


def _planned(request: LoadRequest, name: str, paths: tuple[Path, ...]) -> Planned:
    """Open the files of a source and find its loader, by `as_format` or by their content. Raises FileRefused."""
    files = open_files(paths)
    if request.as_format is not None:
        return Planned(name, paths, files, get_loader(request.as_format))
    found = detect(files) if request.mapping is None else None
    return Planned(name, paths, files, found or get_loader(MAPPED))


def _mapping(request: LoadRequest, planned: Planned, confirm: Confirm | None) -> Any:
    """The mapping of a list nobody knows: as said, else as proposed and confirmed; None: its format needs none."""
    if planned.loader.NAME != MAPPED:
        return None
    if request.mapping is not None:
        return request.mapping
    from headwater.loaders.lists.mapping import propose_for

    path, proposed = planned.paths[0], propose_for(planned.files)
    if confirm is None:
        raise UsageError(
            f"{path}: no known format; look at the proposed mapping with `headwater map {path}` "
            "and load with --yes or --mapping FILE"
        )
    return confirm(path, proposed, planned.files)


def _load_one(
    library: Library, request: LoadRequest, planned: Planned, confirm: Confirm | None, progress: Progress
) -> LoadDocument:
    name, files, loader = planned.name, planned.files, planned.loader
    said = Options(
        source=name,
        buyer=request.buyer,
        dated=request.dated,
        licence=request.licence,
        country=request.country,
        completeness=request.completeness,
        mapping=_mapping(request, planned, confirm),
        fictional=request.fictional,
        own=own_values(loader, request.own),
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
        notes=(*((source.note,) if source.note else ()), *left_out(_said(request), loader)),
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
