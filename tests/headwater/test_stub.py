"""The stub is what the questions say: the types that a checker sees are those that a call has."""

from __future__ import annotations

import ast
import inspect
import sys
from pathlib import Path
from typing import Literal

import pytest

from headwater.door import Door
from headwater.questions import QUESTIONS
from headwater.stub import main, stub, type_words
from tests.running import ROOT

TREE = ast.parse(stub())
(CLASS,) = [node for node in TREE.body if isinstance(node, ast.ClassDef)]
METHODS = {f.name: f for f in CLASS.body if isinstance(f, ast.FunctionDef)}


def test_the_file_beside_the_door_is_what_the_questions_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (ROOT / "headwater/door.pyi").read_text(encoding="utf-8") == stub(), "run `make reference`"
    monkeypatch.setattr(sys, "argv", ["stub", str(tmp_path / "made.pyi")])
    main()
    assert (tmp_path / "made.pyi").read_text(encoding="utf-8") == stub()


@pytest.mark.parametrize("question", QUESTIONS, ids=[q.name for q in QUESTIONS])
def test_a_method_takes_by_place_and_by_name_what_the_call_takes(question, door: Door) -> None:
    said, real = METHODS[question.name].args, inspect.signature(getattr(door, question.name)).parameters.values()
    by_place = [p.name for p in real if p.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
    by_name = [p.name for p in real if p.kind is inspect.Parameter.KEYWORD_ONLY]
    every = [p.name for p in real if p.kind is inspect.Parameter.VAR_POSITIONAL]
    assert [a.arg for a in said.args] == ["self", *by_place]
    assert [a.arg for a in said.kwonlyargs] == by_name
    assert ([said.vararg.arg] if said.vararg else []) == every
    optional = {a.arg for a, d in zip(said.kwonlyargs, said.kw_defaults, strict=True) if d is not None}
    optional |= {a.arg for a in said.args[len(said.args) - len(said.defaults) :]}
    assert optional == {p.name for p in real if p.default is not inspect.Parameter.empty and p.name not in every}


def test_every_name_of_a_type_is_imported() -> None:
    imported = {a.name for node in TREE.body if isinstance(node, ast.ImportFrom) for a in node.names}
    gives = {n.id for f in METHODS.values() if f.returns for n in ast.walk(f.returns) if isinstance(n, ast.Name)}
    assert gives <= imported and {q.name for q in QUESTIONS} <= set(METHODS)


def test_types_are_written_as_a_caller_gives_them() -> None:
    for kind, words in (
        (str, "str"), (int | None, "int | None"), (bool, "bool"), (tuple[str, ...], "Sequence[str]"),
        (dict[str, str], "Mapping[str, object]"), (Literal["a", "b"] | None, "Literal['a', 'b'] | None"),
    ):  # fmt: skip
        assert type_words(kind) == words
