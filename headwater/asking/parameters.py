"""Parameters of an indicator, from the text of an option or a query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from headwater.graph.errors import UsageError
from headwater.graph.risk.indicators import INDICATORS, get_indicator
from headwater.graph.risk.values.params import Params
from headwater.graph.vocabulary import Pack


def indicator_names() -> tuple[str, ...]:
    """The indicators by name."""
    return tuple(x.name for x in INDICATORS)


def settings_of(indicator: str, given: Mapping[str, str], pack: Pack) -> Params:
    """An indicator's parameters from text: `none` is None where the parameter takes it.

    What isn't given takes the pack's setting of that name (`alpha`), else the parameter's own default;
    `materiality=a0` is the pack's `materiality_a0`.

    Raises:
        UnknownName: No such indicator.
        UsageError: An unknown parameter or a value out of range; says which.
    """
    model: type[Params] = get_indicator(indicator).params
    values: dict[str, Any] = {"alpha": pack.setting("alpha")}
    for name, text in given.items():
        if name not in model.model_fields:
            raise UsageError(f"{indicator} has no parameter {name!r}; it has {', '.join(sorted(model.model_fields))}")
        word = text.strip().lower()
        values[name] = None if word == "none" and name != "unmapped" else text.strip()
        if name == "materiality" and word == "a0":
            values[name] = pack.setting("materiality_a0")
    try:
        return model.model_validate(values)
    except ValidationError as error:
        said = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise UsageError(f"{indicator}: {said}") from error


def settings_of_all(given: Mapping[str, str], pack: Pack) -> dict[str, Params]:
    """Every indicator's parameters by its name; each takes those that it has. Raises UsageError where none has one."""
    known = {n for x in INDICATORS for n in x.params.model_fields}
    if unknown := sorted(set(given) - known):
        raise UsageError(f"no indicator has a parameter {unknown[0]!r}")
    return {x.name: settings_of(x.name, _taken(x.params, given), pack) for x in INDICATORS}


def _taken(model: type[Params], given: Mapping[str, str]) -> dict[str, str]:
    """The parameters that an indicator takes; one that it holds at None isn't its own."""
    fields = model.model_fields
    return {k: v for k, v in given.items() if k in fields and fields[k].annotation is not type(None)}


def number_by_word(words: tuple[str, ...], what: str) -> dict[str, float]:
    """NAME=NUMBER words as a mapping, the last of a name standing. Raises UsageError, naming `what` to write."""
    out: dict[str, float] = {}
    for word in words:
        name, _, value = word.rpartition("=")
        try:
            out[name.strip()] = float(value)
        except ValueError:
            name = ""
        if not name.strip():
            raise UsageError(f"{word!r}: write it as {what}")
    return out


__all__ = ["indicator_names", "number_by_word", "settings_of", "settings_of_all"]
