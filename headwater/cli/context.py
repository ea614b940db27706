"""What every command has: settings, the library opened late, and one way to print."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import click
from pydantic import BaseModel
from tqdm import tqdm

from headwater.clock import iso_day
from headwater.library import Library, Reader
from headwater.settings import Settings
from headwater.visualizations.text import Item, printed, render

QUIET_SECONDS = 2.0
"""Progress is shown for anything longer than this."""


@dataclass(slots=True)
class Context:
    """The options given before the command."""

    settings: Settings
    store: str
    as_json: bool
    today: str | None = None
    opened: Library | None = None

    def library(self, *, make: bool = False) -> Library:
        """The library, opened on first use: to read, or to write (`make`: a store that isn't there yet is made).

        A store that isn't there is an error once something is read of it: the pack can be shown without one.
        """
        if self.opened is None:
            today = iso_day(self.today, "--today") if self.today else None
            self.opened = Library.open(self.store, pack=self.settings.pack, today=today, make=make, missing=True)
        return self.opened

    def reader(self, *, make: bool = False) -> Reader:
        """Everybody's reader, today, that shows progress."""
        return Reader(self.library(make=make), progress=self.progress)

    def close(self) -> None:
        """Close what was opened."""
        if self.opened is not None:
            self.opened.close()

    def say(self, document: BaseModel | dict[str, Any], items: Iterable[Item] | None = None) -> None:
        """Print one JSON document with --json, else the lines and tables: those given, or the document's own."""
        if self.as_json:
            from headwater.asking.forms import to_json

            click.echo(to_json(document))
        else:
            told = printed(document) if items is None and isinstance(document, BaseModel) else items or ()
            self.echo(render(told, **self.paper()))

    def echo(self, text: str) -> None:
        """Print text that is ready."""
        click.echo(text.rstrip("\n"), color=self.paper()["colour"] or None)

    def paper(self) -> dict[str, Any]:
        """Width and colour of what is printed on: plain and wide when piped; COLUMNS is honoured."""
        terminal = sys.stdout.isatty()
        size = shutil.get_terminal_size((0, 0)).columns if terminal else _columns()
        return {"width": size or None, "colour": terminal}

    def progress(self, name: str, things: Sequence[Any]) -> Iterable[Any]:
        """Things with progress on standard error, once it takes longer than two seconds."""
        return rows_with_progress(name, things, " steps")


def rows_with_progress(name: str, rows: Iterable[Any], unit: str = " rows") -> Iterable[Any]:
    """What is gone through, with progress on standard error once it takes longer than two seconds."""
    return tqdm(rows, desc=name, unit=unit, delay=QUIET_SECONDS, file=sys.stderr, disable=None, leave=False)


def _columns() -> int:
    import os

    said = os.environ.get("COLUMNS", "")
    return int(said) if said.isdigit() else 0


pass_context = click.make_pass_decorator(Context)
