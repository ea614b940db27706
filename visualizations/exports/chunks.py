"""Text to chunks of bytes, neither too many nor too large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SIZE = 1 << 16
"""Characters of a chunk, about. Assumed: few enough to hold, many enough to write at once."""


def chunks(parts: Iterable[str], *, errors: str = "strict") -> Iterator[bytes]:
    """The parts one after another in UTF-8; `errors` says what becomes of lone surrogates."""
    held: list[str] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= SIZE:
            yield "".join(held).encode("utf-8", errors)
            held, size = [], 0
    if held:
        yield "".join(held).encode("utf-8", errors)


__all__ = ["SIZE", "chunks"]
