"""A question by its name: read off its module, which waits until it is asked for."""

from __future__ import annotations

import sys

import pytest

from headwater.asking.ask import Ask
from headwater.asking.question import Question
from headwater.graph.documents import Answer
from headwater.library import Reader


class OneAsk(Ask):
    """Of one thing."""


class BareAsk(Ask):
    ""


class One(Answer):
    """One answer."""


class Other(Answer):
    """Another."""


def either(reader: Reader, ask: OneAsk) -> One | Other:
    """Either."""
    raise NotImplementedError


def bare(reader: Reader, ask: BareAsk) -> bytes:
    """No document."""
    raise NotImplementedError


@pytest.fixture
def question(monkeypatch: pytest.MonkeyPatch) -> Question:
    """A question whose module is this one."""
    monkeypatch.setitem(sys.modules, "toys.here", sys.modules[__name__])
    return Question("here", "Ask here.", "toys", package="toys")


def test_all_is_read_off_the_answer(question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question.module, "answer", either, raising=False)
    assert (question.ask, question.documents, question.gives_file) == (OneAsk, (One, Other), False)
    assert question.help == "Ask here.\n\nOf one thing."


def test_what_is_no_document_is_a_file(question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question.module, "answer", bare, raising=False)
    assert (question.documents, question.gives_file, question.help) == ((), True, "Ask here.")


def test_documents_that_a_module_names_stand(question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question.module, "answer", bare, raising=False)
    monkeypatch.setattr(question.module, "DOCUMENTS", (One,), raising=False)
    assert question.documents == (One,)


def test_a_module_that_is_not_there_is_missed_when_it_is_asked_for() -> None:
    nowhere = Question("nowhere", "Ask nobody.", "toys")
    assert nowhere.title == "Ask nobody."
    with pytest.raises(ModuleNotFoundError):
        _ = nowhere.ask
