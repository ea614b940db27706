"""What every command has: settings, the workspace opened late, and one way to print."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import click
from pydantic import BaseModel
from tqdm import tqdm

from headwater.loaders.port import Row
from headwater.settings import Settings
from headwater.tasks.recipes import with_recipe
from headwater.tasks.workspace import Workspace, iso_day
from headwater.visualizations.text import printed, render

QUIET_SECONDS = 2.0
"""Progress is shown for anything longer than this."""


@dataclass(slots=True)
class Context:
    """The options given before the command."""

    settings: Settings
    store: str
    as_json: bool
    today: str | None = None
    opened: Workspace | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace, opened on first use."""
        if self.opened is None:
            today = iso_day(self.today, "--today") if self.today else None
            self.opened = Workspace.open(self.store, pack=self.settings.pack, today=today)
        return self.opened

    def close(self) -> None:
        """Close what was opened."""
        if self.opened is not None:
            self.opened.close()

    def show(self, document: BaseModel | dict[str, Any] | list[Any], text: str | Iterable[str]) -> None:
        """Print one JSON document with --json, else the text (or its lines, made safe for a terminal)."""
        if self.as_json:
            click.echo(self.json(document))
        else:
            click.echo(text.rstrip("\n") if isinstance(text, str) else "\n".join(clean(line) for line in text))

    def say(self, document: BaseModel, ask: Mapping[str, Any] | None = None) -> None:
        """Print a document: JSON with --json, else by its printer, as wide as the terminal is."""
        size, terminal = os.environ.get("COLUMNS", ""), sys.stdout.isatty()
        width = int(size) if size.isdigit() else shutil.get_terminal_size().columns if terminal else None
        self.show(document, render(printed(document, ask), width=width, colour=terminal) if not self.as_json else "")

    def json(self, document: BaseModel | dict[str, Any] | list[Any]) -> str:
        """One JSON document; a result carries its recipe."""
        if isinstance(document, BaseModel) and self.opened is not None:
            asked = click.get_current_context().params
            document = with_recipe(self.opened, document.model_dump(mode="json"), asked)
        return to_json(document)

    def progress(self, name: str, rows: Iterable[Row]) -> Iterable[Row]:
        """Rows with progress on standard error, once it takes longer than two seconds."""
        return tqdm(rows, desc=name, unit=" rows", delay=QUIET_SECONDS, file=sys.stderr, disable=None, leave=False)


pass_context = click.make_pass_decorator(Context)


def to_json(document: BaseModel | dict[str, Any] | list[Any]) -> str:
    """One JSON document: sorted keys, floats by repr, text as it is."""
    plain: Any = _plain(document)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value


def table(head: list[str], rows: list[list[str]], *, widths: dict[int, int] | None = None) -> str:
    """Text columns; long cells are cut with an ellipsis where `widths` names a most."""
    cut = [[_cut(clean(c), (widths or {}).get(i, 60)) for i, c in enumerate(row)] for row in rows]
    size = [max(len(head[i]), *(len(r[i]) for r in cut)) if cut else len(head[i]) for i in range(len(head))]
    lines = ["  ".join(h.ljust(size[i]) for i, h in enumerate(head)).rstrip()]
    lines.append("  ".join("─" * s for s in size))
    lines += ["  ".join(c.ljust(size[i]) for i, c in enumerate(r)).rstrip() for r in cut]
    return "\n".join(lines)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def clean(text: str) -> str:
    """Text safe for a terminal: control and direction characters shown as a box."""
    return "".join("□" if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in _DIRECTION else c for c in text)


_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
