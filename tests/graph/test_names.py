"""Names made comparable keep what tells units of one company apart."""

from __future__ import annotations

import string
import sys
from types import ModuleType

import pytest
from rigour.names import remove_org_types

from headwater.graph import names
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


FORMS = ("acme gmbh", "s.a. acme", "pt acme tbk", "acme co ltd", "acme llc b", "ooo acme", "株式会社 acme", "acme")


def test_the_quick_way_to_legal_forms_gives_what_rigours_own_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    public = [remove_org_types(x, replacement=" ") for x in FORMS]
    changed = ModuleType("rigour._core")
    changed.remove_org_types = lambda *_: "something else"  # type: ignore[attr-defined]
    for other in (None, ModuleType("rigour._core"), changed):
        with monkeypatch.context() as patch:
            if other is not None:
                patch.setitem(sys.modules, "rigour._core", other)
            names._forms_removed.cache_clear()
            assert [names._forms_removed()(x) for x in FORMS] == public
    names._forms_removed.cache_clear()
