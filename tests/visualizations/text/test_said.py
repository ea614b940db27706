"""What several printers say in the same words."""

from __future__ import annotations

import pytest

from headwater.graph.documents import SourceRow
from headwater.graph.risk.values.result import METHODS, Method, Unknown
from headwater.visualizations.text.said import basis, first, method_words, said_rows
from tests.visualizations.text.saying import HEAD

ROWS = [SourceRow(source=f"s{n}", file="a.csv", sha256="0", row=n, dated=None) for n in range(1, 6)]


@pytest.mark.parametrize(
    ("many", "words"),
    [
        (0, ""),
        (1, " [a.csv row 1 (s1)]"),
        (3, " [a.csv row 1 (s1); a.csv row 2 (s2); a.csv row 3 (s3)]"),
        (4, " [a.csv row 1 (s1); a.csv row 2 (s2); a.csv row 3 (s3) and 1 more row]"),
        (5, " [a.csv row 1 (s1); a.csv row 2 (s2); a.csv row 3 (s3) and 2 more rows]"),
    ],
)
def test_three_rows_are_said_and_the_rest_is_counted(many: int, words: str) -> None:
    assert said_rows(ROWS[:many]) == words


@pytest.mark.parametrize("method", METHODS)
def test_each_method_has_words_of_its_own_and_says_what_the_pack_does_not_know(method: Method) -> None:
    words = method_words(method)
    assert "_" not in words
    assert len({method_words(m) for m in METHODS}) == len(METHODS)
    assert method_words(method, Unknown.OPEN) == f"{words}; unknown to the pack"
    assert method_words(method, Unknown.AS_ZERO).endswith("counted as 0")


def test_a_list_says_its_rest_of_all_there_are_not_of_those_it_holds() -> None:
    assert first(["a", "b"], 2) == ["a", "b"]
    assert first(["a", "b", "c"], 2) == ["a", "b", "  and 1 more."]
    assert first(["a", "b", "c"], 2, 100) == ["a", "b", "  and 98 more."]
    assert first([], 2) == []


def test_the_basis_names_alpha_day_revision_pack_and_method() -> None:
    assert basis(HEAD, 0.85) == "alpha 0.85, data as of 2026-01-01, revision 3, pack p 1 (ab), method 1."
