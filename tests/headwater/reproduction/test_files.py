"""Files that hold a result: the bytes say their form, the recipe is in them, and what holds none is refused."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from headwater.asking.ask import File
from headwater.asking.forms import to_json
from headwater.door import Door
from headwater.graph.errors import FileRefused
from headwater.reproduction.files import open_result


def body_of(file: File) -> bytes:
    return b"".join(file.chunks)


def test_a_document_is_held_with_its_recipe_and_values(door: Door) -> None:
    document = door.trace("Ada", depth=1)
    held = open_result(to_json(document).encode(), "it.json")
    assert (held.form, held.recipe) == ("document", document.recipe)
    assert held.values == json.loads(to_json(document))


@pytest.mark.parametrize("form", ["json", "graphml", "csv"])
def test_an_export_of_each_form_holds_its_recipe(form: str, door: Door) -> None:
    body = body_of(door.export(root=("Ada",), format=form, depth=1))
    held = open_result(body, "whatever the name is")
    assert held.form == form
    assert (held.recipe.question, held.recipe.ask) == ("export", {"root": ["Ada"], "format": form, "depth": 1})
    assert open_result(body, "it").values == held.values
    other = open_result(body_of(door.export(root=("Bo",), format=form, depth=1)), "it")
    assert other.values != held.values


def test_the_rows_of_every_table_in_a_zip_are_values(door: Door) -> None:
    body = body_of(door.export(root=("Ada",), format="csv"))
    values = open_result(body, "it.zip").values
    with zipfile.ZipFile(io.BytesIO(body)) as z:
        assert set(values) == {"about", *z.namelist()} - {"about.json"}
        for name in set(z.namelist()) - {"about.json"}:
            assert values[name] == z.read(name).decode("utf-8-sig").splitlines()


@pytest.mark.parametrize(
    ("body", "code", "says"),
    [
        (b"", "unreadable", "neither a JSON document nor an export"),
        (b"\xff\xfe", "unreadable", "neither"),
        (b'{"value": NaN}', "unreadable", "NaN"),
        (b'{"value": -Infinity}', "unreadable", "Infinity"),
        (b"PK\x03\x04", "unreadable", "neither"),
        (b"<?xml version='1.0'?><graph", "unreadable", "neither"),
        (b"{}", "recipe", "no recipe in it"),
        (b"[1]", "recipe", "holds no single document"),
        (b'"text"', "recipe", "holds no single document"),
        (b"<?xml version='1.0'?><graphml/>", "recipe", "not a GraphML file of `headwater export`"),
        (b'{"recipe": {"question": "score"}}', "recipe", "recipe, field ask"),
        (b'{"recipe": 7}', "recipe", "recipe"),
    ],
)
def test_what_holds_no_result_is_refused_in_words(body: bytes, code: str, says: str) -> None:
    with pytest.raises(FileRefused) as refused:
        open_result(body, "it.json")
    assert (refused.value.code, refused.value.path) == (code, "it.json")
    assert says in str(refused.value)


def test_a_zip_without_its_about_or_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("nodes.csv", "a" * 2000)
    with pytest.raises(FileRefused, match="about"):
        open_result(packed.getvalue(), "it.zip")
    monkeypatch.setattr("headwater.reproduction.files.MOST_BYTES", 1999)
    with pytest.raises(FileRefused, match="unpacks to more") as refused:
        open_result(packed.getvalue(), "it.zip")
    assert refused.value.code == "too_large"


def test_an_xml_bomb_goes_off_nowhere() -> None:
    bomb = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><graphml>&b;</graphml>"
    with pytest.raises(FileRefused):
        open_result(bomb, "it.graphml")
