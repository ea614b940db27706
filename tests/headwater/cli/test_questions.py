"""A question's command: an argument or option for each field, with the same help, and wrong words refused."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from headwater.asking.ask import fields_of
from headwater.asking.fields import Subject, marks
from headwater.cli.questions import command_of, pairs
from headwater.questions import QUESTIONS, get_question
from tests.running import run


@pytest.mark.parametrize("question", QUESTIONS, ids=[q.name for q in QUESTIONS])
def test_every_field_is_an_argument_or_an_option_with_its_help(question) -> None:
    params = {p.name: p for p in command_of(question).params}
    for name, info in fields_of(question.ask).items():
        held = params.pop(name)
        assert held.required == info.is_required()
        if marks(info, Subject) is not None:
            assert isinstance(held, click.Argument)
        else:
            assert isinstance(held, click.Option) and (held.help or "").startswith(info.description or "")
    assert {n for n in params if not n.endswith("__file")} == {"as_json", "output"}


def test_a_field_is_read_as_its_kind_within_its_bounds() -> None:
    depth = next(p for p in command_of(get_question("trace")).params if p.name == "depth")
    assert isinstance(depth.type, click.IntRange) and (depth.type.min, depth.type.max) == (1, 50)
    priorities = {p.name: p for p in command_of(get_question("priorities")).params}
    assert priorities["party"].nargs == -1
    assert isinstance(priorities["actions"].type, click.Choice)
    assert list(priorities["actions"].type.choices) == ["any", "overdue", "none"]
    whatif = {p.name: p for p in command_of(get_question("whatif")).params}
    assert isinstance(whatif["ours"], click.Option) and whatif["ours"].is_flag
    assert isinstance(whatif["drop"], click.Option) and whatif["drop"].multiple


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("trace",), "PARTY"),
        (("trace", "Ada", "--depth", "0"), "1<=x<=50"),
        (("trace", "Ada", "--depth", "deep"), "not a valid integer"),
        (("trace", "Ada", "--dept", "1"), "--depth"),
        (("trace", "Ada", "Bo"), "unexpected extra argument"),
        (("priorities", "Ada", "--actions", "some"), "overdue"),
        (("find", "x", "--kind", "mill"), "facility"),
        (("find", "x", "--limit", "1_0"), "not a valid integer"),
        (("leverage", "Knitter", "--target", "nan"), "is not a number"),
        (("leverage", "Knitter", "--target", "inf"), "is not a number"),
        (("score", "--param", "alpha"), "write NAME=VALUE"),
        (("score", "--indicator", "linked_harm", "--param", "hops="), "write hops=none or leave it out"),
        (("score", "--param", "alpha=0.1", "--param", "alpha=0.9"), "alpha is said twice"),
        (("score", "--issue", "nope", "--issue", "osh"), "said twice, 'nope' and 'osh'; it takes one"),
        (("trace", "Ada", "-o", "a.json", "--output", "b.json"), "said twice"),
        (("leverage", "Knitter", "--takes", "Ada=0.2", "--takes", "Ada=0.4"), "say two numbers of one"),
        (("largest", "Ada", "--cost", "Weaver=3", "--cost", "name:Weaver=9"), "say two numbers of one"),
        (("leverage", "Knitter", "--sheet-for", "Ada", "--takes", "nobody=7"), "takes: the sheet for one buyer"),
        (("leverage", "Knitter", "--sheet-for", "Ada", "--target", "99"), "target: the sheet for one buyer"),
        (("pack", "--issue", "nope"), "issue 'nope': it is of a company's result"),
        (("systemic", "--by", " "), "by: is empty"),
        (("systemic", "--by", ","), "names nothing to group by"),
        (("priorities", "Ada", "--country", ""), "country: is empty"),
        (("score", "--param", "=0.5"), "write NAME=VALUE"),
        (("score", "--param", "hop=2"), "hop"),
        (("export", "-o", "x"), "--format"),
    ],
)
def test_wrong_words_are_refused_with_what_would_be_right(words: tuple[str, ...], said: str, url: str) -> None:
    ran = run(*words, store=url)
    assert ran.code == 2 and said in ran.err and ran.out == ""


def test_a_parameter_is_said_once() -> None:
    assert pairs(("hops=2", " alpha = 0.5", "note=a=b")) == {"hops": "2", "alpha": "0.5", "note": "a=b"}
    with pytest.raises(click.BadParameter, match="hops is said twice"):
        pairs(("hops=2", "hops =2"))
    assert pairs(()) == {}


def test_json_may_be_said_before_and_after_the_question(url: str) -> None:
    assert run("trace", "Ada", "--json", store=url).json == run("--json", "trace", "Ada", store=url).json


def test_values_of_a_file_join_those_said(url: str, tmp_path: Path) -> None:
    (tmp_path / "costs.csv").write_text("party,cost\nTailor,3\nNobody,2\n", encoding="utf-8")
    by_file = run("largest", "Ada", "--cost", "Weaver=1", "--costs", tmp_path / "costs.csv", store=url)
    assert by_file.code == 2 and "'Nobody'" in by_file.err, "the file's last row is asked for too"
    (tmp_path / "costs.csv").write_text("name,price\nTailor,3\n", encoding="utf-8")
    wrong = run("largest", "Ada", "--costs", tmp_path / "costs.csv", store=url)
    assert wrong.code == 2 and "party,cost" in wrong.err
