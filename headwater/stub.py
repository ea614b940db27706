"""What type checkers know of the front door, made from the questions: `python -m headwater.stub FILE`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from inspect import Parameter
from pathlib import Path
from typing import Any, get_args, get_origin

from headwater.asking.ask import fields_of
from headwater.asking.fields import default_of, plain_type
from headwater.asking.question import Question
from headwater.asking.signature import signature_of
from headwater.questions import QUESTIONS

HEAD = '''"""What type checkers know of `door.py`. Made by `make reference` from the questions; not written by hand."""

from collections.abc import Mapping, Sequence
from typing import Literal

from headwater.asking.ask import File
'''
CLASS = '''
class Door(Closing, Reader):
    """A Reader whose methods are the questions; a context manager that closes its store."""

    def close(self) -> None: ...
'''
TAIL = """
def open_door(url: str = ..., *, pack: str = ..., today: str | None = ...) -> Door: ...
"""


def stub() -> str:
    """The stub file's text."""
    kinds = {
        (k.__module__, name) for q in QUESTIONS for k in q.documents for name in re.findall(r"\w+", k.__name__)[:1]
    }
    kinds |= {("headwater.graph.stores.closing", "Closing"), ("headwater.library", "Reader")}
    imports = [f"from {module} import {name}" for module, name in kinds]
    methods = [line for q in QUESTIONS for line in _method(q)]
    return HEAD + "\n".join(sorted(imports)) + "\n" + CLASS + "\n".join(methods) + "\n" + TAIL


def _method(question: Question) -> Iterator[str]:
    fields = fields_of(question.ask)
    said, named = ["self"], False
    for p in signature_of(question).parameters.values():
        default = "" if p.default is Parameter.empty else f" = {default_of(fields[p.name])!r}"
        if p.kind is Parameter.VAR_POSITIONAL:
            said.append(f"*{p.name}: str")
            named = True
            continue
        if p.kind is Parameter.KEYWORD_ONLY and not named:
            said.append("*")
            named = True
        said.append(f"{p.name}: {type_words(fields[p.name].annotation)}{' = ...' if default else ''}")
    gives = " | ".join(k.__name__ for k in question.documents) or "File"
    yield f"    def {question.name}("
    yield from (f"        {one}," for one in said)
    yield f"    ) -> {gives}:"
    yield f'        """{question.title}"""'


def type_words(annotation: Any) -> str:
    """How a field's type is written.

    >>> type_words(str | None), type_words(tuple[str, ...])
    ('str | None', 'Sequence[str]')
    """
    kind = plain_type(annotation)
    if get_origin(kind) is tuple:
        words = "Sequence[str]"
    elif get_origin(kind) is dict:
        words = "Mapping[str, object]"
    elif get_args(kind):
        words = f"Literal[{', '.join(map(repr, get_args(kind)))}]"
    else:
        words = kind.__name__
    return words if kind is annotation else f"{words} | None"


def main() -> None:
    """Write the stub into the file named on the command line."""
    Path(sys.argv[1]).write_text(stub(), encoding="utf-8")


if __name__ == "__main__":
    main()
