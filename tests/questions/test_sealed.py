"""The master test: two stores that differ in what is sealed answer alike, byte for byte, to everybody below it.

Every question with every field, as document, text and page, and every export; the public revision included.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.asking.asked import make_ask
from headwater.asking.form import address_of, query_of
from headwater.asking.question import Question
from headwater.asking.recipe import put
from headwater.graph.errors import HeadwaterError
from headwater.graph.records import Visibility
from headwater.graph.stores import open_store
from headwater.graph.stores.base import Viewer
from headwater.library import Library, Reader
from headwater.questions import get_question
from headwater.settings import Settings
from tests.graph.making import facility, finding, load, source_line, supplies
from tests.questions.asks import AUDITED, BRAND, FACILITY
from tests.questions.test_questions import ALL, DEAR, EACH, NAMED, asked, body_of
from tests.running import TODAY

BELOW = (Visibility.PUBLIC, Visibility.PARTNER, Visibility.RESTRICTED)
PAGES = (
    "/",
    "/?text=nightjar",
    address_of("/register", [("party", BRAND)]),
    address_of("/register", [("facility", AUDITED)]),
    "/systemic",
)


@dataclass(frozen=True)
class Both:
    """The store without what is sealed, and the store with it."""

    bare: Library
    held: Library


@pytest.fixture(scope="module")
def files(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("sealed")
    held = Path(shutil.copy(demo_store, folder / "held.db"))
    with open_store(f"sqlite:{held}", make=True) as store:
        found = store.find(FACILITY, viewer=Viewer(), as_of=TODAY)[0].id
        secret = [
            source_line("secret"),
            # A finding, a facility that joins two public keys by name and id, and a link to a buyer.
            finding("secret", "sealed-1", found, observed="2026-01-02", affected=77),
            facility("secret", AUDITED, FACILITY, "BD"),
            supplies("secret", AUDITED, "brand:quillmere"),
        ]
        load(store, "secret", [r.model_copy(update={"visibility": Visibility.SEALED}) for r in secret])
    return demo_store, held


@pytest.fixture(scope="module")
def both(files: tuple[Path, Path]) -> Iterator[Both]:
    with (
        Library.open(f"sqlite:{files[0]}", today=TODAY) as bare,
        Library.open(f"sqlite:{files[1]}", today=TODAY) as held,
    ):
        yield Both(bare, held)


@pytest.fixture(scope="module")
def clients(files: tuple[Path, Path]) -> Iterator[tuple[TestClient, TestClient]]:
    apps = [create_app(Settings(store=f"sqlite:{x}"), today=TODAY) for x in files]
    here = "http://127.0.0.1"
    with TestClient(apps[0], base_url=here) as bare, TestClient(apps[1], base_url=here) as held:
        yield bare, held


def levelled() -> Iterator[Any]:
    """Each ask for each level below; the dearest ones only to everybody, unless there is time."""
    for level in BELOW:
        for (question, given), name in zip(ALL, NAMED, strict=True):
            dear = question.name in ("sensitivity", "pack") and level is not Visibility.PUBLIC
            marks = [pytest.mark.slow] if dear or name in DEAR else []
            yield pytest.param(level, question, given, id=f"{level.name.lower()}-{name}", marks=marks)


@pytest.mark.parametrize(("level", "question", "given"), list(levelled()))
def test_every_answer_is_that_of_the_store_without(
    level: Visibility, question: Question, given: dict[str, object], both: Both
) -> None:
    bare, held = Reader(both.bare, viewer=Viewer(int(level))), Reader(both.held, viewer=Viewer(int(level)))
    ask = asked(question, given, bare)
    assert body_of(put(held, question, ask)) == body_of(put(bare, question, ask))


@pytest.mark.parametrize(("question", "given"), EACH)
def test_every_route_and_page_is_too(
    question: Question, given: dict[str, object], both: Both, clients: tuple[TestClient, TestClient]
) -> None:
    ask = asked(question, given, Reader(both.bare))
    query = query_of(ask)
    for path in (address_of(f"/v1/{question.name}", query), address_of(f"/ask/{question.name}", query)):
        bare, held = (client.get(path) for client in clients)
        assert (held.status_code, held.content) == (bare.status_code, bare.content), path


@pytest.mark.parametrize("path", PAGES)
def test_the_other_pages_are_too(path: str, clients: tuple[TestClient, TestClient]) -> None:
    bare, held = (client.get(path) for client in clients)
    assert bare.status_code == 200 and held.content == bare.content


def test_who_may_see_it_sees_it(both: Both) -> None:
    """The comparison can fail: above the level, the two stores answer otherwise."""
    owner = Viewer(int(Visibility.SEALED))
    for name in ("show", "priorities", "loads", "find"):
        question = get_question(name)
        answers = []
        for library in (both.bare, both.held):
            try:
                answers.append(body_of(put(Reader(library, viewer=owner), question, make_ask(question, ALL_OF[name]))))
            except HeadwaterError as error:
                answers.append(str(error).encode())
        assert answers[0] != answers[1], name


ALL_OF = {"show": {"party": FACILITY}, "priorities": {"party": [BRAND]}, "loads": {}, "find": {"text": "nightjar"}}
