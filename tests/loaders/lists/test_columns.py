"""What a column holds: by its header in many languages, by its cells where the header says nothing, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from headwater.loaders.input.files import open_path
from headwater.loaders.input.tables import open_table
from headwater.loaders.lists.columns import (
    FIELDS,
    LIKELY,
    PERHAPS,
    SAMPLE,
    SURE,
    Guess,
    Seen,
    contact_why,
    field_of,
    guesses,
    look,
    tier_of,
)  # fmt: skip


def guessed(tmp_path: Path, header: Sequence[str], *rows: Sequence[str]) -> list[Guess]:
    path = tmp_path / "l.csv"
    path.write_text("\n".join(";".join(r) for r in [header, *rows]) + "\n", encoding="utf-8")
    table = open_table(open_path(path)[0])
    return guesses(table, look(table))


def seen(*cells: str) -> Seen:
    return Seen.of(cells)


@pytest.mark.parametrize(
    "header, field, sure",
    [
        ("Factory Name", "name", SURE), ("NAME OF FACTORY", "name", SURE), ("Produktionsland", "country", SURE),
        ("Pays de production", "country", SURE), ("Número de trabajadores", "workers", SURE),
        ("工厂地址", "address", SURE), ("Number of workers in 2024", "workers", LIKELY), ("OS ID", "os_id", SURE),
        ("Anteil Frauen in %", "women", None),
    ],
)  # fmt: skip
def test_a_header_names_its_field_in_any_of_the_languages(header: str, field: str, sure: float | None) -> None:
    found = field_of(header)
    assert found is not None and found[0] == field in FIELDS
    assert sure is None or found[1] == sure


@pytest.mark.parametrize("header", ["", "Colour", "xyz", "Landing", "42"])
def test_a_header_of_no_known_word_names_nothing(header: str) -> None:
    assert field_of(header) is None


@pytest.mark.parametrize(
    "text, tier",
    [("Tier 1", 1), ("tier-2 supplier", 2), ("20", 20), ("21", None), ("0", None), ("1/2", None), ("", None)],
)
def test_a_tier_is_the_only_number_of_its_cell(text: str, tier: int | None) -> None:
    assert tier_of(text) == tier


@pytest.mark.parametrize(
    "header, cells, why",
    [
        ("Contact person", ("Ann",), "about contact persons"),
        ("Remarks", ("a@mill.example", "b@mill.example", "c"), "e-mail addresses"),
        ("Colour", ("+84 28 3829 5678", "0121 496 0000", "x"), "phone numbers"),
        ("Remarks", ("a@mill.example", "b", "c", "d", "e"), None),
        ("Phone", ("+84 28 3829 5678",), None),
        ("Factory Name", ("Lark",), None),
    ],
)
def test_columns_about_persons_are_found_by_header_or_cells(
    header: str, cells: tuple[str, ...], why: str | None
) -> None:
    said = contact_why(header, seen(*cells))
    assert said is None if why is None else why in (said or "")


def test_cells_say_what_a_header_does_not(tmp_path: Path) -> None:
    found = guessed(
        tmp_path, ("A", "B", "C"), ("Lark Ltd", "VN", "BD2019143ABCDE7"), ("Wren Garments", "KH", "BD2019143ABCDE8"),
        ("Vat Textiles", "BD", "BD2019143ABCDE9"),
    )  # fmt: skip
    assert [(g.field, g.column, g.confidence) for g in found] == [
        ("os_id", 2, SURE), ("name", 0, PERHAPS), ("country", 1, PERHAPS),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header, cells, why",
    [
        ("Country", ("Dhaka", "Hanoi", "Phnom Penh"), "only 0 % of its values are countries"),
        ("Workers", ("many", "few", "some"), "its cells are words"),
        ("Factory Name", ("12", "13", "14"), "its cells are numbers"),
        ("Tier", ("gold", "silver", "bronze"), "its cells are no tiers"),
        ("OS ID", ("1", "2", "3"), "no cell is an OS ID"),
        ("LEI", ("1", "2", "3"), "no cell is an LEI"),
    ],
)
def test_a_header_that_its_cells_belie_is_no_longer_believed(
    tmp_path: Path, header: str, cells: tuple[str, ...], why: str
) -> None:
    found = [g for g in guessed(tmp_path, (header, "Colour"), *((c, "red") for c in cells)) if g.column == 0]
    assert found and found[0].confidence < 0.5 and why in found[0].why


def test_the_cells_of_a_column_are_counted() -> None:
    held = seen("1.200", "12,5", "a@b.example", "+84 28 3829 5678", "Lark Ltd", "公司")
    assert (held.filled, held.emails, held.phones, held.legal, held.native) == (6, 1, 1, 2, 1)
    assert held.part(held.emails) == pytest.approx(1 / 6) and Seen().part(0) == 0.0
    assert held.style.comma_decimal and held.largest == 12.5


def test_a_sample_is_spread_over_a_long_column_and_holds_all_of_a_sparse_one() -> None:
    late = seen(*(["Lark Ltd"] * 3_000), *(["a@b.example"] * 2_000))
    assert late.filled == 5_000 and late.tried == SAMPLE and late.values == 2
    assert late.part(late.emails) == pytest.approx(0.4, abs=0.01)
    assert seen(*(f"w{i}" for i in range(4_999)), "1,5").style.comma_decimal, "numbers are looked for in every cell"
    sparse = seen("GB20191431WPT6G")
    assert sparse.os_ids == sparse.tried == 1
