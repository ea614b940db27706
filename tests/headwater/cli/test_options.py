"""An option says one thing once, and its number is one that a person would write."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from headwater.cli.options import Number, Once, Whole


@click.command()
@click.option("--name", cls=Once)
@click.option("--top", cls=Once, type=Whole(min=1, max=50), default=10)
@click.option("--share", cls=Once, type=Number())
@click.option("--flag", cls=Once, is_flag=True)
@click.option("--each", cls=Once, multiple=True)
def command(**said: object) -> None:
    click.echo(repr(said))


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, list(words))
    return result.exit_code, result.output


def test_what_is_said_once_is_taken_and_the_rest_stays_as_it_is_by_default() -> None:
    code, said = run("--name", "a", "--share", "1e-3", "--flag", "--each", "x", "--each", "y")
    assert code == 0
    assert eval(said) == {"name": "a", "top": 10, "share": 0.001, "flag": True, "each": ("x", "y")}


@pytest.mark.parametrize("words", [("--name", "a", "--name", "b"), ("--top", "3", "--top", "3")])
def test_an_option_said_twice_is_refused_with_both_values(words: tuple[str, ...]) -> None:
    code, said = run(*words)
    assert code == 2
    assert f"said twice, {words[1]!r} and {words[3]!r}; it takes one" in said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--top", "1_0"), "'1_0' is not a valid integer"),
        (("--top", "51"), "51 is not in the range 1<=x<=50"),
        (("--share", "nan"), "'nan' is not a number"),
        (("--share", "1e999"), "'1e999' is not a number"),
    ],
)
def test_an_odd_number_is_refused_in_words(words: tuple[str, ...], why: str) -> None:
    code, said = run(*words)
    assert code == 2
    assert why in said
