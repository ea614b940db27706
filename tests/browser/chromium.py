"""A real headless Chromium, cut off from the network, that remembers everything a page should not do."""

from __future__ import annotations

import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ARGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium() -> str:
    """Where Chromium is; skips the test where it isn't, fails where HEADWATER_CI is set."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        message = "Chromium is not installed (Debian: apt install chromium); pictures are not checked in a browser"
        if os.environ.get("HEADWATER_CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@dataclass
class Watch:
    """What a page did that it should not: requests elsewhere, dialogs, page errors, console errors."""

    allowed: str
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def attach(self, page: Any) -> None:
        """Watch a page."""
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def route(self, route: Any) -> None:
        """Let the page itself through, note and refuse everything else."""
        if route.request.url.partition("#")[0].startswith(self.allowed) or route.request.url.startswith("data:"):
            route.continue_()
        else:
            self.requests.append(route.request.url)
            route.abort()

    def quiet(self) -> None:
        """Assert that nothing of the kind happened."""
        assert self.requests == []
        assert self.dialogs == []
        assert self.errors == []


@cache
def driver() -> Any:
    """The one driver of this process: a second one is refused while the first is there."""
    from playwright.sync_api import sync_playwright

    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


@contextmanager
def browser() -> Iterator[Any]:
    """A browser process of its own."""
    b = driver().chromium.launch(executable_path=chromium(), args=list(ARGS))
    try:
        yield b
    finally:
        b.close()


@contextmanager
def opened(b: Any, url: str, *, allowed: str | None = None, **context: Any) -> Iterator[tuple[Any, Watch]]:
    """Open a page with the network cut; `allowed` is the prefix of what may be asked for, the page itself if None."""
    watch = Watch(allowed or url)
    c = b.new_context(**({"viewport": {"width": 1440, "height": 900}} | context))
    c.route("**/*", watch.route)
    page = c.new_page()
    watch.attach(page)
    try:
        page.goto(url)
        yield page, watch
    finally:
        c.close()


def saved(folder: Path, name: str, html: str) -> str:
    """Write a page and give its file:// URL."""
    path = folder / name
    path.write_text(html, encoding="utf-8")
    return path.as_uri()
