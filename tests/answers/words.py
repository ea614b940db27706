"""What was said to the command line, and what is said to the person who runs this."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

Args = list[str]
Json = Any


def question(args: Sequence[str]) -> str:
    """The command of an argument list, global options such as `--today DATE` left out."""
    at = 0
    while at < len(args) and args[at].startswith("-"):
        at += 2
    return args[at] if at < len(args) else ""


def say(line: str) -> None:
    """Write a line for the person who runs this."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
