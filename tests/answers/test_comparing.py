from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.answers.__main__ import main
from tests.answers.comparing import Report
from tests.answers.rules import Rules

HOUSE = Path(__file__).with_name("renames") / "house.json"
SCORE: dict[str, Any] = {
    "revision": 7,
    "recipe": {"question": "score"},
    "rows": [{"id": "a", "score": 0.25, "name": "Alma"}, {"id": "b", "score": 1200.0, "name": "Brea"}],
}


def answer(document: Any, *, args: Sequence[str] = ("score",), code: int = 0, err: str = "") -> dict[str, Any]:
    return {"args": list(args), "code": code, "document": copy.deepcopy(document), "err": err}


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    """The score with one value changed; `None` takes it out."""
    document = copy.deepcopy(SCORE)
    at: Any = document
    for step in path[:-1]:
        at = at[step]
    if to is None:
        del at[path[-1]]
    else:
        at[path[-1]] = to
    return document


def found(old: Any, new: Any, **rules: Any) -> set[tuple[str, str]]:
    """Path and kind of each difference of two documents."""
    report = Report()
    report.compare([answer(old)], [answer(new)], Rules(**rules))
    return {(path, kind) for _, path, kind in report.groups}


def test_what_is_the_same_does_not_differ() -> None:
    assert found(SCORE, SCORE) == set()


@pytest.mark.parametrize(("row", "score"), [(0, 0.25 + 1e-10), (0, 0.25 - 2e-12), (1, 1200.0 * (1 + 1e-10))])
def test_a_changed_number_is_found(row: int, score: float) -> None:
    assert found(SCORE, changed("rows", row, "score", to=score)) == {("rows[*].score", "value")}


@pytest.mark.parametrize(("row", "score"), [(0, 0.25 + 1e-14), (1, 1200.0 * (1 + 1e-14)), (1, 1200)])
def test_what_adding_up_in_another_order_does_to_a_number_is_passed_over(row: int, score: float) -> None:
    assert found(SCORE, changed("rows", row, "score", to=score)) == set()


@pytest.mark.parametrize("value", [True, "0.25", [0.25]])
def test_a_number_is_no_other_kind_of_value(value: object) -> None:
    assert found(SCORE, changed("rows", 0, "score", to=value)) == {("rows[*].score", "value")}


def test_a_swapped_order_is_found() -> None:
    assert found(SCORE, changed("rows", to=SCORE["rows"][::-1])) == {("rows", "order")}


def test_a_missing_key_is_found_on_either_side() -> None:
    less = changed("rows", 0, "name", to=None)
    assert found(SCORE, less) == {("rows[*].name", "only in old")}
    assert found(less, SCORE) == {("rows[*].name", "only in new")}


def test_a_missing_item_is_found() -> None:
    assert found(SCORE, changed("rows", to=SCORE["rows"][:1])) == {("rows", "length")}


def test_the_recipe_is_passed_over_and_nothing_beside_it() -> None:
    assert found(SCORE, changed("recipe", to={"question": "other"})) == set()
    assert found(SCORE, changed("revision", to=8)) == {("revision", "value")}


def test_a_renamed_path_is_passed_over_but_its_value_is_not() -> None:
    rename = {"*": {"revision": "header.revision"}, "score": {"rows[*].id": "party.id"}}
    rows = [{"party": {"id": r["id"]}, "score": r["score"], "name": r["name"]} for r in SCORE["rows"]]
    assert found(SCORE, {"header": {"revision": 7}, "rows": rows}, rename=rename) == set()
    other = {"header": {"revision": 8}, "rows": [rows[0], {**rows[1], "party": {"id": "c"}}]}
    assert found(SCORE, other, rename=rename) == {("header.revision", "value"), ("rows[*].party.id", "value")}
    assert found(SCORE, {"header": {"revision": 7}, "rows": rows}) >= {("revision", "only in old")}


def test_what_a_rule_lets_differ_is_only_what_it_names() -> None:
    more = {**changed("rows", 1, "name", to="Bréa"), "titles": {"b": "Bréa"}}
    assert found(SCORE, more) == {("rows[*].name", "value"), ("titles", "only in new")}
    rules = {"added": {"score": ["titles"]}, "values": {"*": {"rows[*].name": "accents are kept"}}}
    assert found(SCORE, more, **rules) == set()
    assert found(more, SCORE, **rules) == {("titles", "only in old")}
    assert found(SCORE, {**more, "revision": 8}, **rules) == {("revision", "value")}


def test_where_items_may_be_added_the_old_ones_keep_their_order() -> None:
    added = {"score": ["rows[*]"]}
    a, b = SCORE["rows"]
    new = {"id": "n", "score": 0.5, "name": "New"}
    assert found(SCORE, changed("rows", to=[a, new, b]), added=added) == set()
    assert found(SCORE, changed("rows", to=[b, new, a]), added=added) == {("rows[*]", "order")}
    assert found(SCORE, changed("rows", to=[a, new, new]), added=added) == {("rows[*]", "only in old")}


def test_code_and_standard_error_and_an_answer_that_is_not_there_are_found() -> None:
    report = Report()
    old = [answer(None, code=2, err="no\n"), answer(SCORE, args=["show", "a"]), answer(SCORE), answer(SCORE)]
    report.compare(old, [answer(None, code=3, err="none\n"), answer(SCORE)], Rules())
    assert {(asked, path, kind): len(held) for (asked, path, kind), held in report.groups.items()} == {
        ("score", "(code)", "value"): 1,
        ("score", "(err)", "value"): 1,
        ("show", "(answer)", "only in old"): 1,
        ("score", "(answer)", "only in old"): 1,
    }


def test_two_folders_are_compared_by_file_with_the_renames_of_the_house(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = {"header": {"revision": 7}, **changed("revision", to=None)}
    for name, document in (("old", SCORE), ("same", now), ("other", {**now, "rows": []})):
        (tmp_path / name).mkdir()
        path = tmp_path / name / "demo.sqlite.json"
        path.write_text(json.dumps([answer(document, args=["--today", "2028-06-30", "score"])]), encoding="utf-8")
    rest = ("--renames", str(HOUSE), "--worlds", "demo", "--stores", "sqlite")
    assert main(["compare", str(tmp_path / "old"), str(tmp_path / "same"), *rest]) == 0
    assert "1 answers, 0 of them differ, in 0 ways" in capsys.readouterr().out
    assert main(["compare", str(tmp_path / "old"), str(tmp_path / "other"), *rest]) == 1
    assert "score  rows: length, 1 in 1 answers" in capsys.readouterr().out
    assert main(["compare", str(tmp_path / "old"), str(tmp_path / "nothing"), *rest]) == 1


def test_a_file_of_renames_with_an_unknown_part_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "renames.json"
    path.write_text('{"about": "a slip", "renames": {}}', encoding="utf-8")
    with pytest.raises(SystemExit, match="unknown: renames"):
        Rules.read(path)


def test_an_answer_that_may_differ_as_a_whole_is_said_by_its_words() -> None:
    old, new = answer(SCORE, args=("score", "--issue", "nope")), answer(None, args=("score", "--issue", "nope"), code=2)
    rules = Rules(answers={"score --issue nope": "refused"})
    for asked, differing in ((rules, 0), (Rules(answers={"score --issue no": "refused"}), 1)):
        report = Report()
        report.compare([old], [new], asked)
        assert report.differing == differing
