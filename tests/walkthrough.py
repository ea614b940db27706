"""The walk through the published lists, docs/walkthrough.md: read it, run it, hold it against what comes out.

A ```console block is `$ headwater …`, then lines of what it says. A line "…" stands for any lines, "…" in a line for
any text. ```console exit N: the command leaves with N. A ```csv NAME or ```python NAME block is a file of that name;
a Python file is run once it's written. `python -m tests.walkthrough` runs the page; with `--write` it also puts the
lines that come out now in place of those that don't any more, as far as it can tell which is which; read the change.
"""

from __future__ import annotations

import csv
import difflib
import json
import os
import re
import runpy
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.answers.worlds import LISTS
from tests.running import ROOT, run, shared_data

PAGE = ROOT / "docs" / "walkthrough.md"
TODAY = "2026-11-25"
ANY = "…"
_FENCE = re.compile(r"^```(\w+) ?(.*)$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: `line` is the page's line of its first line of text, from 0."""

    kind: str
    info: str
    line: int
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A command of the page, the lines that the page shows, and those that came out. `exit`: as the page says."""

    command: str
    line: int
    shown: tuple[str, ...]
    lines: tuple[str, ...]
    exit: int
    code: int


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    out, lines = [], page.splitlines()
    start = None
    for i, line in enumerate(lines):
        if start is None and (fence := _FENCE.match(line)):
            start, kind, info = i + 1, fence[1], fence[2]
        elif start is not None and line == "```":
            out.append(Block(kind, info, start, tuple(lines[start:i])))
            start = None
    return out


def commands(block: Block) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Each command of a console block: its words, the page's line below it, and the lines that it shows."""
    starts = [i for i, line in enumerate(block.text) if line.startswith("$ ")]
    for i, j in zip(starts, [*starts[1:], len(block.text)], strict=True):
        yield block.text[i][2:], block.line + i + 1, block.text[i + 1 : j]


def walk(page: str, data: Path, folder: Path) -> Iterator[Said]:
    """Run the page in an empty folder, command by command."""
    (folder / "lists").mkdir()
    for name in LISTS:
        shutil.copy(data / name, folder / "lists")
    before = Path.cwd()
    os.chdir(folder)
    try:
        for block in blocks(page):
            if block.kind == "console":
                yield from _run(block)
            elif block.info:
                Path(block.info).write_text("\n".join(block.text) + "\n", encoding="utf-8")
                if block.kind == "python":
                    runpy.run_path(block.info)
    finally:
        os.chdir(before)


def _run(block: Block) -> Iterator[Said]:
    for command, line, shown in commands(block):
        words = shlex.split(command)
        if words[0] != "headwater":
            raise ValueError(f"line {line}: only headwater can be run, not {words[0]!r}")
        to = None
        if ">" in words:
            to, words = words[words.index(">") + 1], words[: words.index(">")]
        ran = run(*words[1:], today=TODAY)
        if to is not None:
            Path(to).write_text(ran.out, encoding="utf-8")
        lines = [*(() if to else ran.out.splitlines()), *ran.err.splitlines()]
        wanted = int(block.info.removeprefix("exit ") or 0)
        yield Said(command, line, shown, tuple(lines), wanted, ran.code)


def fits(shown: str, line: str) -> bool:
    """Whether a line of the page is a line that came out."""
    return re.fullmatch(".*".join(map(re.escape, shown.split(ANY))), line) is not None


def misfit(shown: Sequence[str], lines: Sequence[str]) -> int | None:
    """Index of the first shown line that the lines can't hold in order; len(shown): more came out; None: they fit."""
    ends, worst = {0}, 0
    loose = False
    for i, want in enumerate(shown):
        if want == ANY:
            loose = True
            continue
        starts = range(min(ends), len(lines)) if loose else sorted(ends)
        ends, loose = {j + 1 for j in starts if j < len(lines) and fits(want, lines[j])}, False
        if not ends:
            return i
        worst = i
    return None if loose or len(lines) in ends or not shown else worst + 1


def names(data: Path) -> list[str]:
    """The facilities and supplier groups of the lists, as written, the longest first."""
    out: set[str] = set()
    with (data / LISTS[0]).open(encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
        for row in rows[2:]:
            out |= {row[rows[1].index("Factory Name")], row[rows[1].index("Supplier Group")]}
    with (data / LISTS[1]).open(encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            out |= {r["Factory_Name"], r["Supplier_Group"], r["Parent_Organization_Name"]}
    for name in LISTS[3:]:
        items = json.loads((data / name).read_text(encoding="utf-8"))["items"]
        out |= {i["company"] for i in items}
    return sorted((n.strip() for n in out if len(n.strip()) > 3), key=lambda n: (-len(n), n))


def refreshed(said: Said, known: Sequence[str]) -> list[str]:
    """The shown lines with those that no longer fit replaced by the likest that came out, names left out."""
    out: list[str] = []
    at = 0
    for i, want in enumerate(said.shown):
        if want == ANY:
            out.append(want)
            continue
        free = i > 0 and said.shown[i - 1] == ANY
        places = range(at, len(said.lines) if free else min(at + 1, len(said.lines)))
        held = next((j for j in places if fits(want, said.lines[j])), None)
        if held is None and places:
            bare = want.replace(ANY, "")
            held = max(places, key=lambda j: (_alike(bare, said.lines[j]), -j))
            want = _elided(want, said.lines[held], known)
        if held is not None:
            at = held + 1
        out.append(want)
    return out


def _alike(bare: str, line: str) -> float:
    """How alike a shown line without its gaps and the start of a line are, 0 to 1, in steps of a twentieth."""
    return round(20 * difflib.SequenceMatcher(None, bare, line[: 2 * len(bare)]).ratio()) / 20


def _elided(old: str, line: str, known: Sequence[str]) -> str:
    """A line without names, cut where the old one was."""
    for name in known:
        line = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", ANY, line)
    if old.endswith(ANY) and len(old) > 1:
        head = old[: -len(ANY)]
        met = [m for m in difflib.SequenceMatcher(None, head, line, autojunk=False).get_matching_blocks() if m.size > 2]
        if met:
            line = line[: met[-1].b + met[-1].size] + ANY
    return line


def say(line: str) -> None:
    """Write a line for the person who runs this."""
    sys.stdout.write(f"{line}\n")


def main() -> int:
    """Run the page; 1: a line no longer fits, or a command leaves with another code."""
    page, data = PAGE.read_text(encoding="utf-8"), shared_data()
    lines, known, bad = page.splitlines(), names(data), 0
    edits: list[tuple[int, int, list[str]]] = []
    with tempfile.TemporaryDirectory() as folder:
        for said in walk(page, data, Path(folder)):
            at = misfit(said.shown, said.lines)
            if said.code != said.exit:
                say(f"{PAGE.name}:{said.line}: {said.command}: leaves with {said.code}, not {said.exit}")
                bad += 1
            if at is None:
                continue
            bad += 1
            say(f"{PAGE.name}:{said.line}: {said.command}: line {at + 1} doesn't fit")
            new = refreshed(said, known)
            for a, b in zip(said.shown, new, strict=True):
                if a != b:
                    say(f"  - {a}\n  + {b}")
            edits.append((said.line, len(said.shown), new))
    if "--write" in sys.argv:
        for start, size, new in reversed(edits):
            lines[start : start + size] = new
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
