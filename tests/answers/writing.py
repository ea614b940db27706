"""Build each world in each store, ask its questions and write the answers down."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import headwater
from tests.answers.asking import Asker
from tests.answers.questions import choose
from tests.answers.words import Json, question, say
from tests.answers.worlds import DECISIONS, LISTS, demo_loads, real_loads, same_address
from tests.neo4j.server import Neo4jServer, wipe

STORES = ("sqlite", "neo4j")
READS = {"demo", "load", "find", "show", "loads", "verify", "match", "review", "export", "decide", "retract", "buyers"}
"""Commands whose answers the store itself gives; those of others are computed from what every store gives alike."""
FEW = 8
"""Questions of any other command that are asked in Neo4j, besides those about a past day. Assumed: tell enough."""
ALONE = {"sensitivity", "pack", "reproduce"}
"""Not asked in Neo4j."""


@contextlib.contextmanager
def opened(store: str, folder: Path) -> Iterator[Callable[[], str]]:
    """Gives the URL of an empty store each time it is called; a Neo4j server runs until the end."""
    if store == "sqlite":
        number = itertools.count()
        yield lambda: f"sqlite:store{next(number)}.db"
        return
    server = Neo4jServer(folder / "neo4j").start()
    os.environ |= {"HEADWATER_NEO4J_USER": server.user, "HEADWATER_NEO4J_PASSWORD": server.password}

    def emptied() -> str:
        wipe(server)
        return str(server.url)

    try:
        yield emptied
    finally:
        server.stop()


def write(
    out: Path, worlds: Sequence[str], stores: Sequence[str], data: Path, questions: Path, translate: Mapping[str, Any]
) -> None:
    """Build each world in each store and keep the answers."""
    say(f"asking {headwater.__file__}")
    out.mkdir(parents=True, exist_ok=True)
    for store in stores:
        with tempfile.TemporaryDirectory(prefix="answers-") as name, opened(store, Path(name)) as empty:
            for world in worlds:
                start, folder = time.perf_counter(), Path(name) / world
                folder.mkdir()
                listed = questions / f"{world}.questions.json"
                asked = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else None
                with contextlib.chdir(folder):
                    asker = Asker(empty(), translate)
                    asked = ask_all(asker, world, data, asked)
                _keep(out / f"{world}.{store}.json", asker.answers)
                (out / listed.name).write_text(_lines(asked), encoding="utf-8")
                took = time.perf_counter() - start
                say(f"{world} in {store}: {len(asker.answers)} answers in {took:.0f} s; the slowest:")
                for seconds, args in sorted(asker.seconds, reverse=True)[:5]:
                    say(f"  {seconds:6.1f} s  {' '.join(args)}")


def ask_all(asker: Asker, world: str, data: Path, asked: dict[str, Json] | None) -> dict[str, Json]:
    """Load a world into the empty store and ask; give what was asked, chosen here where nothing was told (None)."""
    if world == "demo":
        asker.ask(["demo", "demo"])
    else:
        Path("lists").mkdir()
        for name in LISTS:
            shutil.copy(data / name, "lists")
    told = asked or {"files": {}, "loads": demo_loads() if world == "demo" else real_loads(), "questions": []}
    _put(told["files"])
    for args in told["loads"]:
        if asked is None and args == ["decide", DECISIONS]:
            told["files"][DECISIONS] = same_address(asker.ask(["review"], keep=False))
            _put(told["files"])
        asker.ask(args)
    if asked is None:
        lines = asker.ask(["export", "--format", "canonical", "-o", "-"], keep=False)
        told["questions"], files = choose(world, lines)
        _put(files)
        told["files"] |= files
    asked_of: Counter[str] = Counter()
    for args in told["questions"]:
        name = question(args)
        asked_of[name] += 1
        told_enough = name in ALONE or ("--as-of" not in args and asked_of[name] > FEW)
        if asker.store.startswith("sqlite:") or name in READS or not told_enough:
            asker.ask(args)
    return told


def _put(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")


def _keep(path: Path, answers: Sequence[Json]) -> None:
    lines = (json.dumps(a, ensure_ascii=False, allow_nan=False) for a in answers)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def _lines(asked: Mapping[str, Json]) -> str:
    """What was asked, an argument list a line."""
    parts = [f'"files": {json.dumps(asked["files"], ensure_ascii=False, indent=1)}']
    for name in ("loads", "questions"):
        rows = ",\n  ".join(json.dumps(args, ensure_ascii=False) for args in asked[name])
        parts.append(f'"{name}": [\n  {rows}\n]')
    return "{\n" + ",\n".join(parts) + "\n}\n"
