"""The recipe in every answer: what was asked, of what; asked again by it, the same comes out."""

from __future__ import annotations

import re

from headwater.asking.ask import File
from headwater.asking.asked import make_ask
from headwater.asking.recipe import put, recipe_of
from headwater.door import Door
from headwater.questions import get_question
from tests.running import TODAY


def test_a_recipe_says_what_was_asked_and_of_what(door: Door) -> None:
    question = get_question("score")
    ask = make_ask(question, {"issue": "osh", "indicator": "upstream_risk", "param": {"alpha": "0.5"}})
    found = put(door, question, ask)
    made = found.recipe
    assert (made.question, made.ask) == ("score", {"issue": "osh", "param": {"alpha": "0.5"}})
    assert (made.revision, made.today, made.pack) == (found.header.revision, TODAY, found.header.pack)
    assert re.fullmatch(r"[0-9a-f]{64}", made.pack_sha256) and made.pack_sha256 == door.vocabulary.sha256
    assert (made.method_version, made.program.split()[0]) == (found.header.method_version, "headwater")
    again = put(door, get_question(made.question), make_ask(question, made.ask))
    assert again == found


def test_the_day_asked_about_is_in_the_ask_and_the_header(door: Door) -> None:
    question = get_question("trace")
    found = put(door, question, make_ask(question, {"party": "Ada", "as_of": "2023-06-01"}))
    assert (found.recipe.ask["as_of"], found.header.day, found.recipe.today) == ("2023-06-01", "2023-06-01", TODAY)


def test_a_file_is_given_as_it_is(door: Door) -> None:
    question = get_question("export")
    assert isinstance(put(door, question, make_ask(question, {"root": ["Ada"], "format": "json"})), File)


def test_without_an_answer_it_is_of_the_revision_that_is_read(door: Door) -> None:
    ask = make_ask(get_question("match"), {})
    assert recipe_of(door, "match", ask).revision == door.revision
