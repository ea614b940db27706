"""The check of the built site sees each thing that it is there to see."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.links import main, troubles

GOOD = '<link rel="stylesheet" href="s.css"><h2 id="part">x</h2><a href="b.html#there">b</a><a href="#part">here</a>'
OTHER = (
    '<p id="there">x</p><a href="a.html">a</a><a href="https://example.org/">elsewhere</a><a href="mailto:a@b">m</a>'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(GOOD)
    (tmp_path / "b.html").write_text(OTHER)
    (tmp_path / "s.css").write_text("p { background: url('data:image/gif;base64,R0lGODlh'); src: url(a.html) }")
    return tmp_path


def test_a_whole_site_has_no_troubles(site: Path) -> None:
    assert troubles(site) == []
    assert main([str(site)]) == 0


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ('<a href="c.html">c</a>', "a.html: c.html is not there"),
        ('<a href="b.html#nowhere">b</a>', "a.html: b.html#nowhere names a section that is not there"),
        ('<a href="#nowhere">here</a>', "a.html: #nowhere names a section that is not there"),
        ('<img src="lost.png">', "a.html: lost.png is not there"),
        ('<script src="https://cdn.example/x.js"></script>', "a.html: loads https://cdn.example/x.js from elsewhere"),
        ('<link href="//fonts.example/f.css">', "a.html: loads //fonts.example/f.css from elsewhere"),
    ],
)
def test_what_leads_nowhere_or_comes_from_elsewhere_is_said(site: Path, added: str, said: str, capsys) -> None:
    (site / "a.html").write_text(GOOD + added)
    assert troubles(site) == [said]
    assert main([str(site)]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("rule", ["@import 'https://f.example/f.css';", 'src: url("https://f.example/f.css")'])
def test_a_style_sheet_loads_nothing_from_elsewhere(site: Path, rule: str) -> None:
    (site / "s.css").write_text(rule)
    assert troubles(site) == ["s.css: loads https://f.example/f.css from elsewhere"]
