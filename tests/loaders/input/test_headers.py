"""Headers: found under title rows, compared however they are spelt, refused where they clash."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headwater.loaders.input.headers import fold_header, is_contact, spelt
from headwater.loaders.input.tables import Table
from tests.loaders.input.made import refused


def test_a_missing_column_says_what_was_expected_and_found(table: Callable[..., Table]) -> None:
    error = refused("column_missing", lambda: table("name,land\nA,DE\n"))
    assert "'country'" in str(error) and "'land'" in str(error) and "list.csv" in str(error)


def test_no_header_at_all_says_what_was_expected(table: Callable[..., Table]) -> None:
    error = refused("header_missing", lambda: table("Acme,Hanoi\nWren,Dhaka\n"))
    assert "'name'" in str(error)


@pytest.mark.parametrize("header", ["name,name,country", "Name, name ,country"])
def test_headers_that_stand_twice_are_refused_with_both_places(table: Callable[..., Table], header: str) -> None:
    error = refused("header_duplicate", lambda: table(header + "\na,b,c\n"))
    assert "columns 1 and 2" in str(error)


def test_title_rows_stand_above_the_header_and_are_kept(table: Callable[..., Table]) -> None:
    t = table("Our list,\nas of DEC 2025,\n\nName,Country\nA,DE\n")
    assert t.header_row == 4
    assert t.title == ("Our list", "as of DEC 2025")
    assert [r.number for r in t.rows()] == [5]


def test_without_expected_columns_the_first_row_of_words_is_the_header(table: Callable[..., Table]) -> None:
    t = table("Lieferantenliste 2024,,\nFirma,Land,Beschäftigte\nA,DE,12\n", required=())
    assert t.headers == ("Firma", "Land", "Beschäftigte")


def test_headers_are_found_however_they_are_spelt(table: Callable[..., Table]) -> None:
    t = table("NAME ,Country / Region,% Female_Workers\nA,DE,1\n", required=(("name",), ("country region",)))
    assert t.column("% female workers") == 2
    assert t.column("Female Workers") is None
    assert fold_header("Ländername") == "ländername"


def test_a_row_with_more_of_the_expected_columns_is_the_header_before_one_that_only_helps(
    table: Callable[..., Table],
) -> None:
    t = table("name,notes\nname,country\nA,DE\n")
    assert (t.header_row, t.title) == (2, ("name notes",))


@pytest.mark.parametrize(
    "head, name, same",
    [("nike inc brand s", "* Brand(s)", True), ("brand s", "* Brand(s)", False), ("brand s", "Brand(S)", True),
     ("brands", "Brand(s)", False)],
)  # fmt: skip
def test_a_star_stands_for_the_words_before(head: str, name: str, same: bool) -> None:
    assert spelt(head, name) is same


@pytest.mark.parametrize(
    "header, contact",
    [("Contact E-mail", True), ("TEL.", True), ("Fax_No", True), ("Line manager", True), ("Ansprechpartner", True),
     ("Hotel", False), ("Management system", False), ("Personnel", False), ("", False)],
)  # fmt: skip
def test_columns_about_persons_are_known_by_whole_words(header: str, contact: bool) -> None:
    assert is_contact(header) is contact


def test_marks_of_a_script_belong_to_its_letters() -> None:
    assert fold_header("Ｎａｍｅ") == "name"
    assert fold_header("देश का नाम") == "देश का नाम"
