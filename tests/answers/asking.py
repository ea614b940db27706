"""Ask the `headwater` that Python imports, in this process, on a fixed day, and keep the answers."""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from headwater.cli import main as headwater
from tests.answers.documents import parsed
from tests.answers.words import Args, Json, question

TODAY = "2026-11-22"
NEXT = "{next}"
"""In an argument list: the cursor of the answer before."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: bytes
    err: str


def run(words: Sequence[str]) -> Ran:
    """Run `headwater WORDS` in this process; the exit code is that of the process."""
    said, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(said, encoding="utf-8")
    code: Any = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            headwater(list(words))
        except SystemExit as stop:
            code = stop.code
    out.flush()
    return Ran(int(code or 0), said.getvalue(), err.getvalue())


@dataclass(slots=True)
class Asker:
    """Asks one store and keeps the answers."""

    store: str
    translate: Mapping[str, Any] = field(default_factory=dict)
    answers: list[dict[str, Json]] = field(default_factory=list)
    seconds: list[tuple[float, Args]] = field(default_factory=list)

    def ask(self, args: Sequence[str], *, keep: bool = True) -> Json:
        """The document of a question; `keep`: among the answers."""
        if keep and NEXT in args and not self._next():
            self.answers.append({"args": list(args), "code": -1, "document": None, "err": "no next page"})
            return None
        words, to = list(args), None
        if ">" in words:
            to, words = words[words.index(">") + 1], words[: words.index(">")]
        words = [self._next() if w == NEXT else w for w in self._translated(words)]
        start = time.perf_counter()
        ran = run(["--store", self.store, "--today", TODAY, "--json", *words])
        self.seconds.append((time.perf_counter() - start, list(args)))
        if to is not None:
            Path(to).write_bytes(ran.out)
        document = parsed(ran.out, args)
        if keep:
            self.answers.append({"args": list(args), "code": ran.code, "document": document, "err": ran.err})
        elif ran.code not in (0, 3):
            raise SystemExit(f"{args} left with {ran.code}: {ran.err}")
        return document

    def _translated(self, words: Args) -> Args:
        """The words as this program wants them."""
        for old, new in sorted(self.translate.get("prefix", ()), key=lambda pair: -len(pair[0])):
            if words[: len(old)] == old:
                words = [*new, *words[len(old) :]]
                break
        options = self.translate.get("options", {})
        named = options.get("*", {}) | options.get(question(words), {})
        return [named.get(w, w) for w in words]

    def _next(self) -> str:
        """The cursor of the answer before; empty where it has none."""
        found = _named(self.answers[-1]["document"], "next") if self.answers else None
        return found if isinstance(found, str) else ""


def _named(document: Json, name: str) -> Json:
    """The value of the first field of this name, at any depth."""
    if isinstance(document, dict):
        if name in document:
            return document[name]
        document = list(document.values())
    if isinstance(document, list):
        return next((x for x in (_named(d, name) for d in document) if x is not None), None)
    return None
