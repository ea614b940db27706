"""What can be set: one entry per parameter, made from the indicators' own models.

The command line's help, the API's query and a test of the docs' table come from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic.fields import FieldInfo

from headwater.graph.risk.values.params import FromPack, Params, may_be_none

Schema = Mapping[str, Any]


class Taken(NamedTuple):
    """What a parameter means to one indicator, its default in words, and what it may be as a JSON schema."""

    text: str
    default: str
    schema: Schema


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter by its name in `--param NAME=VALUE` and in the API's query; `by` has who takes it."""

    name: str
    by: dict[str, Taken]

    def words(self) -> str:
        """Say what it means to whom, each meaning once."""
        same: dict[tuple[str, str], list[str]] = {}
        for indicator, taken in self.by.items():
            same.setdefault((taken.default, taken.text), []).append(indicator)
        return " ".join(f"{', '.join(names)} (default {default}): {t}" for (default, t), names in same.items())

    def schema(self) -> Schema:
        """What it may be as a JSON schema; where that differs, one for each, titled with who takes it."""
        held = list(self.by.items())
        told = [s for i, (_, (*_, s)) in enumerate(held) if s not in [t.schema for _, t in held[:i]]]
        if len(told) == 1:
            return told[0]
        return {"anyOf": [{"title": ", ".join(n for n, t in held if t.schema == s), **s} for s in told]}

    def of(self, indicators: Sequence[str]) -> Parameter | None:
        """The same to these indicators alone; None where none of them takes it."""
        by = {name: taken for name, taken in self.by.items() if name in indicators}
        return Parameter(self.name, by) if by else None


def taken_by(model: type[Params]) -> dict[str, Taken]:
    """The parameters of one indicator by name, in its own order."""
    schema = model.model_json_schema()
    return {
        name: Taken(field.description or "", _default(field), _schema(field, schema["properties"][name], schema))
        for name, field in model.model_fields.items()
    }


def parameters_of(models: Sequence[tuple[str, type[Params]]]) -> tuple[Parameter, ...]:
    """The parameters of several indicators, each once, in the order in which they are met."""
    by: dict[str, dict[str, Taken]] = {}
    for indicator, model in models:
        for name, taken in taken_by(model).items():
            by.setdefault(name, {})[indicator] = taken
    return tuple(Parameter(name, taken) for name, taken in by.items())


def _default(field: FieldInfo) -> str:
    return "needed" if field.is_required() else str(_word(field.get_default(call_default_factory=True)))


def _word(value: object) -> object:
    return "none" if value is None else value


def _schema(field: FieldInfo, said: Schema, whole: Schema) -> Schema:
    """A field's schema for words of a query: the word `none` for null, and the word that stands for the pack's."""
    kinds = [_inlined(s, whole) for s in said.get("anyOf", [{k: v for k, v in said.items() if k not in _ASIDE}])]
    if may_be_none(field.annotation):
        kinds = [s for s in kinds if s.get("type") != "null"] + [{"const": "none"}]
    kinds += [{"const": m.word} for m in field.metadata if isinstance(m, FromPack) and m.word is not None]
    default = {"default": _word(said["default"])} if "default" in said else {}
    return {**(kinds[0] if len(kinds) == 1 else {"anyOf": kinds}), **default}


_ASIDE = ("title", "description", "default")


def _inlined(schema: Schema, whole: Schema) -> Schema:
    """A schema with what it refers to in its place."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return {k: v for k, v in whole["$defs"][name].items() if k not in _ASIDE} if name else schema
