"""Every error that Headwater raises on purpose.

::

    HeadwaterError
    ├─ OneWord               an indicator and a question mean two by a word  exit 1 · 500
    ├─ UsageError            the caller's words are off                      exit 2 · 422
    │  ├─ WrongAsk           a question's field is missing or doesn't fit    exit 2 · 422
    │  ├─ UnknownName        no loader, store, indicator, view or format     exit 2 · 422
    │  ├─ NotFound           the party asked about isn't there               exit 2 · 404
    │  │  └─ WrongName       nor is one that a filter or option names        exit 2 · 422
    │  └─ Ambiguous          several parties fit; the candidates are listed  exit 2 · 409
    ├─ FileRefused           nothing was written                             exit 4 · 422
    └─ StoreError            the store can't answer; the checkpoint is kept  exit 5 · 503
       ├─ StoreMissing       nothing was ever loaded there                  exit 2 · 503
       ├─ StoreMismatch      other schema, or somebody else's database       exit 2 · 409
       └─ StoreBusy          another load holds the store                    exit 6 · 409

A message says what, where and what to do next; the facts are attributes.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import ClassVar


class HeadwaterError(Exception):
    """The base: `exit_code` for the command line, `status` for HTTP."""

    exit_code: ClassVar[int] = 1
    status: ClassVar[int] = 500


class OneWord(HeadwaterError):
    """A parameter of an indicator has the name of a question's field: a mistake in the code of either."""


class UsageError(HeadwaterError):
    """What was asked can't be done as asked."""

    exit_code = 2
    status = 422


class WrongAsk(UsageError):
    """A question's field is missing, unknown, or holds what doesn't fit."""


class UnknownName(UsageError):
    """A registry has no such member; the message lists the known ones."""

    def __init__(self, what: str, name: str, known: Sequence[str]) -> None:
        super().__init__(f"no {what} named {name!r}; known: {', '.join(known) or 'none'}")
        self.what, self.name, self.known = what, name, tuple(known)


class NotFound(UsageError):
    """No company or facility fits the words given; it is what was asked about, unless this is a `WrongName`."""

    status = 404

    def __init__(self, text: str, *, hints: Sequence[str] = ()) -> None:
        close = f"; close: {'; '.join(hints)}" if hints else "; try `headwater find TEXT`"
        super().__init__(f"no company or facility named {text!r}{close}")
        self.text, self.hints = text, tuple(hints)


class WrongName(NotFound):
    """No company or facility fits the words of a filter or an option."""

    status = 422


class Ambiguous(UsageError):
    """Several companies or facilities fit; each candidate is `(id, name)`."""

    status = 409

    def __init__(self, text: str, candidates: Sequence[tuple[str, str]]) -> None:
        shown = "; ".join(f"{i} ({n})" for i, n in candidates)
        super().__init__(f"{text!r} fits {len(candidates)} companies or facilities, name one by id: {shown}")
        self.text, self.candidates = text, tuple(candidates)


class FileRefused(HeadwaterError):
    """A whole file can't be read; nothing was written.

    `code` is a short stable word (`header_missing`, `encoding`, `empty`, …).
    """

    exit_code = 4
    status = 422

    def __init__(self, code: str, path: str, message: str) -> None:
        super().__init__(f"{path}: {message} [{code}]")
        self.code, self.path = code, path


class StoreError(HeadwaterError):
    """The store can't be reached or can't answer."""

    exit_code = 5
    status = 503


class StoreMissing(StoreError):
    """Nothing was ever loaded there; only a write makes a store. `what` there is instead, in words."""

    exit_code = 2

    def __init__(self, url: str, what: str) -> None:
        command = f"headwater --store {shlex.quote(url)} load FILE"
        super().__init__(f"{url}: {what}, so there is nothing to read; check the name, or load into it: `{command}`")
        self.url = url


class StoreMismatch(StoreError):
    """The store was written by a newer program, or holds somebody else's nodes."""

    exit_code = 2
    status = 409


class StoreBusy(StoreError):
    """Another load holds the store."""

    exit_code = 6
    status = 409
