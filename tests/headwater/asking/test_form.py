"""One ask as a form, an address and a command: the same words, there and back."""

from __future__ import annotations

import shlex
from urllib.parse import parse_qsl, urlsplit

import pytest

from headwater.asking.asked import make_ask
from headwater.asking.form import FormField, address_of, command_of, form_of, query_of, said_by
from headwater.graph.errors import WrongAsk
from headwater.graph.risk.indicators import PARAMETERS
from headwater.graph.vocabulary import load_pack
from headwater.questions import get_question


def fields(name: str, *given: tuple[str, str]) -> dict[str, FormField]:
    return {f.word: f for f in form_of(get_question(name), given, load_pack("garment"))}


def test_a_field_is_of_its_type_with_what_was_said() -> None:
    form = fields("priorities", ("party", "Ada"), ("party", "Bo"), ("country", ""))
    assert (form["party"].label, form["party"].several, form["party"].values) == ("Buyer", True, ("Ada", "Bo"))
    assert (form["severity"].kind, form["country"].hint, form["country"].values) == ("number", "CC", ())
    assert (form["actions"].kind, form["actions"].choices) == ("choice", ("any", "overdue", "none"))
    assert ("osh", "Occupational safety and health") in form["issue"].suggested
    assert fields("whatif")["respread"].kind == "yes" and fields("whatif")["party"].required
    assert fields("score")["indicator"].hint == "default: upstream_risk"


def test_parameters_stand_by_their_own_names_those_of_the_question_alone() -> None:
    assert {p.name for p in PARAMETERS} <= set(fields("score"))
    assert "param" not in fields("score")
    assert {"alpha", "hops"} <= set(fields("largest")) and "worlds" not in fields("largest")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("trace", {"party": "Ada & Co", "depth": 2}),
        ("priorities", {"party": ["Ada", "Bo"], "severity": 3}),
        ("whatif", {"party": "Ada", "drop": ["x=y", "it's"], "ours": True, "param": {"alpha": "0.5", "hops": "none"}}),
        ("view", {"party": "Ada", "as": "network"}),
        ("indicators", {}),
    ],
)
def test_an_ask_goes_into_an_address_and_back(name: str, given: dict[str, object]) -> None:
    question = get_question(name)
    ask = make_ask(question, given)
    address = address_of(f"/v1/{name}", query_of(ask))
    assert urlsplit(address).path == f"/v1/{name}"
    assert make_ask(question, said_by(question, parse_qsl(urlsplit(address).query))) == ask


def test_a_command_says_the_same() -> None:
    question = get_question("whatif")
    ask = make_ask(question, {"party": "Ada & Co", "drop": ["a"], "close_country": ["BD"], "ours": True,
                              "param": {"alpha": "0.5"}})  # fmt: skip
    assert shlex.split(command_of(question, ask)) == [
        "headwater", "whatif", "Ada & Co", "--drop", "a", "--close-country", "BD", "--ours", "--param", "alpha=0.5",
    ]  # fmt: skip
    assert query_of(ask) == [
        ("party", "Ada & Co"), ("drop", "a"), ("close_country", "BD"), ("ours", "true"), ("alpha", "0.5"),
    ]  # fmt: skip


def test_what_may_be_said_once_is_refused_twice() -> None:
    for name, word in (("trace", "depth"), ("score", "alpha"), ("score", "issue")):
        with pytest.raises(WrongAsk, match=f"{word} is said twice, '1' and '2'; it takes one"):
            said_by(get_question(name), [(word, "1"), (word, "2")])
    assert said_by(get_question("share"), [("party", "a"), ("party", "b")]) == {"party": ["a", "b"]}


def test_a_word_that_the_form_lacks_is_refused_empty_too_and_a_blank_value_is_not_said() -> None:
    wrong = (("largest", "worlds"), ("trace", "dept"), ("trace", "limit"), ("view", "view"), ("score", "param"))
    for name, word in wrong:
        for value in ("64", "", " "):
            with pytest.raises(WrongAsk, match=f"^{name} has no parameter '{word}'; it has "):
                said_by(get_question(name), [(word, value)])
    with pytest.raises(WrongAsk, match=r"^loads has no parameter 'x'; it takes none$"):
        said_by(get_question("loads"), [("x", "")])
    pairs = [("hops", ""), ("materiality", " "), ("party", "%"), ("depth", ""), ("depth", "2"), ("depth", "\t")]
    assert said_by(get_question("explain"), pairs[:3]) == {"party": "%"}
    assert said_by(get_question("trace"), pairs[2:]) == {"party": "%", "depth": "2"}
