"""Cursors: where a page of a list ended, so that the next one goes on there and nowhere else.

A list is the same as long as revision, day, pack and question are; the cursor holds them and refuses to
go on in another list.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from typing import TypeVar

from headwater.graph.errors import UsageError

T = TypeVar("T")


def stamp(*question: object) -> str:
    """A short mark of a question: equal questions, equal marks. 12 hex digits of SHA-256."""
    text = json.dumps(question, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def make(revision: int, mark: str, position: int) -> str:
    """The cursor of a list that goes on at `position` (0 = its start)."""
    body = json.dumps([revision, mark, position], separators=(",", ":"))
    return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")


def read(cursor: str, revision: int, mark: str) -> int:
    """The position at which a cursor goes on.

    Raises:
        UsageError: It isn't a cursor, or it belongs to another revision or another question.
    """
    try:
        held = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        then, question, position = held
    except (binascii.Error, UnicodeError, ValueError, TypeError):
        raise UsageError(f"{cursor[:40]!r} is no cursor; take `next` of the page before") from None
    if not (isinstance(position, int) and position >= 0 and isinstance(then, int)):
        raise UsageError(f"{cursor[:40]!r} is no cursor; take `next` of the page before")
    if then != revision:
        raise UsageError(
            f"this cursor belongs to revision {then} of the store, which is at {revision} now; start again without it"
        )
    if question != mark:
        raise UsageError("this cursor belongs to another question, day or pack; start again without it")
    return position


def page(
    rows: Sequence[T], *, limit: int | None, after: str | None, revision: int, mark: str
) -> tuple[tuple[T, ...], str | None]:
    """The rows of one page, and the cursor of the next; None where this is the last.

    Args:
        rows: The whole list.
        limit: Rows a page, from 1; None: all that are left.
        after: `next` of the page before; None: from the start.
        revision: The store's.
        mark: `stamp` of what was asked.
    """
    start = read(after, revision, mark) if after else 0
    end = len(rows) if limit is None else min(start + limit, len(rows))
    return tuple(rows[start:end]), make(revision, mark, end) if end < len(rows) else None
