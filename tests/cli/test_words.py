"""Every command, as an officer reads it: counts agree with nouns, no number reads as none, issues have names."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from headwater.api.app import create_app
from headwater.demo import run as write_demo
from headwater.graph.vocabulary import load_pack
from headwater.settings import Settings
from tests.running import TODAY, ask, run

GROUP, BUYER, OTHER, WORKS = "Larkspur & Vale Group", "Larkspur & Vale", "Marram & Mire", "Nightjar Stitching Works"
COMMANDS: dict[str, tuple[str, ...]] = {
    "priorities": ("priorities", GROUP, "--limit", "5"),
    "priorities, country": ("priorities", "--country", "BD"),
    "priorities, facility": ("priorities", "--facility", WORKS),
    "brief": ("brief", GROUP, "-o", "-"),
    "trace": ("trace", BUYER),
    "trace, deep": ("trace", "Drybed Ginning Station"),
    "buyers": ("buyers", WORKS),
    "score": ("score", "--kind", "brand"),
    "explain": ("explain", BUYER),
    "explain, group": ("explain", GROUP, "--issue", "osh"),
    "explain, linked_harm": ("explain", BUYER, "--indicator", "linked_harm", "--issue", "osh"),
    "explain, worst_path": ("explain", BUYER, "--indicator", "worst_path", "--issue", "osh"),
    "compare": ("compare", GROUP, OTHER),
    "whatif, leave": ("whatif", BUYER, "--drop", WORKS),
    "whatif, remedy": ("whatif", BUYER, "--remediate", f"{WORKS}:child_labour"),
    "whatif, close": ("whatif", BUYER, "--close-country", "BD"),
    "whatif, policy": ("whatif", BUYER, "--policy", "forced_labour=0.5@IN,audit"),
    "largest": ("largest", BUYER),
    "share": ("share", GROUP, OTHER),
    "leverage": ("leverage", WORKS),
    "leverage, taken": ("leverage", WORKS, "--takes", "oshub:BD2026001FIC001=0.3"),
    "leverage, sheet": ("leverage", WORKS, "--sheet-for", BUYER),
    "systemic": ("systemic",),
    "systemic, by issue": ("systemic", "--by", "region,issue"),
    "find": ("find", "nightjar"),
}
MANY = re.compile(
    r"(?<![\d.,:/-])1 (?:more |other |known |open |direct )*"
    r"(?:facilities|companies|buyers|suppliers|factories|findings|events|harms|links|lines|months|numbers|owners|"
    r"parts|paths|people|rows|steps|tiers|workers|years|chains)\b"
)
BARE = re.compile(r"\d%|\d(?:\.\d+)?e[-+]?\d")
"""Per cent without a space, and powers of ten."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("demo")
    return str(write_demo(folder, echo=lambda _: None)["store"])


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_printed_reads_as_it_is(demo: str, name: str) -> None:
    ran = run(*COMMANDS[name], store=demo)
    assert ran.code == 0, ran.err
    read(ran.out)


def read(text: str) -> None:
    """Look for what no reader should meet."""
    for line in text.splitlines():
        assert not MANY.search(line), line
        assert not BARE.search(line), line
        assert not re.search(r"\[\]|\bNone\b|\bnan\b", line), line
    ids = [i for i in load_pack("garment").issue_ids if "_" in i or len(i) < 4]
    assert not [x for x in ids if re.search(rf"(?<![\w=]){x}\b", text)]


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/?text=nightjar",
        f"/register?party={BUYER.replace('&', '%26')}",
        "/register?country=BD",
        f"/register?facility={WORKS}",
        "/systemic",
        "/systemic?by=region,issue",
        f"/v1/brief?party={GROUP.replace('&', '%26')}&as=html",
        f"/v1/view?party={BUYER.replace('&', '%26')}&as=tiers",
    ],
)
def test_a_page_says_it_in_the_same_words(demo: str, page: str) -> None:
    with TestClient(create_app(Settings(store=demo), today=TODAY), base_url="http://127.0.0.1") as client:
        answer = client.get(page)
    assert answer.status_code == 200
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", answer.text)
    read(re.sub(r"[ \t]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))))


def _loaded(folder: Path, **tables: str) -> str:
    store = f"sqlite:{folder}/small.db"
    for name, text in tables.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        assert run("load", path, "--as", name, "--licence", "CC0-1.0", store=store).code == 0
    return store


def _floats(doc: Any) -> list[float]:
    if isinstance(doc, dict):
        return [x for v in doc.values() for x in _floats(v)]
    if isinstance(doc, list):
        return [x for v in doc for x in _floats(v)]
    return [doc] if isinstance(doc, float) else []


@pytest.mark.parametrize(
    "words",
    [
        ("score", "--kind", "brand", "--issue", "osh", "--param", "unmapped=none"),
        ("largest", "Brand", "--issue", "osh", "--param", "unmapped=none"),
        ("whatif", "Brand", "--remediate", "Mill", "--issue", "osh", "--param", "unmapped=none"),
    ],
)
def test_what_is_little_never_reads_as_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    store = _loaded(
        tmp_path,
        parties="id,name,kind\nBrand,Brand,brand\nMill,Mill,facility\n",
        edges="supplier,buyer,share\nMill,Brand,0.0000123\n",
        risks="party,issue,value\nMill,osh,1\n",
    )
    assert any(0 < x < 5e-5 for x in _floats(ask(*words, store=store)))
    out = run(*words, store=store).out
    assert re.search(r"0\.000010\b", out), out
