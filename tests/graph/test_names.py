"""Names made comparable keep what tells units of one company apart."""

from __future__ import annotations

import string

import pytest

from headwater.graph.names import normalise

ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xv", "xx"]
UNITS = [*ROMAN, *string.ascii_lowercase, *map(str, range(100)), "new", "old", "unit", "plant", "branch"]


@pytest.mark.parametrize("form", ["Fictional Mill {} Co., Ltd", "PT. FICTIONAL MILL {}", "Fictional Mill Ltd. {}"])
def test_the_number_of_a_unit_stays(form: str) -> None:
    lost = [u for u in UNITS if normalise(form.format(u)).split() != ["fictional", "mill", u]]
    assert lost == []


def test_what_is_comparable_stays_as_it_is() -> None:
    for name in ("Fictional Mill II", "II", "II Ltd", "S.A. II", "Fictional II Mill II Sdn Bhd"):
        assert normalise(normalise(name)) == normalise(name)
