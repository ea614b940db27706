"""A question as a function of Python: its signature."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import Any

from headwater.asking.ask import fields_of
from headwater.asking.fields import Printing, Subject, marks
from headwater.asking.question import Question


def signature_of(question: Question) -> Signature:
    """What a question's method takes: the subject by place, the rest by name."""
    out: list[Parameter] = []
    for name, info in fields_of(question.ask).items():
        if marks(info, Printing) is not None:
            continue
        kind: Any = Parameter.KEYWORD_ONLY
        default: Any = Parameter.empty if info.is_required() else info.get_default(call_default_factory=True)
        if marks(info, Subject) is not None:
            several = info.annotation == tuple[str, ...]
            kind = Parameter.VAR_POSITIONAL if several else Parameter.POSITIONAL_OR_KEYWORD
            default = Parameter.empty if several else default
        annotation = str if kind is Parameter.VAR_POSITIONAL else info.annotation
        out.append(Parameter(name, kind, default=default, annotation=annotation))
    return Signature(out, return_annotation=question.answer.__annotations__["return"])


__all__ = ["signature_of"]
