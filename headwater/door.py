"""The library's front door: `headwater.open(URL)` gives a `Door`, a Reader whose methods are the questions.

Each method takes what its question's Ask takes (the subject first, the rest by name) and gives its document,
with the recipe in it. `door.pyi` says the same to type checkers; `make reference` makes it from the questions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from headwater.asking.ask import fields_of, word_of
from headwater.asking.asked import make_ask
from headwater.asking.fields import Parameters, marks
from headwater.asking.question import Question
from headwater.asking.recipe import put
from headwater.asking.signature import signature_of
from headwater.graph.stores.closing import Closing
from headwater.library import Library, Reader
from headwater.questions import QUESTIONS


class Door(Closing, Reader):
    """A Reader whose methods are the questions; a context manager that closes its store."""

    def close(self) -> None:
        """Close the store."""
        self.library.close()

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *(q.name for q in QUESTIONS)})

    def __getattr__(self, name: str) -> Any:
        for question in QUESTIONS:
            if question.name == name:
                return method_of(self, question)
        raise AttributeError(f"a reader has no {name!r}; its questions are {', '.join(q.name for q in QUESTIONS)}")


def open_door(url: str = "sqlite:headwater.db", *, pack: str = "garment", today: str | None = None) -> Door:
    """Open a store for asking; one that isn't there is not made. Raises StoreError, UnknownName, UsageError."""
    return Door(Library.open(url, pack=pack, today=today))


def method_of(reader: Reader, question: Question) -> Callable[..., Any]:
    """The question as a function of what it takes."""
    signature = signature_of(question)

    def method(*args: Any, **given: Any) -> Any:
        said = signature.bind(*args, **given).arguments
        asked = {word_of(n, f): said[n] for n, f in fields_of(question.ask).items() if n in said}
        for name, info in fields_of(question.ask).items():
            if marks(info, Parameters) is not None and name in asked:
                asked[name] = {k: "none" if v is None else str(v) for k, v in asked[name].items()}
        return put(reader, question, make_ask(question, asked))

    method.__name__ = method.__qualname__ = question.name
    fields = {n: f.description for n, f in fields_of(question.ask).items() if n in signature.parameters}
    taken = "".join(f"\n    {n}: {said}" for n, said in fields.items())
    method.__doc__ = f"{question.help}\n\n{question.answer.__doc__ or ''}\n\nArgs:{taken}".strip()
    method.__signature__ = signature  # type: ignore[attr-defined]
    return method


__all__ = ["Door", "method_of", "open_door"]
