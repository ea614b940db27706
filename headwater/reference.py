"""The table of questions in `docs/reference.md`, made from the questions: `python -m headwater.reference FILE`.

It stands between two marks in the file; a test holds that it is what the questions say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from headwater.asking.ask import fields_of, word_of
from headwater.asking.fields import (
    FromFile,
    Parameters,
    Printing,
    Shown,
    Subject,
    default_of,
    described,
    marks,
    plain_type,
)
from headwater.asking.question import Question
from headwater.graph.risk.indicators import PARAMETERS
from headwater.questions import QUESTIONS

BEGIN, END = "<!-- questions: made by `make reference` -->", "<!-- end of questions -->"


def lines() -> Iterator[str]:
    """The chapters, each question with its fields as a table."""
    for tag in dict.fromkeys(q.tag for q in QUESTIONS):
        yield f"### {tag.capitalize()}"
        yield ""
        for question in QUESTIONS:
            if question.tag == tag:
                yield from _question(question)
    yield "### Parameters of the indicators"
    yield ""
    yield "Given as `--param NAME=VALUE`, in a query each by its own name. `alpha` left out takes the pack's."
    yield ""
    yield from parameters()


def parameters() -> Iterator[str]:
    """The indicators' parameters as a table."""
    yield "| parameter | indicator | default | meaning |"
    yield "|---|---|---|---|"
    for parameter in PARAMETERS:
        for indicator, taken in parameter.by.items():
            yield f"| `{parameter.name}` | `{indicator}` | `{taken.default}` | {_cell(taken.text)} |"
    yield ""


def _question(question: Question) -> Iterator[str]:
    documents = " or ".join(d.__name__ for d in question.documents) or "a file"
    subject = next((f for f in question.ask.model_fields.values() if marks(f, Subject) is not None), None)
    words = "" if subject is None else f" {marks(subject, Subject).metavar}"
    yield f"#### `{question.name}`"
    yield ""
    yield f"{question.title} {(question.ask.__doc__ or '').strip()}".strip()
    yield ""
    name = question.name
    yield f"`headwater {name}{words}`, `GET /v1/{name}`, page `/ask/{name}`; gives {documents}."
    yield ""
    yield "| field | command line | default | meaning |"
    yield "|---|---|---|---|"
    for name, info in fields_of(question.ask).items():
        word = word_of(name, info)
        option = f"--{word.replace('_', '-')}"
        shown, held = marks(info, Shown), marks(info, Subject)
        if held is not None:
            option = held.metavar
        elif plain_type(info.annotation) is not bool:
            option += f" {shown.metavar if shown is not None else word.upper()}"
        from_file = marks(info, FromFile)
        if from_file is not None:
            option += f", --{from_file.option} FILE"
        said = described(info)
        if marks(info, Parameters) is not None:
            said += " In a query each by its own name."
        if marks(info, Printing) is not None:
            said += " Command line only."
        default = "needed" if info.is_required() else _default(default_of(info))
        yield f"| `{word}` | `{_cell(option)}` | {default} | {_cell(said)} |"
    yield ""


def _default(value: object) -> str:
    return "" if value in (None, (), {}) else "no" if value is False else f"`{value}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def filled(text: str) -> str:
    """The page with the table made anew between its marks. Raises ValueError where the marks are missing."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the marks {BEGIN} and {END} are missing")
    return f"{head}{BEGIN}\n\n" + "\n".join(lines()) + f"\n{END}{tail}"


def main() -> None:
    """Write the table into the file named on the command line."""
    path = Path(sys.argv[1])
    path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
