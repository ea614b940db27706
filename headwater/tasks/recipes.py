"""What it takes to compute a document again: a recipe, in each result that is printed or served.

A result is the document of a task: a function of this package that reads a workspace and gives a model with
a day in it. Command line and API say what was asked; the names and values kept are the task's own, so that
both give the same recipe, and one way of asking has one recipe.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from inspect import Parameter, isfunction, signature
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Field, TypeAdapter, ValidationError, field_validator

from headwater import __version__, tasks
from headwater.graph.errors import UsageError
from headwater.graph.risk.indicators import PARAMETERS
from headwater.graph.risk.version import METHOD
from headwater.tasks.documents import Document
from headwater.tasks.workspace import Workspace

DAYS = {"today", "as_of", "header"}
"""A document with one of these fields is a result of a day."""
MAPPINGS = "params"
"""The task argument that takes the indicator's parameters."""

Task = Callable[..., BaseModel]


class Recipe(Document):
    """How a result was made. The same recipe on the same statements gives the same values."""

    command: str
    """The task, by its name."""
    arguments: dict[str, Any]
    """Its arguments, without those left at their default; seed and parameters among them."""
    today: str
    """The day from which ages are counted."""
    revision: int = Field(ge=0)
    pack: str
    pack_sha256: str
    method: str
    """Version of the method."""
    program: str

    @field_validator("today")
    @classmethod
    def _day(cls, text: str) -> str:
        date.fromisoformat(text)
        return text


@cache
def results() -> dict[type[BaseModel], Task]:
    """The tasks that give a result, by the type of their document. They only read."""
    out: dict[type[BaseModel], Task] = {}
    for module in pkgutil.iter_modules(tasks.__path__):
        held = import_module(f"{tasks.__name__}.{module.name}")
        for name, task in list(vars(held).items()):
            if not isfunction(task) or task.__module__ != held.__name__ or name.startswith("_"):
                continue
            first = next(iter(signature(task).parameters), None)
            said = get_type_hints(task).get("return") if first == "workspace" else None
            for gives in get_args(said) or (said,):
                if isinstance(gives, type) and issubclass(gives, BaseModel) and DAYS & set(gives.model_fields):
                    out[gives] = task
    return out


def task_of(command: str) -> Task | None:
    """The task of a recipe; None where no task of that name gives a result."""
    return next((t for t in results().values() if t.__name__ == command), None)


def with_recipe(workspace: Workspace, document: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """A document as plain JSON values, with its recipe where it's the result of a task.

    `asked` holds the words of the command line or the query by their names there; what isn't the task's (how many
    lines to print, where to write) is left out.
    """
    task = next((t for gives, t in results().items() if gives.model_fields.keys() == document.keys()), None)
    made = None if task is None else _recipe(workspace, task, document, asked)
    return dict(document) if made is None else {**document, "recipe": made.model_dump(mode="json")}


def _recipe(workspace: Workspace, task: Task, document: Mapping[str, Any], asked: Mapping[str, Any]) -> Recipe | None:
    try:
        arguments = bind(task, asked)
    except ValidationError:
        return None
    needed = {n for n, p in list(signature(task).parameters.items())[1:] if p.default is Parameter.empty}
    if needed - set(arguments):
        return None
    head = document.get("header") or document
    revision = head.get("revision")
    return Recipe(
        command=task.__name__,
        arguments=arguments,
        today=str(head.get("today") or head.get("as_of") or workspace.today),
        revision=workspace.store.revision(viewer=workspace.viewer) if revision is None else int(revision),
        pack=workspace.pack.version,
        pack_sha256=workspace.pack.sha256,
        method=METHOD,
        program=f"headwater {__version__}",
    )


def bind(task: Task, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The task's arguments out of what was asked, as plain JSON values, without the defaults.

    Raises:
        ValidationError: A value doesn't fit the argument.
    """
    hints = get_type_hints(task)
    out: dict[str, Any] = {}
    names = list(signature(task).parameters.values())[1:]
    for place, p in enumerate(names):
        value = _value(p.name, asked, first=place == 0)
        if value is None:
            continue
        if _takes(hints[p.name], Mapping):
            value = _pairs(value)
        elif _takes(hints[p.name], Sequence):
            value = list(value) if isinstance(value, list | tuple) else [value]
        elif isinstance(value, list):
            value = value[-1]
        checked = TypeAdapter(hints[p.name]).dump_python(
            TypeAdapter(hints[p.name]).validate_python(value), mode="json", warnings=False
        )
        if checked not in (p.default, [], {}, None):
            out[p.name] = checked
    return out


def _value(name: str, asked: Mapping[str, Any], *, first: bool) -> Any:
    """What was asked for an argument: by its name, in the singular, or as the party that everything is about."""
    if name == MAPPINGS and name not in asked:
        return {p.name: _last(asked[p.name]) for p in PARAMETERS if p.name in asked}
    for key in (name, name.removesuffix("s"), *(("party",) if first else ())):
        if key in asked:
            return asked[key]
    return None


def _last(value: Any) -> Any:
    return value[-1] if isinstance(value, list) else value


def _takes(hint: Any, kind: type) -> bool:
    """Whether an argument takes a mapping or a sequence (text is neither)."""
    origins = (get_origin(h) for h in (hint, *get_args(hint)))
    return any(isinstance(o, type) and issubclass(o, kind) for o in origins)


def _pairs(value: Any) -> Any:
    """NAME=VALUE words as a mapping, the last one standing."""
    if isinstance(value, Mapping):
        return dict(value)
    words = value if isinstance(value, list | tuple) else [value]
    return {name.strip(): text for name, _, text in (str(w).rpartition("=") for w in words)}


def again(workspace: Workspace, made: Recipe) -> BaseModel:
    """Compute the document of a recipe anew, on this store, pack and program.

    Raises:
        UsageError: The recipe names no task that gives a result, or arguments that it hasn't.
    """
    task = task_of(made.command)
    if task is None:
        raise UsageError(f"the recipe names {made.command!r}, which gives no result here")
    try:
        arguments = bind(task, made.arguments)
    except ValidationError as error:
        said = error.errors()[0]["msg"]
        raise UsageError(f"the recipe of {made.command} has an argument that doesn't fit: {said}") from None
    if unknown := sorted(set(made.arguments) - set(signature(task).parameters)):
        raise UsageError(f"the recipe of {made.command} has an argument {unknown[0]!r}, which isn't known here")
    return task(workspace, **arguments)
