"""A window that slides over the text of a JSON file: its values are decoded one by one, wherever they are cut.

The standard library's scanner decodes them, so that a value is what `json.loads` makes of it, but: NaN, Infinity
and numbers too large stay text, so that they are no numbers, and an object with a key that stands twice says so.
"""

from __future__ import annotations

import codecs
import json
import math
import re
from typing import Any, BinaryIO

from headwater.loaders.input.limits import ITEM_CHARS, JSON_DEPTH

DUPLICATE = "\0duplicate"
"""Where an object of a JSON file names a key twice, this key holds the name: its item can't be trusted."""
_CHUNK = 1 << 16
_DIGITS = 4000
"""Most digits of a whole number; Python itself reads no more than 4,300."""
_TAIL = 12
"""Characters at the window's end in which a value may be cut: a keyword, an escape, a number's exponent."""
_SPACE = re.compile(r"[ \t\n\r]*")
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in pairs:
        if key in out:
            out[DUPLICATE] = key
        out[key] = value
    return out


def _float(text: str) -> float | str:
    value = float(text)
    return value if math.isfinite(value) else text


def _int(text: str) -> int | str:
    return int(text) if len(text) <= _DIGITS else text


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=str, parse_float=_float, parse_int=_int)


class Fault(Exception):
    """What is wrong with a text: a short stable `code`, and why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


class Window:
    """The text of a file, open at its beginning, around the place that is read: `at` is the place in `text`."""

    def __init__(self, stream: BinaryIO) -> None:
        self.text, self.at, self.ended = "", 0, False
        self._stream, self._decoder = stream, codecs.getincrementaldecoder("utf-8")()
        self._bytes, self._line, self._column = 0, 1, 0
        if stream.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
            stream.seek(0)

    def peek(self) -> str:
        """Go to the next character that is no white space, and give it; "" at the end."""
        while True:
            self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text):
                return self.text[self.at]
            if self.ended:
                return ""
            self._more()

    def value(self, depth: int) -> Any:
        """Read the value that begins here, itself within `depth` brackets."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                cut = error.pos + _TAIL > len(self.text) or error.msg.startswith("Unterminated string")
                if self.ended or not cut:
                    self._check_depth(len(self.text), depth)
                    raise self.fault(error.msg, error.pos) from None
            except RecursionError:
                raise _too_deep() from None
            else:
                if self.ended or end + _TAIL <= len(self.text):
                    self._check_depth(end, depth)
                    self.at = end
                    return value
            if len(self.text) - self.at > ITEM_CHARS:
                message = f"from line {self._place(self.at)[0]} on one item is longer than {ITEM_CHARS:,} characters"
                raise Fault("item_too_large", f"{message}; is this the right file?")
            self._more()

    def only(self) -> Any:
        """Read the one value of the whole text."""
        value = self.value(0)
        self.end()
        return value

    def end(self) -> None:
        """Check that nothing follows."""
        if self.peek():
            raise self.fault("Extra data")

    def fault(self, why: str, at: int | None = None) -> Fault:
        """Say where the text is no JSON."""
        line, column = self._place(self.at if at is None else at)
        return Fault("json", f"is not valid JSON at line {line}, column {column}: {why}; download it again")

    def _more(self) -> None:
        """Read on, and drop what was taken."""
        self._line, column = self._place(self.at)
        self._column = column - 1
        self.text, self.at = self.text[self.at :], 0
        chunk = self._stream.read(max(_CHUNK, len(self.text)))
        self.ended = not chunk
        pending = len(self._decoder.getstate()[0])
        try:
            self.text += self._decoder.decode(chunk, self.ended)
        except UnicodeDecodeError as error:
            where = self._bytes - pending + error.start
            raise Fault("encoding", f"is not UTF-8 at byte {where}; save it as UTF-8") from None
        self._bytes += len(chunk)

    def _place(self, at: int) -> tuple[int, int]:
        """Line and column of a place, both counted from 1."""
        lines = self.text.count("\n", 0, at)
        if lines:
            return self._line + lines, at - self.text.rindex("\n", 0, at)
        return self._line, self._column + at + 1

    def _check_depth(self, end: int, depth: int) -> None:
        """Look at the brackets from here to `end`."""
        if depth + self.text.count("[", self.at, end) + self.text.count("{", self.at, end) <= JSON_DEPTH:
            return
        for found in _BRACKET.finditer(self.text, self.at, end):
            if found[0] in "[{":
                depth += 1
                if depth > JSON_DEPTH:
                    raise _too_deep()
            elif found[0] in "]}":
                depth -= 1


def _too_deep() -> Fault:
    return Fault("depth", f"is nested deeper than {JSON_DEPTH} levels")


__all__ = ["DUPLICATE", "Fault", "Window"]
