"""Every question with every field set: asked by library, command line, API and page alike, and reproduced."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.asking.ask import File, word_of
from headwater.asking.asked import make_ask
from headwater.asking.form import address_of, command_of, form_of, query_of, said_by
from headwater.asking.forms import to_json
from headwater.asking.question import Question
from headwater.asking.recipe import put
from headwater.graph.errors import HeadwaterError, UnknownName, WrongAsk
from headwater.library import Library, Reader
from headwater.questions import QUESTIONS, get_question
from headwater.reproduction.reproduce import reproduce_bytes
from headwater.settings import Settings
from tests.questions.asks import ASKS, BRAND, FACILITY
from tests.running import TODAY, run

ALL = [(q, given) for q in QUESTIONS for given in ASKS.get(q.name, ())]
NAMED = [f"{q.name}-{i}" for q in QUESTIONS for i in range(len(ASKS.get(q.name, ())))]
DEAR = {"sensitivity-1", "pack-1"}
"""Asks that compute for long, and whose kind another ask tries too."""
EACH = [
    pytest.param(*one, id=name, marks=[pytest.mark.slow] if name in DEAR else [])
    for one, name in zip(ALL, NAMED, strict=True)
]


@pytest.fixture(scope="module")
def url(demo_store: Path) -> str:
    return f"sqlite:{demo_store}"


@pytest.fixture(scope="module")
def reader(url: str) -> Iterator[Reader]:
    with Library.open(url, today=TODAY) as library:
        yield Reader(library)


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=url), today=TODAY), base_url="http://127.0.0.1") as held:
        yield held


def asked(question: Question, given: dict[str, Any], reader: Reader) -> Any:
    """The Ask; an empty cursor stands for the next page of the same ask without it."""
    if given.get("after") == "":
        first = {k: v for k, v in given.items() if k != "after"}
        given = {**first, "after": put(reader, question, make_ask(question, first)).next}
    return make_ask(question, given)


def body_of(found: Any) -> bytes:
    return b"".join(found.chunks) if isinstance(found, File) else to_json(found).encode()


def test_every_field_is_asked() -> None:
    for question in QUESTIONS:
        fields = {word_of(n, f) for n, f in question.ask.model_fields.items()}
        asks = ASKS.get(question.name)
        assert asks is not None, f"write asks of {question.name} in tests/questions/asks.py"
        assert {word for given in asks for word in given} == fields, question.name


@pytest.mark.parametrize(("question", "given"), EACH)
def test_the_recipe_in_the_answer_gives_it_again(question: Question, given: dict[str, Any], reader: Reader) -> None:
    ask = asked(question, given, reader)
    body = body_of(put(reader, question, ask))
    if question.name == "view" or given.get("format") == "canonical":
        assert body_of(put(reader, question, ask)) == body
        return
    again = reproduce_bytes(reader, body, "answer")
    assert again.same and again.count == 0, again.values
    assert again.made.question == question.name
    assert make_ask(question, again.made.ask).said() == ask.said()


@pytest.mark.parametrize(("question", "given"), EACH)
def test_command_line_and_api_give_the_same_document(
    question: Question, given: dict[str, Any], reader: Reader, client: TestClient, url: str
) -> None:
    ask = asked(question, given, reader)
    body = body_of(put(reader, question, ask))
    served = client.get(address_of(f"/v1/{question.name}", query_of(ask)))
    assert served.status_code == 200, served.text
    words = shlex.split(command_of(question, ask))[1:]
    if question.gives_file:
        assert served.content == body
        return
    ran = run("--json", *words, store=url)
    assert ran.code == 0, ran.err
    assert ran.json == json.loads(body) == served.json()


@pytest.mark.parametrize("question", QUESTIONS, ids=[q.name for q in QUESTIONS])
def test_the_page_holds_the_form_and_the_answer(question: Question, client: TestClient, reader: Reader) -> None:
    ask = asked(question, ASKS[question.name][0 if question.name in ("sensitivity", "pack") else -1], reader)
    page = client.get(address_of(f"/ask/{question.name}", query_of(ask)))
    assert page.status_code == 200, page.text
    for field in form_of(question):
        assert f'name="{field.word}"' in page.text
    assert f"/v1/{question.name}" in page.text
    assert f"headwater {question.name}" in page.text


@pytest.mark.parametrize(("question", "given"), EACH)
def test_an_address_says_what_was_asked(question: Question, given: dict[str, Any], reader: Reader) -> None:
    ask = asked(question, given, reader)
    assert make_ask(question, said_by(question, query_of(ask))).said() == ask.said()


def test_no_question_has_the_name_of_something_else_of_the_reader() -> None:
    assert {q.name for q in QUESTIONS} & {n for n in dir(Reader) if not n.startswith("_")} == set()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/v1/trace?party=a&party=b", "party is said twice"),
        ("/v1/trace?party=a&as=json&as=text", "as is said twice, 'json' and 'text'"),
        ("/v1/score?alpha=0.1&alpha=0.9", "alpha is said twice"),
        ("/v1/leverage?party={f}&takes={b}=0.2&takes={b}=0.4", "say two numbers of one"),
        ("/v1/largest?party={b}&cost={f}=3&cost={f}=9", "say two numbers of one"),
    ],
)
def test_what_takes_one_word_refuses_two(path: str, said: str, client: TestClient) -> None:
    answer = client.get(path.format(f=quote(FACILITY), b=quote(BRAND)))
    assert answer.status_code == 422 and said in answer.json()["detail"]


def test_countries_of_a_what_if_are_known_ones(client: TestClient, url: str) -> None:
    by_name = run("--json", "whatif", BRAND, "--close-country", "Bangladesh", store=url)
    by_code = run("whatif", BRAND, "--close-country", "BD", "--json", store=url)
    assert by_name.code == by_code.code == 0
    assert by_name.json["indicators"] == by_code.json["indicators"]
    for words in (("--close-country", "XX"), ("--policy", "osh=0.5@XX,audit")):
        ran = run("whatif", BRAND, *words, store=url)
        assert ran.code == 2 and "no country is called 'XX'" in ran.err


def test_unknown_words_are_refused_with_those_that_would_be_right(client: TestClient, reader: Reader) -> None:
    trace = get_question("trace")
    with pytest.raises(WrongAsk, match=r"trace has no parameter 'dept'; it has .*depth"):
        make_ask(trace, {"party": BRAND, "dept": 2})
    with pytest.raises(UnknownName, match=r"no issue named 'nope'; known: .*osh"):
        put(reader, trace, make_ask(trace, {"party": BRAND, "issue": "nope"}))
    with pytest.raises(UnknownName, match=r"no kind named 'nope'; known: .*brand"):
        make_ask(get_question("score"), {"kind": "nope"})
    with pytest.raises(UnknownName, match=r"no kind of finding named 'nope'; known: .*allegation"):
        make_ask(get_question("priorities"), {"party": [BRAND], "finding": ["nope"]})
    with pytest.raises(HeadwaterError, match="no country is called 'XX'"):
        put(reader, get_question("systemic"), make_ask(get_question("systemic"), {"country": "XX"}))
    for path, said in (
        ("/v1/trace?party=x&dept=2", "dept"),
        ("/v1/score?kind=nope", "brand"),
        ("/v1/priorities?country=BD&finding=nope", "allegation"),
        ("/v1/trace?depth=2", "party"),
        ("/v1/score?as=pdf", "json, text, html"),
    ):
        answer = client.get(path)
        assert 400 <= answer.status_code < 500 and said in answer.json()["detail"], answer.text
