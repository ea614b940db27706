"""What can be set: one entry per parameter, made from the indicators' own models.

The command line's help, the API's query and a test of the docs' table come from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import NoneType
from typing import NamedTuple

from headwater.graph.risk.values.params import Params


class Taken(NamedTuple):
    """What a parameter means to one indicator, and its default in words."""

    text: str
    default: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter by its name in `--param NAME=VALUE` and in the API's query; `by` has who takes it."""

    name: str
    by: dict[str, Taken]

    def words(self) -> str:
        """Say what it means to whom, each meaning once."""
        same: dict[Taken, list[str]] = {}
        for indicator, taken in self.by.items():
            same.setdefault(taken, []).append(indicator)
        return " ".join(f"{', '.join(names)} (default {t.default}): {t.text}" for t, names in same.items())


def parameters_of(models: Sequence[tuple[str, type[Params]]]) -> tuple[Parameter, ...]:
    """The parameters of several indicators, those of `Params` first, in its order.

    One that an indicator only inherits, or holds at None, isn't its own.
    """
    out = []
    for name in dict.fromkeys([*Params.model_fields, *(n for _, model in models for n in model.model_fields)]):
        by = {}
        for indicator, model in models:
            field = model.model_fields.get(name)
            if field is not None and name in model.__annotations__ and field.annotation is not NoneType:
                by[indicator] = Taken(field.description or "", "none" if field.default is None else str(field.default))
        if by:
            out.append(Parameter(name, by))
    return tuple(out)
