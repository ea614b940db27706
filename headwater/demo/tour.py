"""Take the fictional world the whole way: files, store, first priorities, brief, pictures."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from headwater.asking.forms import to_page
from headwater.demo.files import DemoFile, write_world
from headwater.demo.world import GROUP, LARKSPUR, MARRAM
from headwater.door import Door
from headwater.graph.countries import place_words
from headwater.graph.numbers import count
from headwater.graph.risk.register.register import Register
from headwater.graph.stores.reports import LoadDocument
from headwater.library import Library
from headwater.loaders.port import InputFile
from headwater.stewardship import loading
from headwater.visualizations.words import action, source_row

Echo = Callable[[str], object]
HIDDEN = "Nightjar Stitching Works"
"""The subcontractor that no list names."""
DATABASE = "demo.db"
FIRST = 8
"""Rows of the register that are printed."""


def run(folder: Path, *, echo: Echo, today: str | None = None, seed: int = 7) -> dict[str, Any]:
    """Write the world into `folder`, load it, say what comes first, write brief and pictures.

    Args:
        folder: Gets `files/`, `demo.db`, `brief.html` and the pictures; a former demo.db there is replaced.
        echo: Takes each line that a person should read.
        today: The day the register counts from, ISO; None: today in UTC.
        seed: Of the world.

    Returns:
        The same facts as one document: the loads, the first priorities, the files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{DATABASE}*"):
        old.unlink()
    echo("Headwater demo. Everything in it is FICTIONAL: no brand, facility, list or finding is real.")
    echo("")
    loads = write_world(folder / "files", seed=seed)
    echo(f"1. {len(loads)} sources in the real formats are in {folder / 'files'}. Loading them:")
    with Door(Library.open(f"sqlite:{folder / DATABASE}", today=today, make=True)) as door:
        done = [_load(door, one, folder, echo) for one in loads]
        _say_loads(done, folder, echo)
        register = door.priorities(GROUP)
        _say_register(register, echo)
        _say_doubts(door, echo)
        written = _write(door, folder)
    echo("")
    echo("4. Written, each file complete in itself; open them in a browser:")
    for what, path in written.items():
        echo(f"   {what:<34} {path}")
    _say_next(folder, echo)
    return {
        "fictional": True,
        "store": f"sqlite:{folder / DATABASE}",
        "loads": done,
        "priorities": register,
        "files": {k: str(v) for k, v in written.items()},
    }


def _load(door: Door, one: DemoFile, folder: Path, echo: Echo) -> LoadDocument:
    request = loading.LoadRequest(
        paths=(one.path,), as_format=one.format, source=one.source, buyer=one.buyer, dated=one.dated,
        licence=one.licence, country=one.country, completeness=one.completeness, fictional=True,
        quarantine_dir=folder / "quarantine",
    )  # fmt: skip

    def confirm(path: Path, proposed: Any, files: Sequence[InputFile]) -> Any:
        echo(f"   {path.name}: a list nobody knows; the proposed mapping is taken (`headwater map` shows it)")
        return proposed

    (document,) = loading.load(door.library, request, confirm=confirm)
    said = f"{count(document.rows, 'row')} = {document.accepted:,} accepted + {document.unchanged:,} unchanged"
    echo(f"   {one.path.name:<38} {said} + {document.quarantined:,} in quarantine")
    return document


def _say_loads(done: Sequence[LoadDocument], folder: Path, echo: Echo) -> None:
    rows, bad = sum(d.rows for d in done), sum(d.quarantined for d in done)
    echo(
        f"   {count(rows, 'row')} in all; {bad:,} can't be read and wait with their reasons in {folder / 'quarantine'}"
    )


def _say_register(register: Register, echo: Echo) -> None:
    echo("")
    echo(f"2. What to look at first behind {register.buyer_name} (severity first; share and spend don't count):")
    for row in register.rows[:FIRST]:
        where = place_words(row.country, row.country_proposed)
        echo(f"   {row.rank}. {row.name} ({where}): {row.issue_title}, {row.point_title}")
        echo(f"      {row.reason}")
        if row.text:
            echo(f"      “{row.text}”")
        for line in row.actions:
            echo(f"      action: {action(line)}")
        for ref in row.refs[:3]:
            echo(f"      source: {source_row(ref)}")
    if len(register.rows) > FIRST:
        echo(f"   … and {count(len(register.rows) - FIRST, 'more row')}")


def _say_doubts(door: Door, echo: Echo) -> None:
    """What the lists share, and what only a person can decide."""
    shared = door.share(GROUP, MARRAM, depth=1)
    waiting = door.review().items
    hidden = door.buyers(HIDDEN)
    names = sorted(b.name for b in hidden.rows if b.kind == "brand")
    echo("")
    echo("3. What the lists tell together:")
    echo(f"   Suppliers of both {GROUP} and {MARRAM}, directly: {count(len(shared.facilities), 'facility')}.")
    echo(f"   {HIDDEN} is on nobody's list; goods from there reach {', '.join(names)}.")
    echo(
        f"   Maybe one facility each, or not: {count(len(waiting), 'pair')} of names; nothing was joined; a person "
        "decides (review)."
    )


def _write(door: Door, folder: Path) -> dict[str, Path]:
    """The brief, two pictures and an export."""
    brief = to_page(door.brief(GROUP)) or ""
    files: dict[str, tuple[Path, Iterable[bytes]]] = {
        "brief of the group": (folder / "brief.html", (brief.encode(),)),
        f"{LARKSPUR}, tier by tier": (folder / "tiers.html", door.view(LARKSPUR, view="tiers").chunks),
        f"{MARRAM}, as a network": (folder / "network.html", door.view(MARRAM, view="network").chunks),
        "the group's graph, for other tools": (
            folder / "group.graphml",
            door.export(root=(GROUP,), format="graphml").chunks,
        ),
    }
    for path, chunks in files.values():
        with path.open("wb") as out:
            out.writelines(chunks)
    return {what: path for what, (path, _) in files.items()}


def _say_next(folder: Path, echo: Echo) -> None:
    """Commands to try: by make and .venv in a checkout, by the program's own name elsewhere."""
    checkout = Path("Makefile").is_file() and Path(".venv/bin/headwater").is_file()
    program = ".venv/bin/headwater" if checkout else "headwater"
    command = f"{program} --store {shlex.quote(f'sqlite:{folder / DATABASE}')}"
    serve = "make serve" if checkout and folder == Path("demo") else f"{command} serve"
    echo("")
    echo("5. What to try next:")
    echo(f"   {serve}        (the same answers over HTTP, with a start page)")
    for words in (f'show "{HIDDEN}"', f'explain "{LARKSPUR}"', f'buyers "{HIDDEN}"', f'share "{GROUP}" "{MARRAM}"'):
        echo(f"   {command} {words}")
    echo(f"   {program} load YOUR-LIST.xlsx --buyer YOU        (a list of your own, into a store of its own)")
