from __future__ import annotations

import re

import pytest

from headwater.graph import errors
from headwater.graph.errors import Ambiguous, FileRefused, HeadwaterError, NotFound, StoreMissing, UnknownName

DRAWN = re.findall(r"(\w+) +[^\n]*?exit (\d) · (\d{3})", errors.__doc__ or "")
"""(name, exit code, HTTP status) of each error in the tree that the module draws."""


def test_the_tree_as_drawn_is_the_tree_as_it_is() -> None:
    kinds = [v for v in vars(errors).values() if isinstance(v, type) and issubclass(v, HeadwaterError)]
    assert {(k.__name__, str(k.exit_code), str(k.status)) for k in kinds if k is not HeadwaterError} == set(DRAWN)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (UnknownName("view", "x", ["tiers", "network"]), ["no view named 'x'", "tiers, network"]),
        (UnknownName("pack", "x", []), ["known: none"]),
        (NotFound("Acme"), ["'Acme'", "headwater find"]),
        (NotFound("Acme", hints=["Acme Ltd [lei:A]"]), ["'Acme'", "close: Acme Ltd [lei:A]"]),
        (Ambiguous("Mill", [("oshub:1", "Mill"), ("lei:2", "mill")]), ["2 comp", "oshub:1 (Mill)", "lei:2 (mill)"]),
        (FileRefused("empty", "list.csv", "holds nothing"), ["list.csv: holds nothing [empty]"]),
        (StoreMissing("sqlite:a b.db", "there is no such file"), ["sqlite:a b.db: there", "'sqlite:a b.db' load"]),
    ],
)  # fmt: skip
def test_a_message_says_what_where_and_what_to_do(error: HeadwaterError, said: list[str]) -> None:
    assert [s for s in said if s not in str(error)] == []


def test_the_facts_are_attributes() -> None:
    refused, lost = FileRefused("empty", "list.csv", "holds nothing"), NotFound("Acme", hints=["Acme Ltd"])
    assert (refused.code, refused.path, lost.text, lost.hints) == ("empty", "list.csv", "Acme", ("Acme Ltd",))
    assert Ambiguous("Mill", [("oshub:1", "Mill")]).candidates == (("oshub:1", "Mill"),)
    unknown = UnknownName("view", "x", ["tiers"])
    assert (unknown.what, unknown.name, unknown.known) == ("view", "x", ("tiers",))
