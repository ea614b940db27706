"""Why a value doesn't fit, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from headwater.graph.numbers import count

_LONGEST = 60
"""Characters of a value that are said again."""
_WANTED: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "bool": lambda c: "true or false",
    "int": lambda c: "a whole number",
    "float": lambda c: "a number",
    "decimal": lambda c: "a number",
    "finite_number": lambda c: "a finite number",
    "greater_than": lambda c: f"more than {_plain(c['gt'])}",
    "greater_than_equal": lambda c: f"at least {_plain(c['ge'])}",
    "less_than": lambda c: f"less than {_plain(c['lt'])}",
    "less_than_equal": lambda c: f"at most {_plain(c['le'])}",
    "multiple_of": lambda c: f"a multiple of {_plain(c['multiple_of'])}",
    "literal_error": lambda c: str(c["expected"]).replace("'", ""),
    "enum": lambda c: str(c["expected"]).replace("'", ""),
    "string_too_short": lambda c: f"at least {count(c['min_length'], 'character')}",
    "string_too_long": lambda c: f"at most {count(c['max_length'], 'character')}",
    "too_short": lambda c: f"at least {count(c['min_length'], 'value')}",
    "too_long": lambda c: f"at most {count(c['max_length'], 'value')}",
    "string": lambda c: "text",
    "tuple": lambda c: "a list",
    "list": lambda c: "a list",
    "dict": lambda c: "names with values",
    "none_required": lambda c: "none",
}
"""What would fit, by the kind of misfit; a kind `int_parsing` is found under `int`, too."""


def misfit(error: Mapping[str, Any]) -> str:
    """One error of a model as `field: what it must be, and what it is`.

    >>> misfit({"type": "int_parsing", "loc": ("top",), "input": "many"})
    "top: must be a whole number, not 'many'"
    """
    where = ".".join(str(x) for x in error["loc"])
    said = _said(error)
    return f"{where}: {said}" if where else said


def no_parameter(who: str, name: str, known: Sequence[str]) -> str:
    """That there is no such parameter, and those that there are.

    >>> no_parameter("trace", "dept", ["party", "depth"]), no_parameter("loads", "x", [])
    ("trace has no parameter 'dept'; it has party, depth", "loads has no parameter 'x'; it takes none")
    """
    return f"{who} has no parameter {name!r}; it {'has ' + ', '.join(known) if known else 'takes none'}"


def _said(error: Mapping[str, Any]) -> str:
    kind, context = str(error["type"]), error.get("ctx") or {}
    if kind == "value_error":
        return str(context.get("error", error.get("msg", "")))
    if kind == "missing":
        return "is needed"
    if kind == "extra_forbidden":
        return "isn't known here"
    found = _WANTED.get(kind) or _WANTED.get(kind.partition("_")[0])
    value = repr(error.get("input"))
    value = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    return f"{value} doesn't fit" if found is None else f"must be {found(context)}, not {value}"


def _plain(number: Any) -> str:
    """A bound as people write it: 1, not 1.0."""
    return f"{int(number)}" if isinstance(number, float) and number.is_integer() else f"{number}"


__all__ = ["misfit", "no_parameter"]
