"""Pages of Open Supply Hub's API on odd and bad input of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headwater.graph.errors import FileRefused
from tests.loaders.formats.made import codes, facility, read


def page(tmp_path: Path, *features: Any, name: str = "page.json", **envelope: Any) -> Path:
    path = tmp_path / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **envelope}))
    return path


def feature(**said: Any) -> dict[str, Any]:
    properties = {"name": "Lark", "address": "1 Road", "country_code": "VN", "os_id": "VN2024002DEF456", **said}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [106.5, 10.5]}, "properties": properties}


def test_a_page_with_odd_features_keeps_the_others(tmp_path: Path) -> None:
    rows = read("osh-api", page(tmp_path, 7, feature(name=None), {"type": "Feature"}, feature()))
    assert [r.number for r in rows] == [1, 2, 3, 4]
    assert [r.rejected.code if r.rejected else None for r in rows] == ["item", "name_missing", "item", None]
    lark = facility(rows[3])
    assert (lark.latitude, lark.longitude) == (10.5, 106.5)


@pytest.mark.parametrize(
    "spot, code",
    [([0, 0], "geo_suspect"), ([10.5, 106.5], "coordinate"), (["a", 1], "coordinate"), ([1], "coordinate")],
)
def test_places_that_cannot_be_are_left_out(tmp_path: Path, spot: list[Any], code: str) -> None:
    odd = feature()
    odd["geometry"]["coordinates"] = spot
    (row,) = read("osh-api", page(tmp_path, odd))
    assert facility(row).latitude is None and codes(row) == [code]


def test_a_feature_without_os_id_or_country_is_taken_and_flagged(tmp_path: Path) -> None:
    (row,) = read("osh-api", page(tmp_path, feature(os_id="7", country_code=None)))
    assert codes(row) == ["country_missing", "os_id"]
    assert facility(row).key.startswith("row:s:") and facility(row).country is None


def test_links_to_further_pages_are_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def no_network(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket, "socket", no_network)
    assert len(read("osh-api", page(tmp_path, feature(), count=2, next="https://example.org/?page=2"))) == 1


def test_a_page_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text('{"detail": "Authentication credentials were not provided."}')
    with pytest.raises(FileRefused, match="features"):
        read("osh-api", path)
