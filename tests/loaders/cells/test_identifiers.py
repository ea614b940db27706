"""What a cell can be told by: its form, and for an LEI its check digits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.loaders.cells.identifiers import holds_email, is_lei, os_id

BODY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def check_digits(body: str) -> str:
    """The two digits that end an LEI, character by character as ISO 7064 has them made."""
    rest = 0
    for char in body + "00":
        value = BODY.index(char)
        rest = (rest * (100 if value > 9 else 10) + value) % 97
    return f"{98 - rest:02d}"


@settings(max_examples=80, deadline=None)
@given(body=st.text(BODY, min_size=18, max_size=18), place=st.integers(0, 17), other=st.sampled_from(BODY))
def test_an_lei_has_right_check_digits_and_with_another_character_it_has_not(body: str, place: int, other: str) -> None:
    lei = body + check_digits(body)
    assert is_lei(lei) and is_lei(f" {lei.lower()} ")
    changed = lei[:place] + other + lei[place + 1 :]
    assert is_lei(changed) is (BODY.index(other) % 97 == BODY.index(lei[place]) % 97)


@pytest.mark.parametrize(
    "text", ["", "5493001KJTIIGC8Y1R1", "5493001KJTIIGC8Y1R123", "5493001KJTIIGC8Y1RAB", "5493 001KJTIIGC8Y1R12"]
)
def test_what_has_another_form_is_no_lei(text: str) -> None:
    assert not is_lei(text)


@pytest.mark.parametrize(
    "text, found",
    [
        (" bd2019143abcde7\n", "BD2019143ABCDE7"),
        ("BD2019143ABCDE", None),
        ("BD2019143ABCDE77", None),
        ("B12019143ABCDE7", None),
        ("BD201914XABCDE7", None),
        ("BD2019143ABCDÉ7", None),
        ("", None),
        (None, None),
    ],
)
def test_an_os_id_is_two_letters_seven_digits_and_six_of_either(text: str | None, found: str | None) -> None:
    assert os_id(text) == found


@pytest.mark.parametrize(
    "text, holds",
    [("write to ann.b+c@mill.co.example, or call", True), ("a@b", False), ("@mill.example", False), ("", False),
     ("5 pieces @ 2.50", False)],
)  # fmt: skip
def test_an_address_is_found_within_other_words(text: str, holds: bool) -> None:
    assert holds_email(text) is holds
