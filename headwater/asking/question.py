"""A question: one frozen model of what may be asked, one function that answers it.

A question's module holds its `Ask` (a subclass, named after it) and `answer(reader, ask) -> Document`. All
else follows from these two: the command's options and help, the route's query and OpenAPI, the page's form
and share link, the row in `docs/reference.md`, and the recipe in every answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from types import ModuleType, UnionType
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

if TYPE_CHECKING:  # an overview of the questions waits for no model and no engine
    from pydantic import BaseModel

    from headwater.asking.ask import Ask
    from headwater.library import Reader


@dataclass(frozen=True)
class Question:
    """A question by name; its module is imported when it is first asked for.

    `title` is its line in overviews, `tag` the chapter that it stands in.
    """

    name: str
    title: str
    tag: str
    package: str = "headwater.questions"

    @cached_property
    def module(self) -> ModuleType:
        """The module with the Ask and the answer."""
        return import_module(f"{self.package}.{self.name}")

    @cached_property
    def answer(self) -> Callable[[Reader, Any], Any]:
        """From reader and Ask to the document (or the File)."""
        found: Callable[[Reader, Any], Any] = self.module.answer
        return found

    @cached_property
    def _hints(self) -> dict[str, Any]:
        return get_type_hints(self.answer)

    @property
    def ask(self) -> type[Ask]:
        """The model of what may be asked."""
        found: type[Ask] = self._hints["ask"]
        return found

    @property
    def documents(self) -> tuple[type[BaseModel], ...]:
        """The types of its answer, those that the module names or those of the answer; none where it gives a File."""
        named: tuple[type[BaseModel], ...] | None = getattr(self.module, "DOCUMENTS", None)
        if named is not None:
            return named
        said = self._hints["return"]
        kinds = get_args(said) if isinstance(said, UnionType) else (said,)
        return tuple(k for k in kinds if hasattr(k, "model_fields"))

    @property
    def gives_file(self) -> bool:
        """Whether the answer is a file."""
        return not self.documents

    @property
    def help(self) -> str:
        """What it answers, in full: the title, and what the Ask's docstring adds."""
        said = (self.ask.__doc__ or "").strip()
        return f"{self.title}\n\n{said}" if said else self.title


__all__ = ["Question"]
